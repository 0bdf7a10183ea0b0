import type { Cluster, Pod, Scenario } from '../../model/index.ts';
import { isFinished, labelOf } from '../../model/index.ts';
import type { HistoryFeature } from '../history/history-settings.ts';
import type { Feature } from '../settings.ts';
import { CLUSTER_DETECTORS } from './cluster-detectors.ts';
import type { ScenarioDetector } from './history-detectors.ts';
import { HISTORY_DETECTORS } from './history-detectors.ts';
import { POLICY_DETECTORS } from './policy-detectors.ts';

const SNAPSHOT_DETECTORS = { ...CLUSTER_DETECTORS, ...POLICY_DETECTORS };

/** What makes a dimension: every one of these must occur. Text says where it belongs instead. */
export type DimensionRow = readonly (Feature | HistoryFeature | ScenarioDetector)[] | string;

/** Whether a feature, or what a detector looks for, shows in a scenario. */
export function shows(part: Feature | HistoryFeature | ScenarioDetector, scenario: Scenario): boolean {
  if (typeof part === 'function') return part(scenario);
  return part in HISTORY_DETECTORS
    ? HISTORY_DETECTORS[part as HistoryFeature](scenario)
    : SNAPSHOT_DETECTORS[part as Feature](scenario.cluster);
}

const livePods = ({ pods }: Cluster): Pod[] => pods.filter((pod) => !isFinished(pod) && !pod.hostNetwork);

/** Two pods on one node that one policy isolates in both directions; it chooses every pod, or some by label. */
function bothEndsOnOneNode({ cluster }: Scenario): boolean {
  return cluster.policies.some(({ namespace, spec }) => {
    const { matchLabels = {}, matchExpressions = [] } = spec.podSelector;
    if (new Set(spec.policyTypes).size < 2 || matchExpressions.length > 0) return false;
    const subjects = livePods(cluster).filter(
      ({ labels, ...pod }) =>
        pod.namespace === namespace &&
        Object.entries(matchLabels).every(([key, value]) => labelOf(labels, key) === value),
    );
    return new Set(subjects.map(({ nodeName }) => nodeName)).size < subjects.length;
  });
}

/** Pods on the same node, and pods on different ones. */
function nearAndFar({ cluster }: Scenario): boolean {
  const pods = livePods(cluster);
  const nodes = new Set(pods.map(({ nodeName }) => nodeName));
  return nodes.size > 1 && nodes.size < pods.length;
}

/** By the ids of the dimensions that real bugs need (`needs` in `spec/bugs.json`): what makes them here. */
export const DIMENSIONS: Readonly<Record<string, DimensionRow>> = {
  'P-NAMED': ['namedPorts', 'portNames', 'repeatedPortNames', 'undeclaredNames', 'podReplacements'],
  'P-PROTO': ['udp', 'sctp', 'protocolItems'],
  'P-EMPTY': ['anyPeer', 'anyPort', 'emptyRules', 'emptySelectors', 'ruleless', 'contradictions'],
  'P-SEL': [
    'inRequirements',
    'notInRequirements',
    'existsRequirements',
    'doesNotExistRequirements',
    'combinedPeers',
  ],
  'P-CIDR': ['excepts', 'nestedExcepts'],
  'P-MULTI': ['relatedRules', 'twinPolicies', 'repeatedItems'],
  'P-STR': [
    'ambiguousNames',
    'portNameKeys',
    'namespaceLabels',
    'reservedKeys',
    'emptyLabelValues',
    'longNames',
  ],
  'P-NONCANON': ['zeroCidrs', 'singleAddressCidrs', 'looseCidrText', 'nonCanonicalCidrs'],
  'P-IPCLS': ['singleAddressCidrs'],
  'P-TYPES': ['independentTypes', 'unusualTypes'],
  'P-END': ['portRanges', 'wholeRanges'],
  'C-HOST': ['hostNetworkPods', 'hostConnections', 'secondNodeAddresses', 'nodeAddresses'],
  'C-DUAL': ['dualStack', 'ipv6Only', 'singleFamilyPods', 'otherFamilyCidrs'],
  'C-EXT': ['externals', 'outsideConnections'],
  'C-SVC': ['services', 'targetPorts', 'multiPortServices', 'serviceEdits', 'translatedConnections'],
  'C-TOPO': [nearAndFar, 'nodeAdditions', 'nodeRemovals'],
  'C-PHASE': [
    'pendingPods',
    'terminatingPods',
    'finishedPods',
    'podStarts',
    'podEnds',
    'podTerminations',
    'podRetreats',
  ],
  'C-HAIRPIN': ['hairpins'],
  'E-DEL': [
    'policyDeletions',
    'podDeletions',
    'namespaceDeletions',
    'serviceDeletions',
    'policyRecreations',
    'podReplacements',
    'rulelessDeletions',
    'policyClearances',
    'orphanedPolicies',
    'namespaceReturns',
  ],
  'E-FAIL': ['operationFailures'],
  'E-POD': ['podRelabels', 'labelRemovals', 'emptyLabels', 'labelSwaps'],
  'E-RESTART': ['agentRestarts', 'agentOutages', 'agentCrashes', 'watchLosses'],
  'E-STEP': ['unsettledSteps', 'slowOperations'],
  'E-ORDER': ['watchDelays', 'watchReordering', 'watchDuplicates', 'heldWatches', 'bursts'],
  'E-NPUPD': ['policyEdits', 'policyReturns', 'nestedBlockEdits'],
  'E-START': ['podCreations', 'podStarts', 'waits'],
  'E-CONC': ['controllers'],
  'E-IPREUSE': ['addressReuse', 'podReplacements', 'podReturns', 'sharedAddresses', 'addressChanges'],
  'E-NS': ['namespaceRelabels'],
  'E-SCALE': 'a parameter of each datapath, whose limits engines set small',
  'E-EXT': 'state of a host before the cluster starts, which an engine is made with',
  'T-CT': ['connections', 'replies', 'retransmissions', 'reusedTuples', 'longWaits', 'challengedConnections'],
  'T-ICMP': ['pings', 'relatedErrors', 'coldNeighbours', 'coldOpenings'],
  'T-BIDIR': [bothEndsOnOneNode],
  'T-FRAG': 'a way to send any packet, which whoever walks a flow chooses',
};
