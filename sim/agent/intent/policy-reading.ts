import type {
  ContainerPort,
  Direction,
  IPBlock,
  Labels,
  LabelSelector,
  LabelSelectorRequirement,
  Namespace,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Node,
  Pod,
  Profile,
  Protocol,
} from '../../../model/index.ts';
import type { PeerTerm, PodView, PortTerm } from '../../datapath/intent.ts';
import type { AgentView } from './agent-view.ts';

/** All that selectors see of a pod. Pods with equal traits are never told apart, and are matched once. */
export interface PodTraits {
  readonly namespace: string;
  /** Absent: the agent has not seen the Namespace. */
  readonly namespaceLabels: Labels | undefined;
  readonly labels: Labels;
  readonly hostNetwork: boolean;
}

/** A pod, and what an agent makes of it. */
export interface KnownPod {
  readonly pod: Pod;
  readonly view: PodView;
  /** One object for all pods whose traits are equal. */
  readonly traits: PodTraits;
}

/** An address block of an intent. */
export type BlockTerm = Extract<PeerTerm, { kind: 'block' }>;

/**
 * What the functions of a reading know beside their arguments. It is kept and shared between nodes while it stays the
 * same, so that a function must depend on nothing else.
 */
export interface ReadingContext {
  /** The record that is in use: a function that needs another asks here, and so finds it where it is replaced. */
  readonly reading: PolicyReading;
  readonly profile: Profile;
  readonly nodes: AgentView['nodes'];
  readonly namespaces: AgentView['namespaces'];
  /** Every pod that selectors may take in as a peer, by key. */
  readonly known: readonly KnownPod[];
  /** {@link PolicyReading.unmatchableAddresses}, found once for all blocks. */
  readonly unmatchable: readonly string[];
}

/**
 * How an agent reads policies: one small function for each thing it has to know. A wrong agent is
 * `{ ...correctReading, one: replaced }`, made once and kept.
 */
export interface PolicyReading {
  /** What a policy is known by: its namespace and name (ISO-13). Of two with one key only the later counts. */
  readonly policyKey: (policy: NetworkPolicy) => string;
  /** What a pod is known by: its namespace and name (ISO-16). Of two with one key only the later counts. */
  readonly podKey: (pod: Pod) => string;
  /** The same text for pods that no selector can tell apart (NS-6: whose label it is belongs to it). */
  readonly identityOf: (pod: Pod, namespace: Namespace | undefined) => string;
  /** The addresses by which a pod is known, in canonical form (LIFE-9, LIFE-10, IPB-11). */
  readonly podAddresses: (pod: Pod, context: ReadingContext) => readonly string[];
  /** The addresses from which a node may always reach its own pods, in canonical form (NODE-1, NODE-6). */
  readonly nodeAddresses: (node: Node) => readonly string[];
  /** Whether a pod is one of the node's to enforce policies for (HOST-1, LIFE-2, LIFE-9, LIFE-14). */
  readonly isEnforced: (pod: Pod, node: string, context: ReadingContext) => boolean;
  /** Whether selectors may take a pod in as a peer (PEER-9, PEER-12, HOST-2, HOST-5, LIFE-10, LIFE-14). */
  readonly isKnownPeer: (pod: Pod, context: ReadingContext) => boolean;

  /** Whether a stored selector can be parsed at all (SEL-14). */
  readonly isReadable: (selector: LabelSelector) => boolean;
  /** Whether labels meet one requirement (SEL-2 to SEL-5, SEL-8, SEL-9, SEL-11). */
  readonly requirementMatches: (requirement: LabelSelectorRequirement, labels: Labels) => boolean;
  /** Whether a present selector matches labels (SEL-1, SEL-6, SEL-7, SEL-10). */
  readonly selectorMatches: (selector: LabelSelector, labels: Labels, context: ReadingContext) => boolean;

  /** Whether a policy has any effect at all (PLUG-1, PROTO-4, ISO-14). */
  readonly isInForce: (policy: NetworkPolicy, context: ReadingContext) => boolean;
  /** Whether a policy selects a pod as its subject (ISO-7 to ISO-9, ISO-12, SEL-14). */
  readonly selectsSubject: (policy: NetworkPolicy, pod: PodTraits, context: ReadingContext) => boolean;
  /** Whether a policy isolates the pods that it selects for a direction (ISO-2, ISO-3, TYPE-4 to TYPE-8). */
  readonly isolates: (policy: NetworkPolicy, direction: Direction, context: ReadingContext) => boolean;
  /** The rules by which a policy that isolates for a direction allows (RULE-2, RULE-4, RULE-5, SEL-14). */
  readonly rulesOf: (
    policy: NetworkPolicy,
    direction: Direction,
    context: ReadingContext,
  ) => readonly NetworkPolicyRule[];

