/** One thing that happened in a simulated history. */
export interface TimelineEvent {
  /** Virtual milliseconds since the start. */
  readonly at: number;
  /** Where: the API server, a controller, a node, or the packets' own way. */
  readonly place:
    | { readonly kind: 'api-server' | 'controller' | 'packet' }
    | { readonly kind: 'node'; readonly node: string };
  readonly what:
    'object' | 'watch' | 'programming' | 'programmed' | 'agent' | 'fault' | 'connection' | 'verdict';
  /** One line for a person. */
  readonly text: string;
  /** The API server's revision that is meant: stored, seen or put into effect. */
  readonly revision?: number;
}

/** A history as it happened, in order. */
export interface Timeline {
  readonly nodes: readonly string[];
  readonly events: readonly TimelineEvent[];
  /** Hash of everything that happened, the unlisted included: the same for the same scenario and seed. */
  readonly hash: string;
}
