import { HISTORY_FEATURES } from '../history/history-presets.ts';
import type { HistoryFeature, HistoryFeatureProbabilities } from '../history/history-settings.ts';
import type { GeneratorPreset } from '../presets.ts';
import { GENERATOR_PRESETS } from '../presets.ts';
import type { Feature, FeatureProbabilities, GeneratorSettings, GeneratorSizes } from '../settings.ts';

/** What is found with a feature on, and never with it off. */
export interface KnobWitness {
  /** A real bug or a misread clause, by the name that `--engine` takes; or `admission:` and a mutant of admission. */
  readonly finds: string;
  /** The settings of both sides. Default: `small`, and `moments` for a feature of histories. */
  readonly preset?: GeneratorPreset;
  /** Features that both sides set like this, because they make the same in another way. */
  readonly beside?: Partial<FeatureProbabilities>;
  /** Sizes that both sides have, likewise. */
  readonly sizes?: Partial<GeneratorSizes>;
  /** For a feature of histories: the only others that occur. Absent: all of the preset. */
  readonly among?: readonly HistoryFeature[];
  /** Found in two thousand cases, and not in a few hundred. */
  readonly isRare?: true;
}

/** Why a feature has no witness, as a sentence. */
export type NoWitness = string;

/** The settings of one side of a comparison: with the feature, or without it. */
export function settingsWith(
  feature: Feature | HistoryFeature,
  { preset, beside, sizes, among }: KnobWitness,
  isOn: boolean,
): GeneratorSettings {
  const isOfHistories = (HISTORY_FEATURES as readonly string[]).includes(feature);
  const base = GENERATOR_PRESETS[preset ?? (isOfHistories ? 'moments' : 'small')];
  const off = isOn ? {} : { [feature]: 0 };
  const changes = among === undefined ? base.history.features : only([feature as HistoryFeature, ...among]);
  return {
    name: `${isOn ? 'with' : 'without'} ${feature}`,
    sizes: { ...base.sizes, ...sizes },
    features: { ...base.features, ...beside, ...(isOfHistories ? {} : off) },
    history: isOfHistories
      ? { share: 1, features: { ...changes, ...off } }
      : { share: 0, features: base.history.features },
  };
}

function only(wanted: readonly HistoryFeature[]): HistoryFeatureProbabilities {
  const features = HISTORY_FEATURES.map((name) => [name, wanted.includes(name) ? 1 : 0]);
  return Object.fromEntries(features) as HistoryFeatureProbabilities;
}
