import { describe, expect, it } from 'vitest';
import { generateScenario, GENERATOR_PRESETS, LANES } from '../../generators/index.ts';
import type { CoverageRow, Scenario } from '../../model/index.ts';
import { createCoverageRecorder, mergeCoverage } from './coverage-recorder.ts';
import { createLaneTally, MOST_IN_A_LANE } from './lane-tally.ts';
import { summarizeCoverage } from './summarize-coverage.ts';

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

const scenarioOf = (run: number): Scenario => generateScenario(3, run, GENERATOR_PRESETS.default);

/** The cases of one lane, and what each decided for the first time. */
function record(lane: number, steps: number): { news: (readonly string[])[]; rows: readonly CoverageRow[] } {
  const recorder = createCoverageRecorder(lane);
  const news = Array.from({ length: steps }, (_, step) => {
    const run = step * LANES + lane;
    return recorder.record(scenarioOf(run), run);
  });
  return { news, rows: recorder.rows() };
}

describe('the recorder of a lane', () => {
  it('says the same of the same cases', () => {
    expect(record(5, 12)).toEqual(record(5, 12));
  });

  it('tells everything that it counts as news, once, and of the right case', () => {
    const { news, rows } = record(9, 24);
    const told = news.flatMap((each, step) => each.map((name) => [name, step * LANES + 9] as const));
    const counted = rows.map(({ clause, bin, firstCase }) => [`${clause}/${bin}`, firstCase] as const);
    expect(told.length).toBeGreaterThan(50);
    expect(told.toSorted()).toEqual(counted.toSorted());
  });

  it('asks other witnesses in another lane', () => {
    const [one, other] = [record(0, 2), record(1, 2)];
    const names = ({ rows }: typeof one): string => rows.map(({ clause }) => clause).join();
    expect(names(one)).not.toBe(names(other));
  });

  it('asks about every moment of a history, and about policies that are gone', () => {
    const base = scenarioOf(0);
    const [policy] = base.cluster.policies;
    const scenario: Scenario = {
      ...base,
      cluster: { ...base.cluster, policies: [policy!] },
      steps: [
        {
          actions: [{ kind: 'apply', event: { type: 'DELETED', object: policy! } }],
          settled: true,
          expectations: [],
        },
      ],
    };
    const recorder = createCoverageRecorder(0);
    recorder.record(scenario, 0);
    expect(recorder.rows().some(({ clause }) => clause === 'ISO-11')).toBe(true);
    // Case 1 looks at the second moment, when no policy is left to be misread.
    const later = createCoverageRecorder(0);
    later.record(scenario, 1);
    const misread = later.rows().filter(({ clause }) => /^(?:IPB|SEL|PEER|PORT)-/.test(clause));
    expect(misread).toEqual([]);
  });
});

describe('the tally of a lane', () => {
  it('counts a bin to 16 and then wants to hear no more of it', () => {
    const tally = createLaneTally();
    for (let run = 0; run < MOST_IN_A_LANE; run++) {
      expect(tally.isOpen('IPB-2', 'a')).toBe(true);
      expect(tally.count('IPB-2', 'a', run)).toBe(run === 0);
    }
    expect(tally.isOpen('IPB-2', 'a')).toBe(false);
    expect(tally.isOpen('IPB-2', 'b')).toBe(true);
    tally.count('IPB-2', 'a', 99);
    expect(tally.rows()).toEqual([{ clause: 'IPB-2', bin: 'a', decided: 16, firstCase: 0 }]);
  });
});

/** Mandated clauses that no campaign decides. Their reasons are in `bins/not-judged.ts`. */
const NOT_DECIDED = ['PLUG-1', 'SELF-1'];

describe('a campaign of default settings', () => {
  it(
    'decides every mandated clause but for two, in 3,000 cases',
    () => {
      const lanes = Array.from({ length: LANES }, (_, lane) => createCoverageRecorder(lane));
      for (let run = 0; run < 3_000; run++) {
        lanes[run % LANES]!.record(generateScenario(1, run, GENERATOR_PRESETS.default), run);
      }
      const { clauses } = summarizeCoverage(mergeCoverage(lanes.map((lane) => lane.rows())));
      const missed = clauses.filter((each) => each.class === 'MANDATED' && each.times === 0);
      expect(missed.map(({ clause }) => clause)).toEqual(NOT_DECIDED);
      expect(missed.filter(({ notJudged }) => notJudged === undefined)).toEqual([]);
    },
    PATIENCE_MS,
  );
});
