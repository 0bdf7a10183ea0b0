import type { PartialProfile } from '../model/index.ts';
import type { InProcessEngine } from './evaluator-engine.ts';
import { evaluatorEngine } from './evaluator-engine.ts';

/**
 * The specification, executable.
 *
 * @param profile answers to what the API leaves open; `spec-default` where missing
 */
export function referenceEngine(profile: PartialProfile = {}): InProcessEngine {
  return evaluatorEngine({ name: 'reference', profile });
}
