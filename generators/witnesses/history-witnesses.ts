import type { HistoryFeature } from '../history/history-settings.ts';
import type { KnobWitness, NoWitness } from './knob-witness.ts';

const AS_SNAPSHOT: NoWitness =
  'No known bug needs one that stays open: flows of that kind are judged in every snapshot.';
const BY_OTHERS: NoWitness =
  'Other features do the same as part of something else; this makes it come more often.';
const NOT_FOUND: NoWitness =
  'The known bugs that need it need others as well, and no settings are known that show them often enough.';

/** What each feature of histories is for. */
export const HISTORY_WITNESSES: Readonly<Record<HistoryFeature, KnobWitness | NoWitness>> = {
  // Policies.
  policyCreations: 'Policies also come where nothing else can happen, so that no history is empty.',
  policyEdits: { finds: 'zoo:KR-341', among: ['waits'] },
  policyReturns: BY_OTHERS,
  policyDeletions: { finds: 'zoo:TOMBSTONE', among: ['waits', 'watchLosses'] },
  policyRecreations: BY_OTHERS,
  rulelessDeletions: { finds: 'zoo:OVN-1800', among: ['waits'] },
  policyClearances: { finds: 'zoo:GKE-STALE', among: ['waits'] },
  orphanedPolicies: { finds: 'zoo:AZURE-1440', among: ['waits'] },
  nestedBlockEdits: { finds: 'zoo:CALICO-13274', among: ['waits'] },

  // Pods.
  podCreations: { finds: 'zoo:OSDN-122', among: ['waits'] },
  podDeletions: BY_OTHERS,
  podReplacements: { finds: 'zoo:OVN-STS', among: ['waits'] },
  addressReuse: {
    finds: 'zoo:WEAVE-2632',
    among: ['waits', 'podCreations', 'podEnds'],
    beside: { finishedPods: 0 },
  },
  podReturns: { finds: 'zoo:KUBEOVN-5344', among: ['waits'] },
  sharedAddresses: { finds: 'zoo:ANTREA-3468', among: ['waits', 'podDeletions'] },
  addressChanges: { finds: 'zoo:ANTREA-1808', among: ['waits'] },
  podRetreats: { finds: 'zoo:WEAVE-3610', among: ['waits'] },
  labelSwaps: { finds: 'zoo:CALICO-5624', among: ['waits'] },
  podRelabels: { finds: 'zoo:KR-1035', among: ['waits'] },
  labelRemovals: { finds: 'zoo:CALICO-WATCH', among: ['waits', 'podRelabels'] },
  emptyLabels:
    'To known bugs an empty value is one like any other, unless its key comes or goes with it (labelSwaps).',
  podStarts: { finds: 'zoo:KR-378', among: ['waits'] },
  podEnds: {
    finds: 'zoo:WEAVE-2632',
    among: ['waits', 'podCreations', 'addressReuse'],
    beside: { finishedPods: 0 },
  },
  podTerminations: { finds: 'zoo:CALICO-4518', among: ['waits'], beside: { terminatingPods: 0 } },

  // Namespaces.
  namespaceRelabels: { finds: 'zoo:CILIUM-3051', among: ['waits'] },
  namespaceCreations: BY_OTHERS,
  namespaceDeletions: NOT_FOUND,
  namespaceReturns: NOT_FOUND,
  bursts: { finds: 'zoo:OSDN-122', among: ['waits', 'heldWatches'] },

  // Services and nodes.
  serviceCreations: 'No known bug of a Service needs time.',
  serviceEdits: 'No known bug of a Service needs time.',
  serviceDeletions: 'No known bug of a Service needs time.',
  nodeAdditions: 'No known bug needs a new node.',
  nodeRemovals: 'No known bug needs a node to go.',
  nodeAddresses: 'No known bug needs the address of a node to change.',
  nodeRelabels: 'Labels of nodes mean nothing to policies (NODE-4).',

  // Agents.
  agentRestarts: { finds: 'zoo:OVN-4041', among: ['waits'] },
  agentOutages: { finds: 'zoo:ANTREA-666', among: ['waits', 'policyDeletions'] },
  heldWatches: NOT_FOUND,
  waits: 'Time passes between all steps; this makes it pass between two actions of one.',
  longWaits: NOT_FOUND,

  // Connections.
  connections: { finds: 'zoo:OVN-MGMTCT', among: ['waits', 'replies'] },
  replies: 'Answers are looked for whenever a connection is opened; this sends them later, too.',
  retransmissions: { finds: 'zoo:CALICO-10673', among: ['waits', 'connections', 'policyEdits'] },
  reusedTuples: {
    finds: 'zoo:CALICO-SYN',
    among: ['waits', 'connections', 'policyEdits', 'challengedConnections'],
  },
  challengedConnections: { finds: 'zoo:AWS-650', among: ['waits', 'connections'] },
  coldOpenings: 'Any connection may meet cold neighbours; this makes one that is denied for no other reason.',
  relatedErrors: { finds: 'zoo:AWS-207', among: ['waits', 'connections'] },
  pings: { finds: 'zoo:CALICO-ICMPCT', among: ['waits', 'connections', 'replies'] },
  translatedConnections: AS_SNAPSHOT,
  outsideConnections: AS_SNAPSHOT,
  hostConnections: AS_SNAPSHOT,
  hairpins: AS_SNAPSHOT,

  // Faults.
  unsettledSteps: 'What shows on the way is looked for in every step, whether it settles or not.',
  coldNeighbours: { finds: 'zoo:OVN-1076', among: ['waits', 'connections', 'coldOpenings'] },
  watchDelays: 'No known bug needs a delay without anything that overtakes.',
  watchReordering: NOT_FOUND,
  watchDuplicates: 'No known bug needs an event to come twice.',
  watchLosses: { finds: 'zoo:TOMBSTONE', among: ['waits', 'policyDeletions'] },
  operationFailures: { finds: 'zoo:ANTREA-8211', among: ['waits', 'policyEdits'] },
  slowOperations: { finds: 'zoo:ANTREA-7716', among: ['waits', 'policyCreations'] },
  agentCrashes: 'No known bug needs one; a restart at rest is what they need.',
  controllers: 'Known bugs of several workers show with one, too.',
};
