import type { Random } from 'fast-check';
import type { Scenario } from '../model/index.ts';
import { scenarioOf } from '../model/index.ts';
import { drawCluster } from './cluster/cluster.ts';
import { beginDraft } from './draft.ts';
import { drawHistory } from './history/history.ts';
import { drawPolicies } from './policies/policies.ts';
import type { GeneratorSettings } from './settings.ts';

/**
 * Draws one scenario. Nothing but the stream and the settings decides it.
 *
 * @param tiny everything at the low end of its size, for fast-check's biased runs
 */
export function buildScenario(random: Random, settings: GeneratorSettings, tiny = false): Scenario {
  const draft = beginDraft(random, settings, tiny);
  const { cluster: bare, scene } = drawCluster(draft);
  const cluster = { ...bare, policies: drawPolicies(scene) };
  return scenarioOf('generated', cluster, drawHistory(scene, cluster, settings.history));
}
