import type { IPFamily } from '../address/ip.ts';
import type { Protocol } from '../objects/network-policy.ts';
import type { Reasons } from '../verdict/verdict.ts';

/** Consecutive ports of one protocol, both ends included. */
export interface PortSpan {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** A row or column of a reachability matrix. */
export interface ReachabilityEnd {
  /** `x/a`, `node n1`, or the addresses of an outside range. */
  readonly label: string;
  readonly kind: 'pod' | 'hostNetwork' | 'node' | 'external';
  /** The address that was asked; of an outside range, one that stands for all of it. */
  readonly ip: string;
}

/** Who reaches whom on which ports, in one address family. */
export interface Reachability {
  readonly family: IPFamily;
  readonly ends: readonly ReachabilityEnd[];
  /** `allowed[source][destination]`: the ports that pass; `undefined` where the pair is never asked. */
  readonly allowed: readonly (readonly (readonly PortSpan[] | undefined)[])[];
}

/** How one pair differs between two sets of policies. */
export interface ReachabilityChange {
  readonly family: IPFamily;
  readonly source: ReachabilityEnd;
  readonly destination: ReachabilityEnd;
  readonly change: 'newly-allowed' | 'newly-denied';
  readonly ports: readonly PortSpan[];
  /** Keys of the policies behind the change. */
  readonly policies: readonly string[];
  readonly before: Reasons;
  readonly after: Reasons;
}

/** What changes between two clusters. */
export interface ReachabilityDiff {
  readonly changes: readonly ReachabilityChange[];
  /** Pods that only one of the clusters has; nothing is said of their flows. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}
