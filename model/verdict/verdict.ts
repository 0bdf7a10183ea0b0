import type { ClauseId } from '../../spec/index.ts';
import type { Direction } from '../objects/network-policy.ts';
import type { ProfileOption } from './profile.ts';

export type Action = 'allow' | 'deny';

/**
 * Who says so: the API for every plugin, or a plugin's own choice. `options` are those whose conforming values
 * change the action.
 */
export type Basis =
  { readonly kind: 'mandated' } | { readonly kind: 'profile'; readonly options: readonly ProfileOption[] };

/** The answer to one flow, with everything that a person needs to believe it. */
export interface Verdict {
  readonly action: Action;
  readonly basis: Basis;
  readonly reasons: Reasons;
}

/** Why a flow got its action. Positions are indices into the stored policy. */
export interface Reasons {
  /** Set where the flow never reaches the policies: not governed, own node, self, loopback. */
  readonly exemption?: Exemption;
  /** Set where a Service or hostPort was translated before the policies were asked. */
  readonly translation?: Translation;
  /** Absent where the end is not a policy subject or an exemption came first. */
  readonly egress?: SideReason;
  readonly ingress?: SideReason;
  /** The clauses that decided, most telling first. Never empty. */
  readonly clauses: readonly ClauseId[];
}

export interface Exemption {
  readonly kind: 'not-governed' | 'own-node' | 'self' | 'loopback' | 'not-enforced';
  readonly clauses: readonly ClauseId[];
}

export interface Translation {
  /** `namespace/name` of the Service; absent for a hostPort. */
  readonly service?: string;
  /** What the destination became, as people name it. */
  readonly destination: string;
  readonly port: number;
  readonly clauses: readonly ClauseId[];
}

/** One end's answer. */
export interface SideReason {
  readonly direction: Direction;
  /** `namespace/name` of the pod. */
  readonly subject: string;
  readonly action: Action;
  /** Keys of the policies that isolate the subject for the direction; empty when it is not isolated. */
  readonly isolatedBy: readonly string[];
  /** The items that let the flow pass, where one did. */
  readonly allowedBy?: RuleMatch;
  /** For a denied flow: each rule of each isolating policy and what it lacked. */
  readonly refusals: readonly RuleRefusal[];
  readonly clauses: readonly ClauseId[];
}

/** A rule that matched; `peer` and `port` are absent where the rule lists none and so matches all. */
export interface RuleMatch {
  /** `namespace/name` */
  readonly policy: string;
  readonly rule: number;
  readonly peer?: number;
  readonly port?: number;
}

/** A rule that did not match, and which of its two halves failed. */
export interface RuleRefusal {
  readonly policy: string;
  readonly rule: number;
  readonly peers: 'matched' | 'failed';
  readonly ports: 'matched' | 'failed';
}
