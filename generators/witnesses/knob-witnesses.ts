import type { HistoryFeature } from '../history/history-settings.ts';
import type { Feature } from '../settings.ts';
import { CLUSTER_WITNESSES } from './cluster-witnesses.ts';
import { HISTORY_WITNESSES } from './history-witnesses.ts';
import type { KnobWitness, NoWitness } from './knob-witness.ts';
import { POLICY_WITNESSES } from './policy-witnesses.ts';

/**
 * For each feature of the settings what only it finds: with the feature off it survives thousands of cases, with it
 * on it does not. Or else why there is no such thing, in a sentence.
 */
export const KNOB_WITNESSES: Readonly<Record<Feature | HistoryFeature, KnobWitness | NoWitness>> = {
  ...CLUSTER_WITNESSES,
  ...POLICY_WITNESSES,
  ...HISTORY_WITNESSES,
};
