import type { Flow } from '../flow/flow.ts';
import type { Action } from './verdict.ts';

/** How a packet ended. */
export type Disposition = 'delivered' | 'dropped' | 'rejected' | 'unroutable';

/** One decision on the packet's way. */
export interface Step {
  /** `egress-hook`, `service-translation`, `route`, `conntrack`, `ingress-hook`, ... */
  readonly kind: string;
  /** The rule, set element or map entry that decided, as its datapath prints it. */
  readonly rule?: string;
  readonly detail: string;
  readonly action: 'continue' | Action;
}

/** All that happened to the packet in one place. */
export interface Hop {
  /** A node's name, or `outside`. */
  readonly place: string;
  readonly steps: readonly Step[];
}

/** A packet's way: flow → hop → step → disposition. */
export interface Trace {
  readonly flow: Flow;
  readonly hops: readonly Hop[];
  readonly disposition: Disposition;
}
