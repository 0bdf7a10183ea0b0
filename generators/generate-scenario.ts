import { Random } from 'fast-check';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { Scenario } from '../model/index.ts';
import { buildScenario } from './build-scenario.ts';
import type { GeneratorSettings } from './settings.ts';

/** Identifies what seeds mean. Raised whenever the same seed begins to give another scenario. */
export const GENERATOR_ID = 'g4';

/** Lanes of a campaign. Each has a random stream of its own, whoever runs it. */
export const LANES = 64;

/** Where a case of a campaign lies: case r is step r div 64 of lane r mod 64. */
export function laneOf(run: number): { readonly lane: number; readonly step: number } {
  return { lane: run % LANES, step: Math.floor(run / LANES) };
}

/**
 * The stream of one step of one lane. Any step can be reached at once, and near seeds, lanes and steps have
 * nothing to do with each other.
 *
 * @param seed a safe integer
 * @param purpose tells streams of one step apart
 */
export function randomFor(seed: number, lane: number, step: number, purpose = 0): Random {
  const words = [seed >>> 0, Math.floor(seed / 0x1_0000_0000) >>> 0, lane, step, purpose];
  // xoroshiro never leaves the all-zero state, so one word is made odd.
  return new Random(
    xoroshiro128plusFromState([fold(words, 1) | 1, fold(words, 2), fold(words, 3), fold(words, 4)]),
  );
}

/** All words in one; `start` gives four different answers. */
function fold(words: readonly number[], start: number): number {
  let hash = mix(start * 0x9e37_79b9);
  for (const word of words) hash = mix(hash ^ mix(word + 0x85eb_ca6b));
  return hash;
}

/** A bijection of 32 bits in which every input bit reaches every output bit. */
function mix(value: number): number {
  let v = value | 0;
  v = Math.imul(v ^ (v >>> 16), 0x21f0_aaad);
  v = Math.imul(v ^ (v >>> 15), 0x735a_2d97);
  return v ^ (v >>> 15);
}

/**
 * The scenario that is case `run` of a campaign with the seed, without making those before it.
 *
 * @param seed a safe integer
 * @param run counts from 0
 */
export function generateScenario(seed: number, run: number, settings: GeneratorSettings): Scenario {
  const { lane, step } = laneOf(run);
  return {
    ...buildScenario(randomFor(seed, lane, step), settings),
    provenance: { seed, run, settings: settings.name, generator: GENERATOR_ID },
  };
}
