import { isDeepStrictEqual } from 'node:util';
import type {
  Cluster,
  ClusterEvent,
  ClusterObject,
  ClusterObjectKind,
  FaultSettings,
  Flow,
  Labels,
  NetworkPolicy,
  Pod,
  Scenario,
  ScenarioAction,
} from '../../model/index.ts';
import {
  applyEvents,
  cidrOf,
  cidrRange,
  DIRECTIONS,
  isFinished,
  labelOf,
  LIST_OF_KIND,
  objectKey,
  peersOf,
  rangeCovers,
  rulesOf,
} from '../../model/index.ts';
import type { HistoryFeature } from '../history/history-settings.ts';

/** Whether a feature shows in a scenario. */
export type ScenarioDetector = (scenario: Scenario) => boolean;

/** A change, with what was there before it. */
interface Change<Kind extends ClusterObjectKind = ClusterObjectKind> {
  readonly type: ClusterEvent['type'];
  readonly object: Extract<ClusterObject, { readonly kind: Kind }>;
  readonly before: Extract<ClusterObject, { readonly kind: Kind }> | undefined;
  /** Every cluster up to here, the first one first. */
  readonly past: readonly Cluster[];
}

function changesOf(scenario: Scenario): Change[] {
  const past = [scenario.cluster];
  return actionsOf(scenario).flatMap((action) => {
    if (action.kind !== 'apply') return [];
    const { type, object } = action.event;
    const now = past.at(-1)!;
    const objects: readonly ClusterObject[] = now[LIST_OF_KIND[object.kind]];
    const before = objects.find((candidate) => objectKey(candidate) === objectKey(object));
    const change: Change = { type, object, before, past: [...past] };
    past.push(applyEvents(now, [action.event]));
    return [change];
  });
}

function actionsOf({ steps }: Scenario): ScenarioAction[] {
  return steps.flatMap(({ actions }) => actions);
}

/** Some change of the type to an object of the kind, that passes the test. */
function anyChange<Kind extends ClusterObjectKind>(
  type: ClusterEvent['type'],
  kind: Kind,
  test: (change: Change<Kind>) => boolean = () => true,
): ScenarioDetector {
  return (scenario) =>
    changesOf(scenario).some(
      (change) =>
        change.type === type && change.object.kind === kind && test(change as unknown as Change<Kind>),
    );
}

const anyAction =
  (test: (action: ScenarioAction, before: readonly ScenarioAction[]) => boolean): ScenarioDetector =>
  (scenario) =>
    actionsOf(scenario).some((action, index, all) => test(action, all.slice(0, index)));

const anyFlow = (test: (flow: Flow) => boolean): ScenarioDetector =>
  anyAction((action) => action.kind === 'open' && test(action.flow));

const sent = (packet: 'open' | 'reply' | 'related-icmp'): ScenarioDetector =>
  anyAction((action) => action.kind === 'send' && action.packet === packet);

const faulty =
  (test: (faults: FaultSettings) => number | undefined): ScenarioDetector =>
  ({ simulation }) =>
    (test(simulation?.faults ?? {}) ?? 0) > 0;

/** Whether an object of the same identity has been there at any time before. */
function isBack({ object, past }: { object: ClusterObject; past: readonly Cluster[] }): boolean {
  return past.some((cluster) => {
    const objects: readonly ClusterObject[] = cluster[LIST_OF_KIND[object.kind]];
    return objects.some((candidate) => objectKey(candidate) === objectKey(object));
  });
}

function takesAddress({ object, past }: Change<'Pod'>): boolean {
  if (object.hostNetwork || isFinished(object)) return false;
  const isOther = (pod: Pod): boolean => pod.uid !== object.uid && !pod.hostNetwork;
  const isThere = (pod: Pod): boolean => pod.podIPs.some((ip) => object.podIPs.includes(ip));
  return past.some(({ pods }) => pods.some((pod) => isOther(pod) && isThere(pod)));
}

interface Labelled {
  readonly labels: Labels;
}

const relabels = ({ object, before }: { object: Labelled; before: Labelled | undefined }): boolean =>
  !isDeepStrictEqual(object.labels, before?.labels);

const loses = (now: Labels, before: Labels = {}): boolean =>
  Object.keys(before).some((key) => !Object.hasOwn(now, key));

const empties = (now: Labels, before: Labels = {}): boolean =>
  Object.entries(now).some(([key, value]) => value === '' && before[key] !== '');

const isHost = ({ kind }: Flow['destination']): boolean => kind === 'node' || kind === 'hostNetwork';

const podOf = (end: Flow['destination'] | undefined): string | undefined =>
  end !== undefined && 'pod' in end ? end.pod : undefined;

function isHairpin({ source, destination, backend }: Flow): boolean {
  const pod = podOf(source);
  return pod !== undefined && pod === podOf(backend?.endpoint ?? destination);
}

/** Without a rule of either direction. */
function isRuleless({ spec }: NetworkPolicy): boolean {
  return (spec.ingress ?? []).length === 0 && (spec.egress ?? []).length === 0;
}

