import { describe, expect, it } from 'vitest';
import { ZOO } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { HuntingSuite, KillMatrix } from '../../model/index.ts';
import { killMatrix } from './kill-matrix.ts';

const RANDOM_SUITE: HuntingSuite = { name: 'random', kind: 'random' };
const FIXED: HuntingSuite = { name: 'upstream', kind: 'fixed', scenarios: 50 };

const [first, second, third] = [...new Map(ZOO.map((bug) => [bug.mutation, bug])).values()];
const BUGS = [first!, second!, third!, { ...third!, id: 'TWIN' }];

/** What each hunt came to, by mutation, suite and seed; the rest was missed. */
type Kills = Readonly<Record<string, { readonly cases: number; readonly ms: number }>>;

function matrixOf(suites: readonly HuntingSuite[], kills: Kills, isWhole = true): KillMatrix {
  return killMatrix({
    command: 'fencepost zoo',
    bugs: BUGS,
    seeds: [1, 2],
    settings: [GENERATOR_PRESETS.default],
    suites,
    notes: [],
    isWhole,
    timing: { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 1, workers: 1 },
    reportOf(mutation, suite, seed) {
      const kill = kills[`${mutation} ${suite}${suite === 'random' ? ` ${seed}` : ''}`];
      const hunt = { suite, falseAlarms: 0, cases: kill?.cases ?? 99 };
      return kill === undefined
        ? { hunt, ms: 1000 }
        : { hunt: { ...hunt, kill: { property: 'p', summary: 's' } }, ms: kill.ms };
    },
  });
}

const BOTH: Kills = {
  [`${first!.mutation} random 1`]: { cases: 4, ms: 40 },
  [`${first!.mutation} random 2`]: { cases: 6, ms: 60 },
  [`${second!.mutation} random 1`]: { cases: 90, ms: 900 },
  [`${third!.mutation} random 1`]: { cases: 1, ms: 10 },
  [`${third!.mutation} random 2`]: { cases: 2, ms: 20 },
  [`${third!.mutation} upstream`]: { cases: 7, ms: 70 },
};

describe('the kill matrix', () => {
  it('counts bugs that every seed finds, those that some do, and shared implementations once', () => {
    const { totals, timing } = matrixOf([RANDOM_SUITE, FIXED], BOTH);
    expect(totals).toEqual([
      // 1, 2, 4, 6 and 90 cases: the twin is not counted again.
      { suite: 'random', found: 3, sometimes: 1, implementations: 2, medianCases: 4 },
      { suite: 'upstream', found: 2, sometimes: 0, implementations: 1, medianCases: 7 },
    ]);
    expect(timing.medianMs).toEqual({ random: 40, upstream: 70 });
  });

  it('lets a bug survive that one seed misses, whatever other suites find', () => {
    expect(matrixOf([RANDOM_SUITE, FIXED], BOTH).survivors).toEqual([second!.id]);
  });

  it('lets a bug survive that no suite finds, where none is random', () => {
    expect(matrixOf([FIXED], BOTH).survivors).toEqual([first!.id, second!.id]);
  });

  it('keeps each hunt with its bug, and its time beside it', () => {
    const { bugs, timing } = matrixOf([RANDOM_SUITE, FIXED], BOTH);
    expect(bugs.map(({ hunts }) => hunts.length)).toEqual([3, 3, 3, 3]);
    expect(timing.huntMs).toEqual([
      [40, 60, 1000],
      [900, 1000, 1000],
      [10, 20, 70],
      [10, 20, 70],
    ]);
  });

  it('says so when it was interrupted', () => {
    expect(matrixOf([FIXED], BOTH, false).ended).toBe('interrupted');
  });
});
