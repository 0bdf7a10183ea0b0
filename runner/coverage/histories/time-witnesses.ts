import type { ClauseId, Scenario } from '../../../model/index.ts';
import type { LaneTally } from '../lane-tally.ts';
import { createTurns } from '../turns.ts';

/** Shows that a clause about time decides in a scenario: a mutant of the simulator, run beside the right one. */
export interface TimeWitness {
  readonly clause: ClauseId;
  readonly bin: string;
  /** Whether the mutant's history ends otherwise, at any step. Decided by the scenario and the case alone. */
  readonly decides: (scenario: Scenario, run: number) => boolean;
}

/** The witnesses of TIME clauses. A clause that none of them names is reported as not judged yet. */
export const TIME_WITNESSES: readonly TimeWitness[] = [];

/**
 * Asks a witness of time, whose turn it is, about each case of a lane. One is enough: to run a history twice
 * takes longer than all other witnesses of a case together.
 *
 * @param start where in the list of witnesses the lane begins
 * @returns what the case decided for the first time, as `CLAUSE/bin`
 */
export function timeRecorder(
  start: number,
  tally: LaneTally,
  witnesses: readonly TimeWitness[] = TIME_WITNESSES,
): (scenario: Scenario, run: number) => string[] {
  const turns = createTurns([...witnesses.keys()], start);
  return (scenario, run) => {
    const index = turns.next((each) => tally.isOpen(witnesses[each]!.clause, witnesses[each]!.bin));
    if (index === undefined) return [];
    const { clause, bin, decides } = witnesses[index]!;
    return decides(scenario, run) && tally.count(clause, bin, run) ? [`${clause}/${bin}`] : [];
  };
}
