import type { Random } from 'fast-check';
import { FEATURES } from './presets.ts';
import { oneIn } from './random.ts';
import type { GeneratorSettings, GeneratorSizes, Size } from './settings.ts';
import type { Features } from './swarm.ts';
import { drawFeatures } from './swarm.ts';
import type { Vocabulary } from './vocabulary.ts';
import { drawVocabulary } from './vocabulary.ts';

/** What every part of a case is drawn with. */
export interface Draft {
  readonly random: Random;
  readonly sizes: GeneratorSizes;
  /** Which features the case uses. */
  readonly on: Features;
  /** The few words that all of the case is made of. */
  readonly words: Vocabulary;
  /** Everything at the low end of its size. */
  readonly tiny: boolean;
}

/** Begins a case: decides its features, then its words. */
export function beginDraft(random: Random, settings: GeneratorSettings, tiny: boolean): Draft {
  const on = drawFeatures(random, FEATURES, settings.features);
  return { random, sizes: settings.sizes, on, words: drawVocabulary(random, on), tiny };
}

/** How many of something to make. */
export function count({ random, tiny }: Draft, { min, usual, max }: Size): number {
  if (tiny) return random.nextInt(min, Math.max(min, usual >> 1));
  return oneIn(random, 16) ? random.nextInt(usual, max) : random.nextInt(min, usual);
}
