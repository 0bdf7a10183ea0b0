import { describe, expect, it } from 'vitest';
import { generateScenario, GENERATOR_PRESETS, LANES } from '../../generators/index.ts';
import type { Scenario } from '../../model/index.ts';
import { hooksOf } from '../campaign/campaign-plan.ts';
import { runSmall, SMALL_PLAN, untimed } from '../campaign/testing/small-campaign.ts';
import { noveltyGuide } from './novelty-guide.ts';

const { small } = GENERATOR_PRESETS;

/** What came of one lane: its scenarios, and the bins that it decided. */
function lane(
  seed: number,
  number: number,
  steps: number,
  guided: boolean,
): { readonly scenarios: readonly Scenario[]; readonly bins: ReadonlySet<string> } {
  const hooks = hooksOf({ seed, settings: small, guided, coverage: true });
  const [recorder, guide] = [hooks.recorder!(number), hooks.guide?.(number)];
  const bins = new Set<string>();
  const scenarios: Scenario[] = [];
  for (let step = 0; step < steps; step++) {
    const run = step * LANES + number;
    const scenario = guide?.propose(step) ?? generateScenario(seed, run, small);
    const decided = recorder.record(scenario, run);
    guide?.learn(scenario, run, decided);
    for (const bin of decided) bins.add(bin);
    scenarios.push(scenario);
  }
  return { scenarios, bins };
}

describe('noveltyGuide', () => {
  it('leaves every other lane blind', () => {
    const guided = Array.from({ length: LANES }, (_, number) =>
      noveltyGuide({ seed: 1, settings: small }, number),
    );
    expect(guided.map((guide) => guide === undefined)).toEqual(guided.map((_, number) => number % 2 === 0));
  });

  it('proposes nothing before it has learnt anything', () => {
    const guide = noveltyGuide({ seed: 1, settings: small }, 1)!;
    for (let step = 0; step < 20; step++) expect(guide.propose(step)).toBeUndefined();
  });

  it('keeps what decided something new, or brought two dimensions together', () => {
    const scenario = generateScenario(1, 0, small);
    const proposals = (learn: (guide: NonNullable<ReturnType<typeof noveltyGuide>>) => void): number => {
      const guide = noveltyGuide({ seed: 1, settings: small }, 1)!;
      guide.learn(scenario, 0, []);
      for (let step = 0; step < 24; step++) guide.learn({ ...scenario, name: 'known' }, 1, []);
      learn(guide);
      const made = Array.from({ length: 40 }, (_, step) => guide.propose(step));
      return made.filter((each) => each?.name === 'new').length;
    };
    expect(proposals(() => {})).toBe(0);
    expect(proposals((guide) => guide.learn({ ...scenario, name: 'new' }, 2, []))).toBe(0);
    expect(
      proposals((guide) => guide.learn({ ...scenario, name: 'new' }, 2, ['ISO-1/ingress'])),
    ).toBeGreaterThan(0);
    const other = { ...generateScenario(1, 3, GENERATOR_PRESETS.histories), name: 'new' };
    expect(proposals((guide) => guide.learn(other, 2, []))).toBeGreaterThan(0);
  });

  it('is decided by the seed and its own lane', () => {
    const [one, again, elsewhere] = [lane(1, 1, 40, true), lane(1, 1, 40, true), lane(2, 1, 40, true)];
    expect(JSON.stringify(one.scenarios)).toBe(JSON.stringify(again.scenarios));
    expect(JSON.stringify(one.scenarios)).not.toBe(JSON.stringify(elsewhere.scenarios));
    const mutated = one.scenarios.filter(({ provenance }) => provenance?.settings !== 'small');
    expect(mutated.length).toBeGreaterThan(15);
    expect(mutated.length).toBeLessThan(40);
  });

  it('decides more than a blind lane in as many cases, over some seeds', () => {
    const decided = [true, false].map((guided) =>
      [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, seed) => sum + lane(seed, 1, 200, guided).bins.size, 0),
    );
    expect(decided[0]).toBeGreaterThan(decided[1]!);
  });
});

it('a guided campaign is the same every time, and another than a blind one', async () => {
  const run = async (guided: boolean): Promise<string> => {
    const plan = { ...SMALL_PLAN, engines: ['matrix'], guided };
    const { record } = await runSmall({ cases: 2 * LANES, guided }, plan);
    expect(record.guided).toBe(guided ? true : undefined);
    const { guided: _, ...rest } = record;
    return untimed(rest);
  };
  const [one, again, blind] = [await run(true), await run(true), await run(false)];
  expect(one).toBe(again);
  expect(one).not.toBe(blind);
});