  /** The peer items of a rule; `any` where it lists none (RULE-3, PEER-1, PEER-2, IPB-5). */
  readonly peersOf: (rule: NetworkPolicyRule, direction: Direction) => 'any' | readonly NetworkPolicyPeer[];
  /** What one peer item takes in (PEER-2, PEER-9). */
  readonly peerTerms: (
    peer: NetworkPolicyPeer,
    policy: NetworkPolicy,
    context: ReadingContext,
  ) => readonly PeerTerm[];
  /** Whether a peer item of selectors takes a pod in (PEER-5, SEL-14). */
  readonly peerMatches: (
    peer: NetworkPolicyPeer,
    policy: NetworkPolicy,
    pod: PodTraits,
    context: ReadingContext,
  ) => boolean;
  /** Whether a peer item means the pod's namespace (PEER-3, PEER-4, PEER-8, PEER-10, PEER-11, NS-1, NS-6, NS-7). */
  readonly namespaceMatches: (
    peer: NetworkPolicyPeer,
    policy: NetworkPolicy,
    pod: PodTraits,
    context: ReadingContext,
  ) => boolean;
  /** Whether a peer item means a pod of the right namespace (PEER-4, PEER-7, PEER-10, HOST-2, NS-6). */
  readonly podMatches: (peer: NetworkPolicyPeer, pod: PodTraits, context: ReadingContext) => boolean;

  /** What a block takes in; `undefined` for one that takes in nothing (IPB-1 to IPB-5, IPB-13, IPB-14). */
  readonly blockTerm: (block: IPBlock, context: ReadingContext) => BlockTerm | undefined;
  /** The CIDR, in canonical form, for which a stored text stands (IPB-7 to IPB-9, IPB-15). */
  readonly cidrMeant: (text: string, context: ReadingContext) => string | undefined;
  /** Addresses that no block takes in, in canonical form: of pods (IPB-6), of nodes (IPB-10). */
  readonly unmatchableAddresses: (context: ReadingContext) => readonly string[];

  /** The port items of a rule; `any` where it lists none (RULE-3, PORT-1, PORT-2). */
  readonly portsOf: (rule: NetworkPolicyRule) => 'any' | readonly NetworkPolicyPort[];
  /** The protocol of a port item; `undefined` makes the item inert (PORT-3, PORT-6, PROTO-3, PROTO-5). */
  readonly protocolOf: (item: NetworkPolicyPort, context: ReadingContext) => Protocol | undefined;
  /** The numbers of a port item without a name (PORT-4, PORT-5, PORT-7, PORT-8, PORT-16, PORT-19). */
  readonly portRange: (
    item: NetworkPolicyPort,
    context: ReadingContext,
  ) => Pick<PortTerm, 'first' | 'last'> | undefined;
  /** The declarations of a pod whose names count (PORT-20). */
  readonly namedPortsOf: (pod: Pod, context: ReadingContext) => readonly ContainerPort[];
  /** The numbers for which a name stands on a pod (PORT-9 to PORT-11, PORT-15). */
  readonly resolveName: (
    name: string,
    protocol: Protocol,
    pod: Pod,
    context: ReadingContext,
  ) => readonly number[];
  /** What a port name means on ingress of a subject (PORT-9). */
  readonly nameOnIngress: (
    name: string,
    protocol: Protocol,
    subject: Pod,
    context: ReadingContext,
  ) => readonly PortTerm[];
  /** What a port name means on egress to destinations that have names (PORT-9, PORT-12). */
  readonly nameOnEgress: (
    name: string,
    protocol: Protocol,
    destinations: readonly KnownPod[],
    context: ReadingContext,
  ) => readonly PortTerm[];
  /** The pods on which the port names of an egress rule are resolved (PORT-13, PORT-14, IPB-12, HOST-6). */
  readonly namedDestinations: (
    peers: 'any' | readonly PeerTerm[],
    context: ReadingContext,
  ) => readonly KnownPod[];
}
