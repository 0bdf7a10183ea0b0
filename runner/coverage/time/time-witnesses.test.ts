import { describe, expect, it } from 'vitest';
import { RIGHT_DATAPATH, TIME_MUTANTS } from '../../../engines/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../../generators/index.ts';
import { CLAUSES } from '../../../spec/index.ts';
import { changedInHaste, latePods, stoppingPods } from './concerned.ts';
import type { History } from './history-of.ts';
import { historyOf } from './history-of.ts';
import { reopeningWitness } from './reopening-witness.ts';
import { restWitness } from './rest-witness.ts';
import type { TimeWitness } from './time-witness.ts';
import { TIME_WITNESSES } from './time-witnesses.ts';

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

/** As many cases as a campaign of default settings has in a minute on a machine of two cores. */
const CASES = 2_000;

const SEED = 5;

/** The histories of the first cases of a campaign, by case. */
const HISTORIES: ReadonlyMap<number, History> = new Map(
  Array.from({ length: CASES }, (_, run) => run).flatMap((run): [number, History][] => {
    const scenario = generateScenario(SEED, run, GENERATOR_PRESETS.default);
    return scenario.steps.length === 0 ? [] : [[run, historyOf(scenario)]];
  }),
);

/** What a witness decides in the first case in which it decides anything, and in how many it had to be asked. */
function firstDecision({ concerns, decides }: TimeWitness, most = Infinity): readonly string[] {
  let asked = 0;
  for (const [run, history] of HISTORIES) {
    if (asked >= most) break;
    if (!concerns(history)) continue;
    asked++;
    const bins = decides(history, run);
    if (bins.length > 0) return bins;
  }
  return [];
}

describe('the witnesses of time', () => {
  it('stand for every mandated clause about time', () => {
    const mandated = CLAUSES.filter((clause) => clause.kind === 'TIME' && clause.class === 'MANDATED');
    expect(new Set(TIME_WITNESSES.map(({ clause }) => clause))).toEqual(
      new Set(mandated.map(({ id }) => id)),
    );
  });

  it.each(TIME_WITNESSES)(
    '$clause is decided by a generated case, in one of $bins',
    (witness) => {
      const bins = firstDecision(witness);
      expect(bins.length).toBeGreaterThan(0);
      expect(witness.bins).toEqual(expect.arrayContaining([...bins]));
    },
    PATIENCE_MS,
  );

  it(
    'say nothing of a plugin that makes no mistake',
    () => {
      const right = { ...TIME_MUTANTS[0]!, parts: { datapath: RIGHT_DATAPATH } };
      for (const concerned of [latePods, stoppingPods, changedInHaste]) {
        expect(firstDecision(restWitness(right, concerned, []), 8)).toEqual([]);
      }
      expect(firstDecision(reopeningWitness(right), 8)).toEqual([]);
    },
    PATIENCE_MS,
  );
});
