import type { GeneratorPreset } from '../../generators/index.ts';
import {
  generateScenario,
  GENERATOR_PRESETS,
  laneOf,
  randomFor,
  scenarioArbitrary,
} from '../../generators/index.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast, mediansNs, rate } from '../measure.ts';

const SEED = 1;

const CASES = 400;

/** Cases a second that generation must manage, for it not to be what a campaign waits for. */
const GOALS: Readonly<Partial<Record<GeneratorPreset, number>>> = {
  small: 4_000,
  default: 4_000,
  dense: 4_000,
  wide: 1_000,
  moments: 2_000,
};

/** Scenarios out of random numbers, against the same random numbers alone, of which nothing is made. */
export const generation: Family = {
  name: 'generation',
  about: 'scenarios generated, against drawing the same random numbers without making objects of them',
  measure: () => Object.entries(GOALS).map(([preset, goal]) => rowOf(preset as GeneratorPreset, goal)),
};

function rowOf(preset: GeneratorPreset, goal: number): Row {
  const settings = GENERATOR_PRESETS[preset];
  const draws = Array.from({ length: CASES }, (_, run) => drawsOf(run, preset));
  const [madeNs, drawnNs] = mediansNs([
    () => {
      let pods = 0;
      for (let run = 0; run < CASES; run++) pods += generateScenario(SEED, run, settings).cluster.pods.length;
      return pods;
    },
    () => {
      let sum = 0;
      for (let run = 0; run < CASES; run++) sum += drawAgain(run, draws[run]!);
      return sum;
    },
  ]) as [number, number];
  const perCase = draws.reduce((total, { length }) => total + length / 2, 0) / CASES;
  return {
    name: `preset ${preset}, ${Math.round(perCase)} random numbers a case`,
    measured: `with objects ${rate(CASES, madeNs, 'cases')}`,
    baseline: `without ${rate(CASES, drawnNs, 'cases')}`,
    ratio: madeNs / drawnNs,
    goal: atLeast((CASES / madeNs) * 1e9, goal, `at least ${goal.toLocaleString('en')} cases a second`),
  };
}

/** The bounds of every random number of a case: the least and the greatest of each, one after the other. */
function drawsOf(run: number, preset: GeneratorPreset): Int32Array {
  const random = streamOf(run);
  const bounds: number[] = [];
  const nextInt = random.nextInt.bind(random);
  Object.defineProperty(random, 'nextInt', {
    value: (min: number, max: number) => {
      bounds.push(min, max);
      return nextInt(min, max);
    },
  });
  scenarioArbitrary(GENERATOR_PRESETS[preset]).generate(random, undefined);
  return Int32Array.from(bounds);
}

function drawAgain(run: number, bounds: Int32Array): number {
  const random = streamOf(run);
  let sum = 0;
  for (let at = 0; at < bounds.length; at += 2) sum += random.nextInt(bounds[at]!, bounds[at + 1]!);
  return sum;
}

function streamOf(run: number): ReturnType<typeof randomFor> {
  const { lane, step } = laneOf(run);
  return randomFor(SEED, lane, step);
}