/** Whether the policy had subjects at any time, and has none now. Requirements of its selector are left out. */
function isOrphan({ object, past }: Change<'NetworkPolicy'>): boolean {
  const { matchLabels = {} } = object.spec.podSelector;
  const hasSubjects = ({ pods }: Cluster): boolean =>
    pods.some(
      ({ namespace, labels }) =>
        namespace === object.namespace &&
        Object.entries(matchLabels).every(([key, value]) => labelOf(labels, key) === value),
    );
  return past.some(hasSubjects) && !hasSubjects(past.at(-1)!);
}

/** Whether a block is gone that lay inside another of its rule, which stays. */
function losesNested({ object, before }: Change<'NetworkPolicy'>): boolean {
  const blocksIn = (policy: NetworkPolicy): string[][] =>
    DIRECTIONS.flatMap((direction) =>
      rulesOf(policy, direction).map((rule) =>
        (peersOf(rule, direction) ?? []).flatMap(({ ipBlock }) =>
          ipBlock === undefined ? [] : [ipBlock.cidr],
        ),
      ),
    );
  const holds = (outer: string, inner: string): boolean =>
    outer !== inner && rangeCovers(cidrRange(cidrOf(outer)), cidrRange(cidrOf(inner)));
  const left = new Set(blocksIn(object).flat());
  return blocksIn(before!).some((cidrs) =>
    cidrs.some((inner) => !left.has(inner) && cidrs.some((outer) => left.has(outer) && holds(outer, inner))),
  );
}

function comesBackElsewise({ object, past }: Change<'Pod'>): boolean {
  return past.some(({ pods }) =>
    pods.some(
      (pod) =>
        objectKey(pod) === objectKey(object) &&
        pod.uid !== object.uid &&
        object.podIPs.length > 0 &&
        isDeepStrictEqual(pod.podIPs, object.podIPs) &&
        !isDeepStrictEqual(pod.labels, object.labels),
    ),
  );
}

function sharesAddress({ object, past }: Change<'Pod'>): boolean {
  return past
    .at(-1)!
    .pods.some(
      (pod) =>
        pod.terminating &&
        !pod.hostNetwork &&
        !isFinished(pod) &&
        pod.podIPs.some((ip) => object.podIPs.includes(ip)),
    );
}

function swapsForEmpty({ object: { labels }, before }: Change<'Pod'>): boolean {
  const [now, old] = [Object.keys(labels), Object.keys(before?.labels ?? {})];
  const comes = now.filter((key) => !old.includes(key));
  return now.length === old.length && comes.length === 1 && labelOf(labels, comes[0]!) === '';
}

/** A change of a namespace, a new policy and a new pod in that namespace, one after the other. */
function hasBurst(scenario: Scenario): boolean {
  const changes = changesOf(scenario).filter(({ object }) => object.kind !== 'EndpointSlice');
  return changes.some(({ object }, at) => {
    const [policy, pod] = [changes[at + 1], changes[at + 2]];
    if (object.kind !== 'Namespace' || policy?.object.kind !== 'NetworkPolicy') return false;
    return policy.type === 'ADDED' && pod?.object.kind === 'Pod' && pod.object.namespace === object.name;
  });
}

/** A connection that is used after a policy has changed for all or nothing. */
function isChallenged(scenario: Scenario): boolean {
  const open = new Set<string>();
  const challenged = new Set<string>();
  return actionsOf(scenario).some((action) => {
    if (action.kind === 'open') open.add(action.connection);
    if (action.kind === 'send') return challenged.has(action.connection);
    if (action.kind !== 'apply' || action.event.object.kind !== 'NetworkPolicy') return false;
    const { ingress = [], egress = [] } = action.event.object.spec;
    const rules = [...ingress, ...egress];
    if (rules.every((rule) => Object.keys(rule).length === 0)) for (const name of open) challenged.add(name);
    return false;
  });
}

const isSixth = ({ source }: Flow): boolean => 'pod' in source && source.ip.includes(':');

