import type { Direction, IPFamily, Protocol } from '../../../model/index.ts';

/** Addresses, each with the number of pods that have it: it leaves the set when the last of them does. */
export type AddressSet = Readonly<Record<string, number>>;

/** What is asked of an address: to be one, to be in a named set, or to be in a block and in none of its excepts. */
export type AddressMatch =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'set'; readonly set: string }
  | { readonly kind: 'block'; readonly cidr: string; readonly excepts: readonly string[] };

/** What is asked of a packet besides addresses. */
export interface PortMatch {
  readonly protocol?: Protocol | 'other' | 'icmp' | 'neighbour';
  readonly first?: number;
  readonly last?: number;
}

/** All that is present must hold. */
export interface FlowMatch extends PortMatch {
  /** The logical port of a pod, by pod key; absent: every pod's. */
  readonly port?: string;
  readonly direction: Direction;
  readonly family?: IPFamily;
  readonly source?: AddressMatch;
  readonly destination?: AddressMatch;
  readonly states?: readonly ('est' | 'rel')[];
  /** The packet comes from a process of the node. */
  readonly fromLocalNode?: true;
  /** Every dimension of this conjunction has a clause that matches. */
  readonly conjunction?: string;
}

export type FlowAction =
  | { readonly kind: 'allow' | 'drop' | 'reject' }
  /** The packet matches one dimension, counted from 1, of a conjunction of `of` dimensions. */
  | {
      readonly kind: 'clause';
      readonly conjunction: string;
      readonly dimension: number;
      readonly of: number;
    };

/** The flow of highest priority that matches decides. */
export interface AclFlow {
  readonly priority: number;
  readonly match: FlowMatch;
  readonly action: FlowAction;
}

/** The logical flows and address sets of one node. */
export interface AclState {
  readonly addressSets: Readonly<Record<string, AddressSet>>;
  /** Flows by their printed form: a table holds each flow once. */
  readonly flows: Readonly<Record<string, AclFlow>>;
}

export const PRIORITY = {
  exemption: 3000,
  exceptDrop: 2500,
  allow: 2000,
  otherProtocols: 1500,
  deny: 1000,
} as const;

/** The sets that a flow names. */
export function setsOf({ match }: AclFlow): readonly string[] {
  return [match.source, match.destination].flatMap((address) =>
    address?.kind === 'set' ? [address.set] : [],
  );
}
