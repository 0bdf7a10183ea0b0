import type { Random } from 'fast-check';
import { chance } from './random.ts';
import type { Feature } from './settings.ts';

/** Which features one case uses. */
export type Features = Readonly<Record<Feature, boolean>>;

/**
 * Decides which features are on in a case. How many are switched off is drawn once: independent coins would make every
 * case an average one, and hardly ever one with nearly everything or nearly nothing in it.
 *
 * @param names of all features, in a fixed order
 */
export function drawFeatures<Name extends string>(
  random: Random,
  names: readonly Name[],
  probabilities: Readonly<Record<Name, number>>,
): Readonly<Record<Name, boolean>> {
  // The smaller of two draws of 0..255 of 256: rich cases are worth more than bare ones, and one where
  // everything is off would only ever be the same case.
  const disabled = Math.min(random.nextInt(0, 0xff), random.nextInt(0, 0xff)) / 0x100;
  const features = {} as Record<Name, boolean>;
  for (const name of names) {
    // One draw a feature, whatever the settings say: turning one knob leaves the others as they were.
    features[name] = chance(random, probabilities[name] * (1 - disabled));
  }
  return features;
}
