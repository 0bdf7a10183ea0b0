/**
 * What a history may contain. Each number is the probability, 0..1, that it is considered for a history at all;
 * how much of the considered is used is drawn once a history (see `swarm.ts`). At 0 it never occurs. In brackets
 * stand the clauses, and the dimensions that real bugs need (`needs` of `spec/bugs.json`), which it is for.
 */
export interface HistoryFeatureProbabilities {
  /** Policies come. */
  readonly policyCreations: number;
  /** One part of a policy changes in place: subject, types, rules, peers, ports, blocks (E-NPUPD). */
  readonly policyEdits: number;
  /** A policy goes back to what it was at the start: A, B, A (E-NPUPD). */
  readonly policyReturns: number;
  /** Policies go (E-DEL). */
  readonly policyDeletions: number;
  /** A policy of the same name comes back with another spec (E-DEL). */
  readonly policyRecreations: number;
  /** A policy without rules goes (E-DEL, P-EMPTY, RULE-4). */
  readonly rulelessDeletions: number;
  /** All policies of a pod go at once, or all there are (E-DEL). */
  readonly policyClearances: number;
  /** The pods of a policy go before it, and one like them comes after it (E-DEL). */
  readonly orphanedPolicies: number;
  /** A policy loses a block that lies inside another of its rule, and something else changes (E-NPUPD, IPB-5). */
  readonly nestedBlockEdits: number;
  /** Pods come (E-START). */
  readonly podCreations: number;
  /** Pods go (E-DEL). */
  readonly podDeletions: number;
  /** A pod goes and another of its name comes, with other uid, address and ports (E-IPREUSE, P-NAMED). */
  readonly podReplacements: number;
  /** New pods take addresses that others have left (E-IPREUSE, LIFE-9). */
  readonly addressReuse: number;
  /** A pod comes again with its name and its address, and with other labels (E-IPREUSE, E-POD). */
  readonly podReturns: number;
  /** A pod comes at the address of one that is told to stop and is not gone yet (E-IPREUSE, LIFE-14). */
  readonly sharedAddresses: number;
  /** A pod gets another address and stays the same pod (E-IPREUSE). */
  readonly addressChanges: number;
  /** A pod that runs waits again, with its address, and runs again (C-PHASE). */
  readonly podRetreats: number;
  /** A label gives way to one with another key and an empty value (E-POD, SEL-9). */
  readonly labelSwaps: number;
  /** A label of a pod is added or changed (E-POD). */
  readonly podRelabels: number;
  /** A label of a pod is taken away, now and then all of them (E-POD). */
  readonly labelRemovals: number;
  /** A label gets the empty value, or loses it (E-POD, SEL-9). */
  readonly emptyLabels: number;
  /** Pods come without an address, and later get one (C-PHASE, E-START, LIFE-10). */
  readonly podStarts: number;
  /** Pods succeed or fail, and stay listed (C-PHASE, LIFE-9). */
  readonly podEnds: number;
  /** Pods get a deletionTimestamp some time before they go (C-PHASE, LIFE-14). */
  readonly podTerminations: number;
  /** Labels of a namespace are added, changed and removed, one key more than once (E-NS). */
  readonly namespaceRelabels: number;
  readonly namespaceCreations: number;
  /** A namespace goes, after all that is in it (E-DEL). */
  readonly namespaceDeletions: number;
  /** A namespace with policies goes and comes back without them, with a pod (E-DEL, E-ORDER, LIFE-15). */
  readonly namespaceReturns: number;
  /** A namespace comes or is relabelled, a policy and a pod come, all at once (E-ORDER, PEER-8). */
  readonly bursts: number;
  readonly serviceCreations: number;
  /** Selector, ports or traffic policies of a Service change (C-SVC). */
  readonly serviceEdits: number;
  readonly serviceDeletions: number;
  /** Nodes come, some under the name of one that went (C-TOPO). */
  readonly nodeAdditions: number;
  /** A node goes, after the pods on it (C-TOPO). */
  readonly nodeRemovals: number;
  /** A node gets or loses an address (C-HOST, NODE-6). */
  readonly nodeAddresses: number;
  readonly nodeRelabels: number;
  /** Agents restart (E-RESTART). */
  readonly agentRestarts: number;
  /** Agents stay away while things change (E-RESTART, LIFE-12). */
  readonly agentOutages: number;
  /** What a node's watch brings is held back for a while (E-ORDER, LIFE-5). */
  readonly heldWatches: number;
  /** Time passes: none, a tick, a little (E-START, LIFE-4). */
  readonly waits: number;
  /** More time passes than plugins are given to catch up, or than idle connections are remembered (T-CT, CONN-6). */
  readonly longWaits: number;
  /** Connections are opened, used and closed (T-CT). */
  readonly connections: number;
  /** Answers are sent on open connections (T-CT, CONN-1). */
  readonly replies: number;
  /** The opening packet is sent again (T-CT). */
  readonly retransmissions: number;
  /** A closed connection is opened again on the same tuple (T-CT). */
  readonly reusedTuples: number;
  /** A policy turns against, or in favour of, a connection, and then it is used (T-CT, CONN-3, CONN-4). */
  readonly challengedConnections: number;
  /** Egress-isolated pods open IPv6 connections where neighbours are cold (T-ICMP, PROTO-2). Needs `coldNeighbours`. */
  readonly coldOpenings: number;
  /** ICMP errors about open connections (T-ICMP, CONN-5). */
  readonly relatedErrors: number;
  /** ICMP echo (T-ICMP, PROTO-2). */
  readonly pings: number;
  /** Connections by way of Services, node ports and host ports (C-SVC). */
  readonly translatedConnections: number;
  /** Connections from and to addresses outside the cluster (C-EXT). */
  readonly outsideConnections: number;
  /** Connections from and to nodes and pods on the host network (C-HOST). */
  readonly hostConnections: number;
  /** Connections of pods with themselves (C-HAIRPIN, SELF-2). */
  readonly hairpins: number;
  /** Steps after which nobody waits until all is in effect (E-STEP). */
  readonly unsettledSteps: number;
  /** Nodes do not know the link addresses of others from the start (T-ICMP). */
  readonly coldNeighbours: number;
  /** Events take their time from the API server to the agents (E-ORDER). */
  readonly watchDelays: number;
  /** Events of different kinds overtake each other (E-ORDER). */
  readonly watchReordering: number;
  /** Events are delivered twice (E-ORDER). */
  readonly watchDuplicates: number;
  /** A watch breaks and lists anew, with tombstones (E-RESTART). */
  readonly watchLosses: number;
  /** Operations on the datapath fail and are tried again (E-FAIL). */
  readonly operationFailures: number;
  /** Operations on the datapath take their time (E-STEP, E-START). */
  readonly slowOperations: number;
  /** Agents die between two operations and start again (E-RESTART). */
  readonly agentCrashes: number;
  /** A controller with several workers stands between API server and agents (E-CONC). */
  readonly controllers: number;
}

/** The name of a feature of histories. */
export type HistoryFeature = keyof HistoryFeatureProbabilities;

/** What becomes of the cluster after the start. */
export interface HistorySettings {
  /** The probability, 0..1, that a case has a history. The others are snapshots and are drawn as without. */
  readonly share: number;
  readonly features: HistoryFeatureProbabilities;
}
