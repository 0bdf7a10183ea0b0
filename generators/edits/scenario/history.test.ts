import { describe, expect, it } from 'vitest';
import type {
  Cluster,
  ClusterEvent,
  ClusterObject,
  Flow,
  Namespace,
  Node,
  Pod,
  Scenario,
  ScenarioAction,
  ScenarioStep,
} from '../../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../../model/index.ts';
import { inconsistenciesOf } from '../../testing/inconsistencies.ts';
import { complexityOf, simplifications } from '../index.ts';

const NODES = ['n1', 'n2'].map((name, index): Node => ({
  kind: 'Node',
  name,
  labels: {},
  addresses: [`192.168.50.${11 + index}`],
  podCIDRs: [],
}));

const NAMESPACE: Namespace = { kind: 'Namespace', name: 'x', labels: { 'kubernetes.io/metadata.name': 'x' } };

const pod = (name: string, ip: string, parts: Partial<Pod> = {}): Pod => ({
  kind: 'Pod',
  namespace: 'x',
  name,
  uid: name,
  labels: {},
  nodeName: 'n1',
  hostNetwork: false,
  phase: 'Running',
  terminating: false,
  podIPs: [ip],
  ports: [],
  ...parts,
});

const [A, B] = [pod('a', '10.244.1.10'), pod('b', '10.244.1.11')];
const CLUSTER: Cluster = { ...EMPTY_CLUSTER, nodes: NODES, namespaces: [NAMESPACE], pods: [A, B] };

const FLOW: Flow = {
  source: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' },
  destination: { kind: 'pod', ip: '10.244.1.11', pod: 'x/b' },
  protocol: 'TCP',
  port: 80,
  sourcePort: 40_000,
};

const apply = (type: ClusterEvent['type'], object: ClusterObject): ScenarioAction => ({
  kind: 'apply',
  event: { type, object },
});
const open = (connection: string): ScenarioAction => ({ kind: 'open', connection, flow: FLOW });
const send = (connection: string): ScenarioAction => ({ kind: 'send', connection, packet: 'reply' });
const close = (connection: string): ScenarioAction => ({ kind: 'close', connection });
const wait = (ticks: number): ScenarioAction => ({ kind: 'wait', ticks });

const step = (...actions: readonly ScenarioAction[]): ScenarioStep => ({
  actions,
  settled: true,
  expectations: [],
});

const history = (steps: readonly ScenarioStep[], parts: Partial<Scenario> = {}): Scenario =>
  scenarioOf('s', CLUSTER, { steps, ...parts });

/** What happens, one word an action, steps apart by bars. */
function told({ steps }: Scenario): string {
  const word = (action: ScenarioAction): string => {
    switch (action.kind) {
      case 'apply':
        return `${action.event.type[0]}:${action.event.object.name}`;
      case 'wait':
        return `wait:${action.ticks}`;
      case 'agent':
      case 'watch':
        return `${action.change}:${action.node}`;
      default:
        return `${action.kind}:${action.connection}`;
    }
  };
  return steps.map(({ actions }) => actions.map(word).join(' ')).join(' | ');
}

const descriptions = (scenario: Scenario): string[] =>
  [...simplifications(scenario)].map(({ describe: text }) => text);

/** The scenario after the edit that is described so. */
function after(scenario: Scenario, description: string): Scenario {
  const edit = [...simplifications(scenario)].find(({ describe: text }) => text === description);
  expect([description, edit === undefined ? descriptions(scenario) : 'found']).toEqual([
    description,
    'found',
  ]);
  return edit!.apply();
}

/** Every history that an edit of the given description leads to. */
const outcomes = (scenario: Scenario, description: string): string[] =>
  [...simplifications(scenario)]
    .filter(({ describe: text }) => text === description)
    .map((edit) => told(edit.apply()));

