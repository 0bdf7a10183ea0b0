import type { CoverageRow } from '../../../model/index.ts';
import type { DraftFinding } from '../findings/draft-finding.ts';
import type { NotebookPage } from '../findings/notebook.ts';
import type { PairCounts } from '../lanes/tallies.ts';

/** Some steps of one lane. */
export interface RoundOrder {
  readonly lane: number;
  readonly from: number;
  /** One past the last step. */
  readonly to: number;
  /** Cases that ended a worker before: not to be tried again. */
  readonly skip: readonly number[];
}

/** What came of a round. Everything is of this round alone. */
export interface RoundReport extends NotebookPage {
  readonly lane: number;
  /** The step at which the lane goes on: `to`, or less where the campaign was halted. */
  readonly next: number;
  /** By pair. */
  readonly tallies: readonly PairCounts[];
}

/** A place where lanes are run: this thread, or a worker. A lane stays where it was begun. */
export interface Station {
  /** Most steps worth ordering at once. */
  readonly stride: number;
  round(order: RoundOrder): Promise<RoundReport>;
  /** Reduces the earliest violation of a key that its lanes have reported. */
  reduce(key: string): Promise<DraftFinding>;
  /** What its lanes have decided so far, all together. */
  coverage(): Promise<readonly CoverageRow[]>;
  /** Lets go of what it holds, but for the engines it was given. */
  close(): Promise<void>;
}

/** Whether it is time to end. Asked between cases and between evaluations of a reduction. */
export interface Halt {
  cases(): boolean;
  reductions(): boolean;
}
