import type { CoverageRow, Scenario } from '../../model/index.ts';
import { admissionRecorder } from './admission/admission-recorder.ts';
import { flowRecorder } from './flows/flow-recorder.ts';
import { timeRecorder } from './time/time-recorder.ts';
import { createLaneTally } from './lane-tally.ts';

export { mergeCoverage } from './merge-coverage.ts';

/** Keeps account of what one lane of a campaign decides. */
export interface CoverageRecorder {
  /**
   * Asks some witnesses about a case: those whose turn it is, by the case and by what the lane has decided so
   * far, never by the clock. The lane's cases come in their order.
   *
   * @returns `CLAUSE/bin` of everything that the lane had not decided before: what makes the case a new one
   */
  record(scenario: Scenario, run: number): readonly string[];
  rows(): readonly CoverageRow[];
}

/** Far from any factor of the tables' sizes, so that each lane begins elsewhere. */
const LANE_STRIDE = 37;

/** A recorder for one lane, which has decided nothing yet. */
export function createCoverageRecorder(lane: number): CoverageRecorder {
  const tally = createLaneTally();
  const start = lane * LANE_STRIDE;
  const recorders = [flowRecorder(start, tally), admissionRecorder(start, tally), timeRecorder(start, tally)];
  return {
    record: (scenario, run) => recorders.flatMap((record) => record(scenario, run)),
    rows: () => tally.rows(),
  };
}
