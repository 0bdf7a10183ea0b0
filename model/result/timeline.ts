import type { Action } from '../verdict/verdict.ts';

/** One thing that happened in a simulated history. */
export interface TimelineEvent {
  /** Virtual milliseconds since the start. */
  readonly at: number;
  /** Where: the API server, a controller, a node, or the packets' own way. */
  readonly place:
    | { readonly kind: 'api-server' | 'controller' | 'packet' }
    | { readonly kind: 'node'; readonly node: string };
  readonly what: TimelineEventKind;
  /** One line for a person. */
  readonly text: string;
  /** The API server's revision that is meant: stored, seen or put into effect. */
  readonly revision?: number;
  /** What a verdict came to. */
  readonly action?: Action;
  /** Whether this is where the finding shows: a verdict that must not be. */
  readonly wrong?: boolean;
}

/**
 * - `object`: the API server stored an object, and so made a revision.
 * - `watch`: a node has seen everything up to a revision.
 * - `programming`, `programmed`: a node's agent puts a revision into effect, and has done so.
 * - `agent-down`, `agent-up`: an agent stops, and comes back.
 * - `fault`: something fails on purpose.
 * - `connection`: a connection opens, is used or closes.
 * - `verdict`: a packet was judged.
 */
export type TimelineEventKind =
  | 'object'
  | 'watch'
  | 'programming'
  | 'programmed'
  | 'agent-down'
  | 'agent-up'
  | 'fault'
  | 'connection'
  | 'verdict';

/** A history as it happened, in order. */
export interface Timeline {
  readonly nodes: readonly string[];
  /** In the order of time; of one moment, in the order in which they happened. */
  readonly events: readonly TimelineEvent[];
  /** Hash of everything that happened, the unlisted included: the same for the same scenario and seed. */
  readonly hash: string;
}
