import type { Direction, IPFamily, Protocol } from '../../model/index.ts';

/** A pod as an agent knows it: enough to find its packets and to resolve its port names. */
export interface PodView {
  /** `namespace/name` */
  readonly key: string;
  readonly uid: string;
  readonly namespace: string;
  readonly nodeName: string | undefined;
  readonly hostNetwork: boolean;
  /** At most one of each family. */
  readonly addresses: readonly string[];
  /**
   * The same text for pods that no selector can tell apart: namespace labels and pod labels together. Datapaths
   * that work by identity program this, not addresses.
   */
  readonly identity: string;
}

/** Pods that a rule's selectors take in, or addresses that its blocks do. */
export type PeerTerm =
  | { readonly kind: 'pods'; readonly members: readonly PodView[] }
  | { readonly kind: 'block'; readonly cidr: string; readonly excepts: readonly string[] };

/**
 * Destination ports. A port name has been resolved: on ingress on the subject; on egress on each member, so that
 * `only` says for which destinations (by pod key) the numbers hold.
 */
export interface PortTerm {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
  /** Absent: for every destination. */
  readonly only?: readonly string[];
}

/** One rule of one policy, for one subject pod, with everything looked up. */
export interface IntentRule {
  /** `namespace/name` of the policy. */
  readonly policy: string;
  /** Index in the policy's list. */
  readonly rule: number;
  /** `any`: the rule lists no peers. */
  readonly peers: 'any' | readonly PeerTerm[];
  /** `any`: the rule lists no ports. An empty list matches nothing: names that nobody declares. */
  readonly ports: 'any' | readonly PortTerm[];
}

/** What is wanted for one pod in one direction. */
export interface DirectionIntent {
  readonly direction: Direction;
  /** Keys of the policies that isolate the pod; empty: everything passes. */
  readonly isolatedBy: readonly string[];
  readonly rules: readonly IntentRule[];
}

/** What is wanted for one local pod. */
export interface PodIntent {
  readonly pod: PodView;
  readonly ingress: DirectionIntent;
  readonly egress: DirectionIntent;
}

/** All that a node's datapath is to enforce: the one form that every datapath compiles. */
export interface NodeIntent {
  readonly node: string;
  /** Every address of the node, the gateways of its pod CIDRs included (NODE-6). */
  readonly nodeAddresses: readonly string[];
  readonly pods: readonly PodIntent[];
  /** Every pod of the cluster that the agent knows, for datapaths that keep a map from address to identity. */
  readonly knownPods: readonly PodView[];
  readonly families: readonly IPFamily[];
}
