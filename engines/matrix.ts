import type { Semantics } from '../evaluator/index.ts';
import { createMatrix, referenceSemantics } from '../evaluator/index.ts';
import type { PartialProfile } from '../model/index.ts';
import type { InProcessEngine } from './evaluator-engine.ts';
import { inProcessEngine } from './evaluator-engine.ts';

/**
 * The specification for all packets at once, or a leaf of it replaced: what combines the leaves is the matrix's
 * own, so that it cannot be replaced here.
 *
 * @param profile answers to what the API leaves open; `spec-default` where missing
 */
export function matrixEngine(
  semantics: Semantics = referenceSemantics,
  profile: PartialProfile = {},
  name = 'matrix',
): InProcessEngine {
  const matrix = createMatrix(semantics);
  return inProcessEngine({ name, semantics, profile }, (cluster, answers) => matrix.of(cluster, answers));
}
