import type {
  Cluster,
  Endpoint,
  EngineFault,
  Flow,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Scenario,
  ScenarioAction,
  Trait,
} from '../../model/index.ts';
import { DIRECTIONS, objectKey, peersOf, policyTypeOf, rulesOf } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';

/**
 * The most telling thing that the case of a violation cannot do without; as telling as the case is small.
 *
 * An exotic thing that is still there when everything that could go has gone is where to look for the cause. So the
 * exotic comes first, and what nearly every case has comes last.
 */
export function traitOf({ kind }: Pick<Property, 'kind'>, violation: Violation): Trait {
  const { scenario, flow, verdict, observed } = violation;
  // An expectation to which no answer came tells it as what was observed.
  const fault = violation.fault?.kind ?? FAULTS.find((each) => each === observed);
  if (fault !== undefined) return fault;
  if (kind === 'history') return traitOfHistory(scenario);
  // A law says that two answers differ, and not which of them is wrong.
  if (flow === undefined || verdict === undefined) return 'none';
  const parts = partsOf(scenario, flow);
  return TRAITS.find(([, has]) => has(parts))?.[0] ?? 'isolation';
}

const FAULTS: readonly EngineFault[] = ['crash', 'hang', 'nonsense', 'wrong-count', 'refused'];

/** What a case is made of, laid open for {@link TRAITS}. */
interface Parts {
  readonly flow: Flow;
  readonly ends: readonly Endpoint[];
  readonly policies: readonly NetworkPolicy[];
  readonly rules: readonly NetworkPolicyRule[];
  readonly peers: readonly NetworkPolicyPeer[];
  readonly ports: readonly NetworkPolicyPort[];
  readonly selectors: readonly LabelSelector[];
}

/** Measured over the bugs of the zoo: in this order one bug has most often one trait, and two bugs have two. */
const TRAITS: readonly (readonly [Trait, (parts: Parts) => boolean])[] = [
  ['service', ({ flow }) => flow.backend !== undefined || flow.destination.kind === 'service'],
  ['host-network', ({ ends }) => ends.some(({ kind }) => kind === 'hostNetwork')],
  ['except', ({ peers }) => peers.some(({ ipBlock }) => (ipBlock?.except ?? []).length > 0)],
  ['named-port', ({ ports }) => ports.some(({ port }) => typeof port === 'string')],
  ['end-port', ({ ports }) => ports.some(({ endPort }) => endPort !== undefined)],
  ['selector-pair', ({ peers }) => peers.some((peer) => peer.podSelector && peer.namespaceSelector)],
  ['labels', ({ selectors }) => selectors.some(asksForLabels)],
  ['rules', ({ policies }) => policies.some(hasSeveralRules)],
  ['node', ({ ends }) => ends.some(({ kind }) => kind === 'node')],
  ['policy-types', ({ policies }) => policies.some(hasUnlistedRules)],
  ['peer-selector', ({ peers }) => peers.some(({ ipBlock }) => ipBlock === undefined)],
  ['block', ({ peers }) => peers.some(({ ipBlock }) => ipBlock !== undefined)],
  ['protocol', ({ ports }) => ports.some(({ protocol = 'TCP' }) => protocol !== 'TCP')],
  ['policies', ({ policies }) => policies.length > 1],
  ['port', ({ ports }) => ports.length > 0],
];

function partsOf({ cluster, steps }: Scenario, flow: Flow): Parts {
  const policies = policiesOf(cluster, steps);
  const rules = policies.flatMap((policy) => DIRECTIONS.flatMap((direction) => rulesOf(policy, direction)));
  const peers = policies.flatMap((policy) =>
    DIRECTIONS.flatMap((direction) =>
      rulesOf(policy, direction).flatMap((rule) => peersOf(rule, direction) ?? []),
    ),
  );
  const ofPeers = peers.flatMap(({ podSelector, namespaceSelector }) => [podSelector, namespaceSelector]);
  return {
    flow,
    ends: [flow.source, flow.destination, ...(flow.backend === undefined ? [] : [flow.backend.endpoint])],
    policies,
    rules,
    peers,
    ports: rules.flatMap(({ ports = [] }) => ports),
    selectors: [...policies.map(({ spec }) => spec.podSelector), ...ofPeers].filter(
      (each) => each !== undefined,
    ),
  };
}

/** All policies that a case ever has; of one that changes, the last. */
function policiesOf(cluster: Cluster, steps: Scenario['steps']): NetworkPolicy[] {
  const byName = new Map(cluster.policies.map((policy) => [objectKey(policy), policy]));
  for (const action of steps.flatMap(({ actions }) => actions)) {
    if (action.kind !== 'apply' || action.event.object.kind !== 'NetworkPolicy') continue;
    byName.set(objectKey(action.event.object), action.event.object);
  }
  return [...byName.values()];
}

function asksForLabels({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length > 0 || matchExpressions.length > 0;
}

function hasSeveralRules(policy: NetworkPolicy): boolean {
  return DIRECTIONS.some((direction) => rulesOf(policy, direction).length > 1);
}

/** TYPE-4: rules of a direction that `policyTypes` does not list. */
function hasUnlistedRules(policy: NetworkPolicy): boolean {
  return DIRECTIONS.some(
    (direction) =>
      rulesOf(policy, direction).length > 0 && !policy.spec.policyTypes.includes(policyTypeOf(direction)),
  );
}

/** What a history needs to happen, the rarest first; one in which nothing happens is a start. */
function traitOfHistory({ steps }: Scenario): Trait {
  const happened = new Set(steps.flatMap(({ actions }) => actions).map(traitOfAction));
  return HAPPENINGS.find((trait) => happened.has(trait)) ?? 'none';
}

const HAPPENINGS: readonly Trait[] = [
  'agent',
  'watch',
  'connection',
  'node-change',
  'namespace-change',
  'pod-change',
  'policy-change',
  'other-change',
];

function traitOfAction(action: ScenarioAction): Trait {
  switch (action.kind) {
    case 'agent':
    case 'watch':
      return action.kind;
    case 'open':
    case 'send':
    case 'close':
      return 'connection';
    case 'wait':
      return 'none';
    case 'apply':
      return CHANGES[action.event.object.kind];
  }
}

const CHANGES = {
  Node: 'node-change',
  Namespace: 'namespace-change',
  Pod: 'pod-change',
  NetworkPolicy: 'policy-change',
  Service: 'other-change',
  EndpointSlice: 'other-change',
} as const satisfies Readonly<Record<string, Trait>>;
