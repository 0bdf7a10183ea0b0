import { describe, expect, it } from 'vitest';
import type { Flow, NetworkPolicySpec, Scenario, ScenarioAction, Trait, Verdict } from '../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../model/index.ts';
import type { Violation } from '../../properties/index.ts';
import { traitOf } from './trait-of.ts';

const POD = { kind: 'pod', ip: '10.0.0.1', pod: 'x/a' } as const;
const OUTSIDE = { kind: 'external', ip: '192.0.2.1' } as const;
const NODE = { kind: 'node', ip: '10.9.0.1', node: 'n1' } as const;
const FLOW: Flow = { source: OUTSIDE, destination: POD, protocol: 'TCP', port: 80 };

/** Only that there is one counts. */
const VERDICT = { action: 'deny' } as Verdict;

type Spec = Partial<NetworkPolicySpec>;

function scenarioWith(...specs: readonly Spec[]): Scenario {
  const policies = specs.map((spec, index) => ({
    kind: 'NetworkPolicy' as const,
    namespace: 'x',
    name: `p${index}`,
    spec: { podSelector: {}, policyTypes: ['Ingress' as const], ...spec },
  }));
  return scenarioOf('s', { ...EMPTY_CLUSTER, policies });
}

function violationOf(scenario: Scenario, flow: Flow = FLOW): Violation {
  return {
    summary: '',
    direction: 'ingress',
    expected: 'deny',
    observed: 'allow',
    scenario,
    flow,
    verdict: VERDICT,
  };
}

const from = (...peers: NonNullable<NonNullable<Spec['ingress']>[number]['from']>): Spec => ({
  ingress: [{ from: peers }],
});
const ports = (...items: NonNullable<NonNullable<Spec['ingress']>[number]['ports']>): Spec => ({
  ingress: [{ ports: items }],
});
const ANY = { cidr: '0.0.0.0/0' };
const ASKING = { matchLabels: { app: 'a' } };

describe('the trait of a snapshot is the most telling thing in it', () => {
  it.each<[Trait, Spec[], Flow?]>([
    ['isolation', [{}]],
    ['isolation', [{ ingress: [{}] }]],
    ['port', [ports({ protocol: 'TCP', port: 80 })]],
    ['protocol', [ports({ protocol: 'UDP', port: 80 })]],
    ['end-port', [ports({ protocol: 'UDP', port: 80, endPort: 81 })]],
    ['named-port', [ports({ protocol: 'UDP', port: 'http' })]],
    ['named-port', [{ ingress: [{ from: [{ ipBlock: ANY }], ports: [{ protocol: 'UDP', port: 'http' }] }] }]],
    ['block', [from({ ipBlock: ANY })]],
    ['except', [from({ ipBlock: { ...ANY, except: ['10.0.0.0/8'] } })]],
    ['peer-selector', [from({ podSelector: {} })]],
    ['peer-selector', [from({ namespaceSelector: {} }, { ipBlock: ANY })]],
    ['selector-pair', [from({ podSelector: ASKING, namespaceSelector: {} })]],
    ['labels', [from({ podSelector: ASKING })]],
    ['labels', [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }]],
    ['policies', [{}, {}]],
    ['policy-types', [{ policyTypes: ['Egress'], ingress: [{ from: [{ ipBlock: ANY }] }] }]],
    ['rules', [{ ingress: [{}, { from: [{ podSelector: {} }] }] }]],
    ['node', [from({ ipBlock: ANY })], { ...FLOW, source: NODE }],
    ['host-network', [{}], { ...FLOW, source: { ...NODE, kind: 'hostNetwork', pod: 'x/h' } }],
    ['service', [{}], { ...FLOW, destination: { kind: 'service', ip: '10.96.0.1', service: 'x/s' } }],
    [
      'service',
      [from({ ipBlock: { ...ANY, except: ['10.0.0.0/8'] } })],
      { ...FLOW, backend: { endpoint: POD, port: 80 } },
    ],
  ])('%s: %j', (trait, specs, flow) => {
    expect(traitOf({ kind: 'differential' }, violationOf(scenarioWith(...specs), flow))).toBe(trait);
  });

  it('is the fault of an engine that does not answer, whatever it was asked', () => {
    const fault = { kind: 'crash', detail: 'exit code 139' } as const;
    expect(traitOf({ kind: 'differential' }, { ...violationOf(scenarioWith({})), fault })).toBe('crash');
    const observed = 'nonsense';
    expect(traitOf({ kind: 'differential' }, { ...violationOf(scenarioWith({})), observed })).toBe(observed);
  });

  it('is none where two answers differ and nobody knows which is wrong', () => {
    const { verdict: _, ...violation } = violationOf(scenarioWith({}));
    expect(traitOf({ kind: 'metamorphic' }, violation)).toBe('none');
  });
});

describe('the trait of a history is the rarest thing that must happen in it', () => {
  const [policy] = scenarioWith({}).cluster.policies;
  const apply = (object: object): ScenarioAction => ({
    kind: 'apply',
    event: { type: 'MODIFIED', object: object as NonNullable<typeof policy> },
  });
  const CHANGE = apply(policy!);
  const WAIT: ScenarioAction = { kind: 'wait', ticks: 1 };
  const NAMESPACE = apply({ kind: 'Namespace', name: 'x', labels: {} });
  const OPEN: ScenarioAction = { kind: 'open', connection: 'c', flow: FLOW };
  const RESTART: ScenarioAction = { kind: 'agent', node: 'n1', change: 'restart' };

  it.each<[Trait, ScenarioAction[]]>([
    ['none', []],
    ['none', [WAIT]],
    ['policy-change', [WAIT, CHANGE]],
    ['namespace-change', [CHANGE, NAMESPACE]],
    ['connection', [CHANGE, NAMESPACE, OPEN]],
    ['watch', [OPEN, { kind: 'watch', node: 'n1', change: 'hold' }]],
    ['agent', [CHANGE, RESTART]],
  ])('%s: %j', (trait, actions) => {
    const scenario = { ...scenarioWith({}), steps: [{ actions, settled: true, expectations: [] }] };
    expect(traitOf({ kind: 'history' }, violationOf(scenario))).toBe(trait);
  });
});
