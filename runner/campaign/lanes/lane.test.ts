import { expect, it } from 'vitest';
import { GENERATOR_PRESETS, generateScenario } from '../../../generators/index.ts';
import type { Scenario } from '../../../model/index.ts';
import type { Property } from '../../../properties/index.ts';
import { matrixEngine } from '../../../engines/index.ts';
import { NO_WITNESS } from '../crew/black-box.ts';
import { createNotebook } from '../findings/notebook.ts';
import type { LaneSurroundings } from './lane.ts';
import { createLane, runOf } from './lane.ts';

const settings = GENERATOR_PRESETS.small;
const SEED = 3;

/** Surroundings in which every case is noted down and holds. */
function surroundings(): { seen: Scenario[]; all: LaneSurroundings } {
  const seen: Scenario[] = [];
  const property: Property = {
    name: 'all-is-well',
    sentence: 'All is well.',
    kind: 'differential',
    appliesTo: () => true,
    check(scenario) {
      seen.push(scenario);
      return { cells: 5, skipped: { 'for a reason': 2 } };
    },
  };
  const pairs = [{ engine: matrixEngine(), property }];
  return {
    seen,
    all: {
      seed: SEED,
      settings,
      check: {},
      pairs,
      notebook: createNotebook(pairs, SEED, undefined),
      halt: { cases: () => false, reductions: () => false },
      witness: NO_WITNESS,
    },
  };
}

it('runs the cases of its steps, and says what was compared', async () => {
  const { seen, all } = surroundings();
  const lane = createLane(7, all);
  const report = await lane.round({ lane: 7, from: 2, to: 5, skip: [runOf(7, 3)] });
  expect(report).toEqual({ next: 5, tallies: [{ cases: 2, cells: 10, skipped: { 'for a reason': 4 } }] });
  expect(seen).toEqual([2, 4].map((step) => generateScenario(SEED, runOf(7, step), settings)));
});

it('stops between two cases', async () => {
  const { seen, all } = surroundings();
  const halt = { cases: () => seen.length === 2, reductions: () => false };
  const report = await createLane(0, { ...all, halt }).round({ lane: 0, from: 0, to: 9, skip: [] });
  expect(report.next).toBe(2);
  expect(seen).toHaveLength(2);
});

it('takes what its guide proposes, and tells it what was new', async () => {
  const { seen, all } = surroundings();
  const learnt: unknown[] = [];
  const proposed: Scenario[] = [];
  const proposal = generateScenario(99, 0, settings);
  const lane = createLane(1, {
    ...all,
    witness: { ...NO_WITNESS, proposal: (scenario) => proposed.push(scenario) },
    recorder: () => ({ record: (_scenario, run) => [`X/${run}`], rows: () => [] }),
    guide: (number) => ({
      propose: (step) => (step === 1 ? proposal : undefined),
      learn: (scenario, run, decided) => learnt.push([number, scenario, run, decided]),
    }),
  });
  await lane.round({ lane: 1, from: 0, to: 2, skip: [] });
  const provenance = { seed: SEED, run: 65, settings: 'small', generator: expect.any(String) };
  expect(seen).toEqual([generateScenario(SEED, 1, settings), { ...proposal, provenance }]);
  expect(proposed).toEqual([seen[1]]);
  expect(learnt).toEqual([
    [1, seen[0], 1, ['X/1']],
    [1, seen[1], 65, ['X/65']],
  ]);
});
