import type { Cluster, StepExpectation, Verdict } from '../model/index.ts';

/** What became of one expectation of a scenario. */
export interface ExpectationResult {
  /** 0 for the beginning, then the number of the step. */
  readonly step: number;
  readonly expectation: StepExpectation;
  readonly status: 'held' | 'failed' | 'skipped';
  /** What was asked, for a person. */
  readonly title: string;
  readonly expected: string;
  readonly observed?: string;
  /** Why it was skipped, or what else went wrong. */
  readonly detail?: string;
  /** What the specification says of the flow, under the profile of the expectation. */
  readonly verdict?: Verdict;
  readonly cluster?: Cluster;
}
