import type { IPFamily, Protocol } from '../../../model/index.ts';
import { isSameData } from '../common/index.ts';

/** Entries of a `hash:net` set by CIDR: the longest prefix that contains an address decides. */
export type IpSet = Readonly<Record<string, 'match' | 'nomatch'>>;

/** What a rule looks at; all that is present must hold. */
export interface RuleMatch {
  /** `-i` of the interface of the pod with this key: packets that leave the pod. */
  readonly inInterface?: string;
  /** `-o` of the interface of the pod with this key: packets that enter the pod. */
  readonly outInterface?: string;
  readonly ctstate?: readonly ('ESTABLISHED' | 'RELATED')[];
  /** `-m addrtype --src-type LOCAL`: a process of the node sent it. */
  readonly sourceLocal?: true;
  /** One address, in canonical form. */
  readonly source?: string;
  readonly destination?: string;
  readonly set?: { readonly name: string; readonly side: 'src' | 'dst' };
  readonly protocol?: Protocol | 'ICMP';
  readonly icmp?: 'neighbour';
  readonly ports?: { readonly first: number; readonly last: number };
  /** Whether the accept bit is set. */
  readonly mark?: boolean;
}

/** What a rule does with a packet that it matches. */
export type RuleTarget =
  | { readonly kind: 'accept' | 'drop' | 'reject' | 'return' }
  | { readonly kind: 'jump'; readonly chain: string }
  | { readonly kind: 'mark'; readonly value: boolean };

export interface Rule {
  readonly match: RuleMatch;
  readonly target: RuleTarget;
}

/** The filter table of one family, and the sets that its rules name. */
export interface FilterTable {
  readonly sets: Readonly<Record<string, IpSet>>;
  readonly chains: Readonly<Record<string, readonly Rule[]>>;
}

/** `iptables`, `ip6tables` and `ipset` of one node. */
export interface IptablesState {
  readonly tables: Readonly<Record<IPFamily, FilterTable>>;
}

export const EMPTY_TABLE: FilterTable = { sets: {}, chains: {} };

/** The chains through which every packet of a pod goes; each holds one jump for each isolated pod. */
export const DISPATCH_CHAINS = { ingress: 'FP-INGRESS', egress: 'FP-EGRESS' } as const;

/** Every address of the node itself (NODE-6). */
export const NODE_SET = 'FP-NODE';

/** Whether two rules are the same rule. */
export function sameRule(a: Rule, b: Rule): boolean {
  return a === b || (isSameData(a.target, b.target) && isSameData(a.match, b.match));
}
