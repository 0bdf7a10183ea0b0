import type { HistorySettings } from './history/history-settings.ts';

/** How many of something. Fifteen times in sixteen the number is `min`..`usual`, else `usual`..`max`. */
export interface Size {
  readonly min: number;
  readonly usual: number;
  readonly max: number;
}

/** How much there is of everything. All are counts. */
export interface GeneratorSizes {
  readonly nodes: Size;
  readonly namespaces: Size;
  readonly pods: Size;
  /** Container ports of one pod. */
  readonly containerPorts: Size;
  /** Labels of one pod or namespace, `kubernetes.io/metadata.name` not counted. */
  readonly labels: Size;
  readonly services: Size;
  /** Ports of one Service, where it may have several. */
  readonly servicePorts: Size;
  /** Addresses outside the cluster, where there are any. */
  readonly externals: Size;
  readonly policies: Size;
  /** Rules of one direction of a policy, where it has any. */
  readonly rules: Size;
  /** Items of one `from` or `to`, where present. */
  readonly peers: Size;
  /** Items of one `ports`, where present. */
  readonly ports: Size;
  /** Entries of one `except`, where present. */
  readonly excepts: Size;
  /** Terms of one selector: labels and requirements together. */
  readonly terms: Size;
  /** Values of one `In` or `NotIn`. */
  readonly values: Size;
  /** What happens in a history, where a case has one: changes, waits, connections used. */
  readonly events: Size;
}

/**
 * What a case may contain. Each number is the probability, 0..1, that the feature is considered for a case at
 * all; how much of the considered is used is drawn once a case (see `swarm.ts`). At 0 it never occurs.
 */
