import { isDeepStrictEqual } from 'node:util';
import type {
  Cluster,
  ClusterEvent,
  ClusterObject,
  ClusterObjectKind,
  FaultSettings,
  Flow,
  Labels,
  Pod,
  Scenario,
  ScenarioAction,
} from '../../model/index.ts';
import { applyEvents, isFinished, LIST_OF_KIND, objectKey } from '../../model/index.ts';
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
  podCreations: anyChange('ADDED', 'Pod', (change) => change.object.phase === 'Running' && !isBack(change)),
  podDeletions: anyChange('DELETED', 'Pod'),
  podReplacements: anyChange('ADDED', 'Pod', isBack),
  addressReuse: anyChange('ADDED', 'Pod', takesAddress),
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