describe('a history', () => {
  it('loses connections whole', () => {
    const scenario = history([
      step(open('c1'), open('c2'), send('c1')),
      {
        ...step(send('c2'), close('c1'), close('c2')),
        expectations: [{ kind: 'packet', connection: 'c1', packet: 'reply', action: 'allow' }],
      },
    ]);
    const without = after(scenario, 'drop connection c1');
    expect(told(without)).toBe('open:c2 | send:c2 close:c2');
    expect(without.steps[1]!.expectations).toEqual([]);
    expect(told(after(scenario, 'drop connection c1, c2'))).toBe(' | ');
  });

  it('joins steps between which nothing is expected', () => {
    const expecting: ScenarioStep = {
      ...step(wait(2)),
      settled: false,
      expectations: [{ kind: 'flow', flow: FLOW, action: 'allow' }],
    };
    const scenario = history([step(wait(1)), expecting, step(wait(3))]);
    const joined = after(scenario, 'join steps 1 and 2');
    expect(told(joined)).toBe('wait:1 wait:2 | wait:3');
    expect(joined.steps[0]).toMatchObject({ settled: false, expectations: expecting.expectations });
    expect(descriptions(scenario)).not.toContain('join steps 2 and 3');
  });

  it('waits less', () => {
    const scenario = history([step(wait(30_001))]);
    expect(descriptions(scenario).filter((text) => text.startsWith('wait'))).toEqual(
      [0, 1, 10, 100, 1000, 5001, 10_000].map((ticks) => `wait ${ticks}`),
    );
    expect(told(after(scenario, 'wait 10'))).toBe('wait:10');
    expect(descriptions(history([step(wait(0))])).filter((text) => text.startsWith('wait'))).toEqual([]);
  });

  it('settles, and never the other way', () => {
    const scenario = history([{ ...step(wait(1)), settled: false }]);
    const settled = after(scenario, 'settled');
    expect(settled.steps[0]!.settled).toBe(true);
    expect(descriptions(settled)).not.toContain('settled');
  });

  it('opens connections from any port', () => {
    const { steps } = after(history([step(open('c1'))]), 'c1 from any port');
    expect(steps[0]!.actions[0]).not.toHaveProperty('flow.sourcePort');
  });

  it('begins with what comes later', () => {
    const scenario = history([step(apply('MODIFIED', { ...A, labels: { app: 'z' } }), wait(1))]);
    const begun = after(scenario, 'begin with MODIFIED Pod a');
    expect(told(begun)).toBe('wait:1');
    expect(begun.cluster.pods[0]!.labels).toEqual({ app: 'z' });
    const added = after(history([step(apply('ADDED', pod('c', '10.244.1.12')))]), 'begin with ADDED Pod c');
    expect(added.cluster.pods.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('does not begin with what something else makes room for', () => {
    const c = pod('c', '10.244.1.10');
    const scenario = history([step(apply('DELETED', A), apply('ADDED', c))]);
    expect(descriptions(scenario)).not.toContain('begin with ADDED Pod c');
    expect(told(after(scenario, 'begin with DELETED Pod a'))).toBe('A:c');
  });
});

describe('what hangs on what an edit takes goes with it', () => {
  const c = pod('c', '10.244.2.12', { nodeName: 'n3' });
  const n3: Node = { ...NODES[0]!, name: 'n3', addresses: ['192.168.50.13'] };
  it.each<[string, ScenarioStep, string]>([
    [
      'changes of a pod that does not come',
      step(
        apply('ADDED', { ...c, nodeName: 'n2' }),
        apply('MODIFIED', { ...c, nodeName: 'n2', terminating: true }),
      ),
      '',
    ],
    [
      'what is on a node that does not come',
      step(
        apply('ADDED', n3),
        apply('ADDED', c),
        { kind: 'agent', node: 'n3', change: 'restart' },
        { kind: 'watch', node: 'n3', change: 'hold' },
        wait(1),
      ),
      'wait:1',
    ],
    ['what is sent on a connection that nobody opens', step(open('c1'), send('c1'), close('c1')), ''],
  ])('%s', (_what, actions, expected) => {
    expect(outcomes(history([actions]), 'drop 1 actions')).toContain(expected);
  });

  it('a deletion carries what there was', () => {
    const changed = { ...A, labels: { app: 'z' } };
    const scenario = history([step(apply('MODIFIED', changed), apply('DELETED', changed))]);
    const rest = [...simplifications(scenario)]
      .map((edit) => edit.apply())
      .find((one) => told(one) === 'D:a')!;
    expect(rest.steps[0]!.actions).toEqual([apply('DELETED', A)]);
  });

  it('another pod of the same name does not become the same pod', () => {
    const again = { ...A, uid: 'again' };
    const scenario = history([
      step(apply('DELETED', A), apply('ADDED', again), apply('MODIFIED', { ...again, terminating: true })),
    ]);
    for (const edit of simplifications(scenario)) expect(inconsistenciesOf(edit.apply())).toEqual([]);
    expect(outcomes(scenario, 'drop 1 actions')).not.toContain('A:a M:a');
  });
});

it('what a person wrote against the rules stays possible', () => {
  // An API server deletes what is in a namespace by itself.
  const scenario = history([step(apply('DELETED', NAMESPACE), wait(1000))]);
  expect(outcomes(scenario, 'drop 1 actions')).toEqual(['wait:1000', 'D:x']);
});

describe('slices in a history', () => {
  const selected = { ...A, labels: { app: 'a' } };
  const service: ClusterObject = {
    kind: 'Service',
    namespace: 'x',
    name: 's',
    type: 'ClusterIP',
    selector: { app: 'a' },
    clusterIPs: ['10.96.0.10'],
    externalIPs: [],
    loadBalancerIPs: [],
    ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
  };
  const slice = (...pods: readonly Pod[]): ClusterObject => ({
    kind: 'EndpointSlice',
    namespace: 'x',
    name: 's-ipv4-0',
    service: 's',
    addressType: 'IPv4',
    endpoints: pods.map(({ name, podIPs }) => ({
      address: podIPs[0]!,
      pod: `x/${name}`,
      nodeName: 'n1',
      ready: true,
    })),
    ports: [{ protocol: 'TCP', port: 80 }],
  });
  const start: Cluster = { ...CLUSTER, pods: [selected, B], services: [service as never] };
  const c = pod('c', '10.244.1.12', { labels: { app: 'a' } });

  it('follow the pods through every edit, where they did', () => {
    const scenario = scenarioOf(
      's',
      { ...start, endpointSlices: [slice(selected) as never] },
      {
        steps: [
          step(apply('ADDED', c), apply('MODIFIED', slice(selected, c))),
          step(apply('DELETED', c), apply('MODIFIED', slice(selected))),
        ],
      },
    );
    const rest = [...simplifications(scenario)]
      .map((edit) => edit.apply())
      .find((one) => told(one) === 'A:c M:s-ipv4-0');
    expect(rest?.steps[0]!.actions[1]).toEqual(apply('MODIFIED', slice(selected, c)));
    // Nothing of its own, which an edit could take away.
    expect(outcomes(scenario, 'drop 1 actions')).not.toContain('A:c | D:c M:s-ipv4-0');
  });

  it('are left alone where they lag behind', () => {
    const scenario = scenarioOf(
      's',
      { ...start, endpointSlices: [slice(selected) as never] },
      { steps: [step(apply('ADDED', c)), step(apply('MODIFIED', slice(selected, c)))] },
    );
    expect(outcomes(scenario, 'drop 1 steps')).toEqual(['M:s-ipv4-0', 'A:c']);
  });
});

describe('faults', () => {
  const faulty = history([step(wait(1))], {
    simulation: {
      seed: 77,
      faults: { watch: { lose: 0.1, relistDelay: 100 }, agent: { crash: 0.05 } },
      neighbours: 'cold',
    },
  });

  it.each([
    ['drop all faults', { seed: 77, neighbours: 'cold' }],
    ['drop neighbours', { seed: 77, faults: faulty.simulation!.faults }],
    ['drop watch faults', { seed: 77, faults: { agent: { crash: 0.05 } }, neighbours: 'cold' }],
    [
      'drop watch lose',
      { seed: 77, faults: { watch: { relistDelay: 100 }, agent: { crash: 0.05 } }, neighbours: 'cold' },
    ],
  ])('%s', (description, expected) => {
    expect(after(faulty, description).simulation).toEqual(expected);
  });

  it('go one by one, and the seed stays while anything happens', () => {
    let scenario = faulty;
    for (;;) {
      const edit = [...simplifications(scenario)].find(({ describe: text }) =>
        /faults|neighbours|watch|agent/.test(text),
      );
      if (edit === undefined) break;
      expect(complexityOf(edit.apply())).toBeLessThan(complexityOf(scenario));
      scenario = edit.apply();
    }
    expect(scenario.simulation).toEqual({ seed: 77 });
    expect(descriptions(scenario)).not.toContain('drop simulation');
    expect(after({ ...scenario, steps: [] }, 'drop simulation')).not.toHaveProperty('simulation');
  });
});