export interface FeatureProbabilities {
  /** The cluster has IPv6 addresses only. */
  readonly ipv6Only: number;
  /** Pods, nodes and Services have an address of each family. */
  readonly dualStack: number;
  /** In a dual-stack cluster some pods have one family only. */
  readonly singleFamilyPods: number;
  /** Nodes own the gateway address inside their pod CIDRs (NODE-6). */
  readonly gatewayAddresses: number;
  /** Nodes have a second address of a family (NODE-6). */
  readonly secondNodeAddresses: number;
  /** Pods that share the addresses of their node (HOST-1). */
  readonly hostNetworkPods: number;
  /** Pods without an address yet, scheduled or not (LIFE-10). */
  readonly pendingPods: number;
  /** Succeeded and failed pods, still listed (LIFE-9). */
  readonly finishedPods: number;
  /** The address of a finished pod already belongs to another one (LIFE-9). */
  readonly reusedAddresses: number;
  /** Pods with a deletionTimestamp (LIFE-14). */
  readonly terminatingPods: number;
  /** Named addresses outside the cluster. */
  readonly externals: number;
  readonly services: number;
  /** Services without a cluster IP (SVC-8). */
  readonly headlessServices: number;
  /** Services whose target port differs from the port that clients dial (SVC-2). */
  readonly targetPorts: number;
  /** Services whose target port is a name, resolved on each backend. */
  readonly namedTargetPorts: number;
  readonly multiPortServices: number;
  readonly nodePorts: number;
  readonly loadBalancers: number;
  /** Services with `externalIPs`. */
  readonly externalIPs: number;
  /** Services without selector, whose backends lie outside the cluster (SVC-4). */
  readonly externalBackends: number;
  /** `externalTrafficPolicy` and `internalTrafficPolicy` of `Local` (SVC-5). */
  readonly localTrafficPolicies: number;
  /** Container ports that are published on the node (PORT-21). */
  readonly hostPorts: number;
  /** Container ports with a name, the same name meaning different ports on different pods (PORT-12). */
  readonly portNames: number;
  /** One name twice in one pod, for other numbers or protocols (PORT-15). */
  readonly repeatedPortNames: number;
  /** Container ports of restartable init containers (PORT-20). */
  readonly sidecarPorts: number;
  /** Container ports of ordinary init containers (PORT-20). */
  readonly initPorts: number;
  /** Namespaces carry labels with the same keys as pods; without it only `kubernetes.io/metadata.name`. */
  readonly namespaceLabels: number;
  /** Labels whose value is "" (SEL-9). */
  readonly emptyLabelValues: number;
  /** Pods without any label. */
  readonly unlabelledPods: number;
  /** Label keys that are also names of ports. */
  readonly portNameKeys: number;
  /** Label keys that look reserved to Kubernetes, to a plugin or to a programming language. */
  readonly reservedKeys: number;
  /** Label values that differ by case or separator, or that look like other types (SEL-11). */
  readonly confusableValues: number;
  /** Names that join to the same text, share prefixes or contain separators (ISO-16). */
  readonly ambiguousNames: number;
  /** Names and label values of the greatest length. */
  readonly longNames: number;
  /** Pods, policies and Services of different namespaces share names (ISO-13, ISO-16). */
  readonly repeatedNames: number;
  /** Policies for the egress of their subjects. */
  readonly egress: number;
  /** `policyTypes` are drawn without regard to the rules present (TYPE-4, TYPE-5). */
  readonly independentTypes: number;
  /** `policyTypes` names one type twice, or Egress before Ingress (TYPE-7, VAL-16). */
  readonly unusualTypes: number;
  /** Directions that are isolated without any rule (RULE-4). */
  readonly ruleless: number;
  /** Rules without `from` or `to` (PEER-1). */
  readonly anyPeer: number;
  /** Rules without `ports` (PORT-1). */
  readonly anyPort: number;
  /** The empty rule (RULE-3). Needs `anyPeer` and `anyPort`. */
  readonly emptyRules: number;
  readonly namespacePeers: number;
  /** Peers with both selectors (PEER-5). */
  readonly combinedPeers: number;
  readonly ipBlocks: number;
  /** `{}` as a selector (SEL-7). */
  readonly emptySelectors: number;
  readonly inRequirements: number;
  readonly notInRequirements: number;
  readonly existsRequirements: number;
  readonly doesNotExistRequirements: number;
  /** Selectors that can match nothing (SEL-10). */
  readonly contradictions: number;
  /** Selectors name keys and values that nothing carries. */
  readonly strangeTerms: number;
  /** Namespaces are selected by `kubernetes.io/metadata.name` (NS-2). */
  readonly namespaceNames: number;
  readonly udp: number;
  readonly sctp: number;
  /** Port items with a name (PORT-9). */
  readonly namedPorts: number;
  /** Port items whose name no pod declares (PORT-11). */
  readonly undeclaredNames: number;
  /** Port items with `endPort` (PORT-7). */
  readonly portRanges: number;
  /** The range 1 to 65535. */
  readonly wholeRanges: number;
  /** Port items with a protocol alone (PORT-4). */
  readonly protocolItems: number;
  /** `0.0.0.0/0` and `::/0`. */
  readonly zeroCidrs: number;
  /** Blocks of exactly one address, mostly that of a pod, node or Service (IPB-6). */
  readonly singleAddressCidrs: number;
  /** Blocks of a family that the cluster does not have (IPB-8). */
  readonly otherFamilyCidrs: number;
  readonly excepts: number;
  /** Excepts inside or beside other excepts of their item (VAL-15). */
  readonly nestedExcepts: number;
  /** IPv6 blocks in legal text that is not canonical (VAL-12). */
  readonly looseCidrText: number;
  /** Blocks stored before host bits and leading zeros became illegal (IPB-9, IPB-15). */
  readonly nonCanonicalCidrs: number;
  /** The same rule, peer, port item or except twice. */
  readonly repeatedItems: number;
  /** Rules that share peers or ports with another rule of their policy and differ in the rest. */
  readonly relatedRules: number;
  /** Policies that repeat another policy but for one part, there or in another namespace. */
  readonly twinPolicies: number;
}

/** The name of a feature. */
export type Feature = keyof FeatureProbabilities;

/** Everything that steers generation. The same settings, generator and seed give the same scenarios. */
export interface GeneratorSettings {
  /** Kept as provenance. */
  readonly name: string;
  readonly sizes: GeneratorSizes;
  readonly features: FeatureProbabilities;
  readonly history: HistorySettings;
}