/** How each feature of histories shows. Some show by chance too: those are listed in the test. */
export const HISTORY_DETECTORS = {
  policyCreations: anyChange('ADDED', 'NetworkPolicy', (change) => !isBack(change)),
  policyEdits: anyChange(
    'MODIFIED',
    'NetworkPolicy',
    ({ object, before }) => !isDeepStrictEqual(object.spec, before?.spec),
  ),
  policyReturns: anyChange('MODIFIED', 'NetworkPolicy', ({ object, past }) =>
    past[0]!.policies.some((policy) => policy !== object && policy.spec === object.spec),
  ),
  policyDeletions: anyChange('DELETED', 'NetworkPolicy'),
  policyRecreations: anyChange('ADDED', 'NetworkPolicy', isBack),
  rulelessDeletions: anyChange('DELETED', 'NetworkPolicy', ({ object }) => isRuleless(object)),
  policyClearances: anyChange('DELETED', 'NetworkPolicy', ({ past }) => past.at(-1)!.policies.length === 1),
  orphanedPolicies: anyChange('DELETED', 'NetworkPolicy', isOrphan),
  nestedBlockEdits: anyChange('MODIFIED', 'NetworkPolicy', losesNested),
  podCreations: anyChange('ADDED', 'Pod', (change) => change.object.phase === 'Running' && !isBack(change)),
  podDeletions: anyChange('DELETED', 'Pod'),
  podReplacements: anyChange('ADDED', 'Pod', isBack),
  addressReuse: anyChange('ADDED', 'Pod', takesAddress),
  podReturns: anyChange('ADDED', 'Pod', comesBackElsewise),
  sharedAddresses: anyChange('ADDED', 'Pod', sharesAddress),
  addressChanges: anyChange(
    'MODIFIED',
    'Pod',
    ({ object, before }) =>
      !object.hostNetwork && before!.podIPs.length > 0 && !isDeepStrictEqual(object.podIPs, before!.podIPs),
  ),
  podRetreats: anyChange(
    'MODIFIED',
    'Pod',
    ({ object, before }) => before?.phase === 'Running' && object.phase === 'Pending',
  ),
  labelSwaps: anyChange('MODIFIED', 'Pod', swapsForEmpty),
  podRelabels: anyChange('MODIFIED', 'Pod', relabels),
  labelRemovals: anyChange('MODIFIED', 'Pod', ({ object, before }) => loses(object.labels, before?.labels)),
  emptyLabels: anyChange('MODIFIED', 'Pod', ({ object, before }) => empties(object.labels, before?.labels)),
  podStarts: anyChange(
    'MODIFIED',
    'Pod',
    ({ object, before }) => before?.phase === 'Pending' && object.phase === 'Running',
  ),
  podEnds: anyChange('MODIFIED', 'Pod', ({ object, before }) => isFinished(object) && !isFinished(before!)),
  podTerminations: anyChange(
    'MODIFIED',
    'Pod',
    ({ object, before }) => object.terminating && before?.terminating === false,
  ),
  namespaceRelabels: anyChange('MODIFIED', 'Namespace', relabels),
  namespaceCreations: anyChange('ADDED', 'Namespace'),
  namespaceDeletions: anyChange('DELETED', 'Namespace'),
  namespaceReturns: anyChange('ADDED', 'Namespace', ({ object, past }) =>
    past.some(({ policies }) => policies.some(({ namespace }) => namespace === object.name)),
  ),
  bursts: hasBurst,
  serviceCreations: anyChange('ADDED', 'Service'),
  serviceEdits: anyChange('MODIFIED', 'Service'),
  serviceDeletions: anyChange('DELETED', 'Service'),
  nodeAdditions: anyChange('ADDED', 'Node'),
  nodeRemovals: anyChange('DELETED', 'Node'),
  nodeAddresses: anyChange(
    'MODIFIED',
    'Node',
    ({ object, before }) => !isDeepStrictEqual(object.addresses, before?.addresses),
  ),
  nodeRelabels: anyChange('MODIFIED', 'Node', relabels),
  agentRestarts: anyAction((action) => action.kind === 'agent' && action.change === 'restart'),
  agentOutages: anyAction((action) => action.kind === 'agent' && action.change === 'stop'),
  heldWatches: anyAction((action) => action.kind === 'watch' && action.change === 'hold'),
  waits: anyAction((action) => action.kind === 'wait' && action.ticks <= 1000),
  longWaits: anyAction((action) => action.kind === 'wait' && action.ticks > 5000),
  connections: anyAction(({ kind }) => kind === 'open'),
  replies: sent('reply'),
  retransmissions: sent('open'),
  reusedTuples: anyAction(
    (action, before) =>
      action.kind === 'open' &&
      before.some((other) => other.kind === 'open' && other.connection === action.connection),
  ),
  challengedConnections: isChallenged,
  coldOpenings: (scenario) => scenario.simulation?.neighbours === 'cold' && anyFlow(isSixth)(scenario),
  relatedErrors: sent('related-icmp'),
  pings: anyFlow(({ protocol }) => protocol === 'ICMP'),
  translatedConnections: anyFlow(({ backend }) => backend !== undefined),
  outsideConnections: anyFlow((flow) =>
    [flow.source, flow.destination].some(({ kind }) => kind === 'external'),
  ),
  hostConnections: anyFlow(
    ({ source, destination, backend }) => isHost(source) || (backend === undefined && isHost(destination)),
  ),
  hairpins: anyFlow(isHairpin),
  unsettledSteps: ({ steps }) => steps.some(({ settled }) => !settled),
  coldNeighbours: ({ simulation }) => simulation?.neighbours === 'cold',
  watchDelays: faulty(({ watch }) => watch?.maxDelay),
  watchReordering: faulty(({ watch }) => watch?.reorderKinds),
  watchDuplicates: faulty(({ watch }) => watch?.duplicate),
  watchLosses: faulty(({ watch }) => watch?.lose),
  operationFailures: faulty(({ agent }) => agent?.operationFailure),
  slowOperations: faulty(({ agent }) => agent?.operationDelay),
  agentCrashes: faulty(({ agent }) => agent?.crash),
  controllers: faulty(({ controller }) => controller?.workers),
} as const satisfies Record<HistoryFeature, ScenarioDetector>;
