import { describe, expect, it } from 'vitest';
import type { Engine } from '../../engines/index.ts';
import { EngineFailure, matrixEngine, ZOO } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { RandomHunt } from './hunt-at-random.ts';
import { huntAtRandom } from './hunt-at-random.ts';
import { huntWithSuite } from './hunt-with-suite.ts';
import type { Quarry } from './quarry.ts';
import { bugsByMutation, quarryOf } from './quarry.ts';
import { loadSuite } from './suites/load-suite.ts';

const HUNT: RandomHunt = {
  seed: 1,
  settings: [GENERATOR_PRESETS.small],
  maxCases: 30,
  timeMs: Infinity,
  reduceMs: 0,
};

const RIGHT = matrixEngine(undefined, {}, 'right');

function quarry(parts: Partial<Quarry>): Quarry {
  return { mutation: 'A', wrong: RIGHT, right: RIGHT, crashes: false, ...parts };
}

/** Says the opposite of every verdict. */
const CONTRARY: Engine = {
  ...RIGHT,
  name: 'contrary',
  judge: (probes) => RIGHT.judge(probes).map((verdict) => 1 - verdict),
  withProfile: () => CONTRARY,
};

const CRASHING: Engine = {
  ...RIGHT,
  name: 'crashing',
  judge() {
    throw new EngineFailure('crash', 'gone');
  },
  withProfile: () => CRASHING,
};

describe('a hunt at random', () => {
  it('finds a real bug, after the same cases each time', async () => {
    const [first, again] = await Promise.all([1, 2].map(() => huntAtRandom(quarryOf('OVN-1174'), HUNT)));
    expect(first!.hunt.kill).toMatchObject({ property: 'engine-agrees-with-reference' });
    expect(first!.hunt.cases).toBeGreaterThan(0);
    expect(again!.hunt).toEqual(first!.hunt);
  });

  it('says how small the case becomes, where it is asked to', async () => {
    const { hunt } = await huntAtRandom(quarryOf('OVN-1174'), { ...HUNT, reduceMs: 60_000 });
    expect(hunt.kill?.size).toMatchObject({ policies: 1, events: 0, complete: true });
  });

  it('gives up after as many cases as it may ask', async () => {
    const { hunt } = await huntAtRandom(quarry({}), { ...HUNT, maxCases: 3 });
    expect(hunt).toEqual({ suite: 'random', seed: 1, cases: 3, falseAlarms: 0 });
  });

  it('does not begin a case when its time is over', async () => {
    const { hunt } = await huntAtRandom(quarry({}), { ...HUNT, timeMs: 0 });
    expect(hunt.cases).toBe(0);
  });

  it('does not count what the plugin without the bug fails, too', async () => {
    const { hunt } = await huntAtRandom(quarry({ wrong: CONTRARY, right: CONTRARY }), HUNT);
    expect(hunt.kill).toBeUndefined();
    expect(hunt.falseAlarms).toBe(30);
  });

  it('counts a crash for a bug that crashes, and for no other', async () => {
    const other = await huntAtRandom(quarry({ wrong: CRASHING }), HUNT);
    expect(other.hunt.kill).toBeUndefined();
    const one = await huntAtRandom(quarry({ wrong: CRASHING, crashes: true }), HUNT);
    expect(one.hunt).toMatchObject({ cases: 1, kill: { summary: 'crashing: gone' } });
  });
});

describe('a hunt with a suite', () => {
  const upstream = loadSuite('upstream');

  it('finds what the suite asks about, and names the scenario', async () => {
    const { hunt } = await huntWithSuite(quarry({ wrong: CONTRARY }), upstream);
    expect(hunt).toMatchObject({ suite: 'upstream', cases: 1, falseAlarms: 0 });
    expect(hunt.kill).toMatchObject({ property: 'scenario-holds', scenario: upstream.cases[0]!.name });
  });

  it('misses what it does not ask about', async () => {
    const { hunt } = await huntWithSuite(quarryOf('OVN-845B'), upstream);
    expect(hunt).toEqual({ suite: 'upstream', cases: upstream.cases.length, falseAlarms: 0 });
  });

  it('does not count an expectation that the plugin without the bug fails, too', async () => {
    const one = { ...upstream, cases: upstream.cases.filter(({ name }) => name === 'T1' || name === 'T2') };
    const { hunt } = await huntWithSuite(quarry({ wrong: CONTRARY, right: CONTRARY }), one);
    expect(hunt).toEqual({ suite: 'upstream', cases: 2, falseAlarms: 2 });
  });

  it('counts a crash for a bug that crashes, and for no other', async () => {
    const one = { ...upstream, cases: upstream.cases.slice(0, 1) };
    const other = await huntWithSuite(quarry({ wrong: CRASHING }), one);
    expect(other.hunt.kill).toBeUndefined();
    const crash = await huntWithSuite(quarry({ wrong: CRASHING, crashes: true }), one);
    expect(crash.hunt.kill).toBeDefined();
  });
});

describe('a quarry', () => {
  it('is hunted once for all bugs of its mutation', () => {
    const groups = bugsByMutation(ZOO);
    expect([...groups.values()].flat()).toHaveLength(ZOO.length);
    for (const [mutation, bugs] of groups) {
      expect(bugs.map((bug) => bug.mutation)).toEqual(bugs.map(() => mutation));
    }
  });

  it('crashes where the list of known bugs says so', () => {
    const crashing = ZOO.find(({ id }) => id === 'OVN-5004' || id === 'FELIX-1685');
    expect([quarryOf('OVN-845B').crashes, quarryOf(crashing!.mutation).crashes]).toEqual([false, true]);
  });
});
