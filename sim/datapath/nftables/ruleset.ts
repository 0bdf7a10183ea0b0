import type { AddressRange, Direction, IPFamily, Protocol } from '../../../model/index.ts';

/** A named set of addresses: disjoint intervals in ascending order (`flags interval; auto-merge`). */
export interface IntervalSet {
  readonly name: string;
  readonly family: IPFamily;
  readonly intervals: readonly AddressRange[];
}

/** What a rule compares with the other end's address. */
export type AddressMatch =
  | { readonly kind: 'any' }
  | { readonly kind: 'family'; readonly family: IPFamily }
  | { readonly kind: 'set'; readonly family: IPFamily; readonly set: string }
  /** Source and destination are the same address. */
  | { readonly kind: 'self'; readonly family: IPFamily; readonly ip: string }
  /** The packet comes from a process of the node itself: `fib saddr type local`. */
  | { readonly kind: 'from-local-node' };

/** What a rule compares with the packet's protocol and destination port. */
export type ProtocolMatch =
  | { readonly kind: 'any' }
  /** TCP, UDP and SCTP on every port. */
  | { readonly kind: 'named' }
  | { readonly kind: 'not-named' }
  | { readonly kind: 'icmp' }
  | { readonly kind: 'ports'; readonly protocol: Protocol; readonly ranges: readonly PortInterval[] };

/** Ports, both ends included. */
export interface PortInterval {
  readonly first: number;
  readonly last: number;
}

/** One line of a chain. */
export interface ChainRule {
  readonly address: AddressMatch;
  readonly protocol: ProtocolMatch;
  readonly verdict: 'accept' | 'drop' | 'reject';
  /** Where the line comes from: `x/allow-web rule 0`. */
  readonly comment: string;
}

/** What an isolated pod's packets meet in one direction. Its last rule takes everything. */
export interface Chain {
  readonly name: string;
  readonly direction: Direction;
  readonly rules: readonly ChainRule[];
}

/** One node's table, as plain data. Keys of the maps are names. */
export interface Ruleset {
  readonly relatedIcmp: 'allow' | 'deny';
  readonly sets: ReadonlyMap<string, IntervalSet>;
  readonly chains: ReadonlyMap<string, Chain>;
  /** Verdict maps: from an isolated pod, which is the name of its interface, to its chain. */
  readonly jumps: Readonly<Record<Direction, ReadonlyMap<string, string>>>;
}
