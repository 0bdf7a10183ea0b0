import type { ReachabilityEnd } from './reachability.ts';
import type { Timeline } from './timeline.ts';

/** What each end gets from each other on one protocol and port, as expected and as observed. */
export interface VerdictMatrix {
  /** What was asked, for a caption: `TCP 80`. */
  readonly title: string;
  readonly ends: readonly ReachabilityEnd[];
  /** `expected[source][destination]`; `undefined` where the pair is not asked. */
  readonly expected: readonly (readonly ('allow' | 'deny' | undefined)[])[];
  readonly observed: readonly (readonly ('allow' | 'deny' | 'unsupported' | undefined)[])[];
}

/** What pictures of a finding are drawn from. */
export interface Evidence {
  readonly matrix?: VerdictMatrix;
  readonly timeline?: Timeline;
}
