export { dimensionsOf, pairsOf } from './dimensions/dimension-pairs.ts';
export { smallScope } from './exhaustive/small-scope.ts';
export type { SmallScope, SmallSize } from './exhaustive/small-scope.ts';
export { simplifications, complexityOf, mutation, plainNames } from './edits/index.ts';
export type { Edit } from './edits/index.ts';
export { GENERATOR_ID, generateScenario, laneOf, LANES, randomFor } from './generate-scenario.ts';
export type { KnobWitness, NoWitness } from './witnesses/knob-witness.ts';
export { KNOB_WITNESSES } from './witnesses/knob-witnesses.ts';
export { FEATURES, GENERATOR_PRESETS } from './presets.ts';
export type { GeneratorPreset } from './presets.ts';
export { scenarioArbitrary } from './scenario-arbitrary.ts';
export { HISTORY_FEATURES } from './history/history-presets.ts';
export type {
  HistoryFeature,
  HistoryFeatureProbabilities,
  HistorySettings,
} from './history/history-settings.ts';
export type { Feature, FeatureProbabilities, GeneratorSettings, GeneratorSizes, Size } from './settings.ts';
