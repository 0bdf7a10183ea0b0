import type { Scenario } from '../../../model/index.ts';
import type { LaneTally } from '../lane-tally.ts';
import type { Turns } from '../turns.ts';
import { createTurns } from '../turns.ts';
import type { History } from './history-of.ts';
import { historyOf } from './history-of.ts';
import type { TimeWitness } from './time-witness.ts';
import { TIME_WITNESSES } from './time-witnesses.ts';

/** Of the histories of a lane in which nothing rare happens, one in so many is lived through. */
const ONE_IN = 3;

/**
 * Asks a lane's witnesses of time whose turn it is, and whom a case's history may concern: two of what seldom happens
 * whenever it does, or else one of the others, in some histories. To live through one takes longer than to ask all other
 * witnesses of a case.
 *
 * @param start where in the list of witnesses the lane begins
 * @returns what the case decided for the first time, as `CLAUSE/bin`
 */
export function timeRecorder(
  start: number,
  tally: LaneTally,
  witnesses: readonly TimeWitness[] = TIME_WITNESSES,
): (scenario: Scenario, run: number) => string[] {
  const turnsOf = (isWanted: (witness: TimeWitness) => boolean): Turns =>
    createTurns(
      [...witnesses.keys()].filter((index) => isWanted(witnesses[index]!)),
      start,
    );
  const seldom = turnsOf((witness) => witness.seldom === true);
  const often = turnsOf((witness) => witness.seldom !== true);
  let ordinary = 0;
  return (scenario, run) => {
    if (scenario.steps.length === 0) return [];
    const history = historyOf(scenario);
    const next = (turns: Turns, isWorth: LaneTally['isOpen']): TimeWitness | undefined => {
      const index = turns.next((each) => {
        const { clause, bins, concerns } = witnesses[each]!;
        return bins.some((bin) => isWorth(clause, bin)) && concerns(history);
      });
      return index === undefined ? undefined : witnesses[index];
    };
    const rare = [next(seldom, tally.isOpen), next(seldom, tally.isOpen)];
    const isPassedOver = rare[0] !== undefined || ordinary++ % ONE_IN !== 0;
    const usual = isPassedOver ? undefined : (next(often, tally.isNew) ?? next(often, tally.isOpen));
    const chosen = new Set([...rare, usual].filter((witness) => witness !== undefined));
    return [...chosen].flatMap((witness) => countBins(witness, history, run, tally));
  };
}

function countBins(
  { clause, decides }: TimeWitness,
  history: History,
  run: number,
  tally: LaneTally,
): readonly string[] {
  return decides(history, run)
    .filter((bin) => tally.isOpen(clause, bin) && tally.count(clause, bin, run))
    .map((bin) => `${clause}/${bin}`);
}
