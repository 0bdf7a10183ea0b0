import type { GeneratorSettings } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS, LANES } from '../../generators/index.ts';
import { hooksOf } from '../../runner/index.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast } from '../measure.ts';

/** A lane of each kind: what all lanes do together, many more cases later. */
const LANES_RUN = 2;

/** None that the guide was made with. */
const SEEDS = [11, 12, 13];

/** How many cases it takes to decide as many bins of clauses as blind cases decide. */
export const guidance: Family = {
  name: 'guidance',
  about: 'cases until so many clause bins are decided, with every other lane guided against all blind',
  measure: () => [rowOf(GENERATOR_PRESETS.small, 600), rowOf(GENERATOR_PRESETS.default, 400)],
};

function rowOf(settings: GeneratorSettings, steps: number): Row {
  const blind = SEEDS.map((seed) => curveOf(seed, settings, steps, false));
  const guided = SEEDS.map((seed) => curveOf(seed, settings, steps, true));
  const [blindBins, guidedBins] = [blind, guided].map((curves) => sum(curves.map((curve) => curve.at(-1)!)));
  // What blind cases had come to in the end, guided ones had after so many.
  const needed = guided.map((curve, index) => {
    const at = curve.findIndex((bins) => bins >= blind[index]!.at(-1)!);
    return at < 0 ? curve.length : at + 1;
  });
  const cases = sum(blind.map(({ length }) => length));
  const ratio = cases / sum(needed);
  return {
    name: `preset ${settings.name}, ${SEEDS.length} seeds, ${cases} cases`,
    measured: `guided: the same bins after ${sum(needed)} cases, ${guidedBins} in the end`,
    baseline: `blind: ${blindBins} bins`,
    ratio,
    goal: atLeast(ratio, 1, 'no more cases than blind'),
  };
}

/** Bins decided by some lane, after each case. */
function curveOf(seed: number, settings: GeneratorSettings, steps: number, guided: boolean): number[] {
  const hooks = hooksOf({ seed, settings, guided, coverage: true });
  const lanes = Array.from({ length: LANES_RUN }, (_, lane) => ({
    lane,
    recorder: hooks.recorder!(lane),
    guide: hooks.guide?.(lane),
  }));
  const decided = new Set<string>();
  const curve: number[] = [];
  for (let step = 0; step < steps; step++) {
    for (const { lane, recorder, guide } of lanes) {
      const run = step * LANES + lane;
      const scenario = guide?.propose(step) ?? generateScenario(seed, run, settings);
      const fresh = recorder.record(scenario, run);
      guide?.learn(scenario, run, fresh);
      for (const bin of fresh) decided.add(bin);
      curve.push(decided.size);
    }
  }
  return curve;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
