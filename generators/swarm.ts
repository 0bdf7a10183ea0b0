import type { Random } from 'fast-check';
import { FEATURES } from './presets.ts';
import { chance } from './random.ts';
import type { Feature, FeatureProbabilities } from './settings.ts';

/** Which features one case uses. */
export type Features = Readonly<Record<Feature, boolean>>;

/**
 * Decides the features of a case. How many are switched off is drawn once: independent coins would make every
 * case an average one, and hardly ever one with nearly everything or nearly nothing in it.
 */
export function drawFeatures(random: Random, probabilities: FeatureProbabilities): Features {
  // The smaller of two draws of 0..255 of 256: rich cases are worth more than bare ones, and one where
  // everything is off would only ever be the same case.
  const disabled = Math.min(random.nextInt(0, 0xff), random.nextInt(0, 0xff)) / 0x100;
  const features = {} as Record<Feature, boolean>;
  for (const feature of FEATURES) {
    // One draw a feature, whatever the settings say: turning one knob leaves the others as they were.
    features[feature] = chance(random, probabilities[feature] * (1 - disabled));
  }
  return features;
}
