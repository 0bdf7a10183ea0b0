import type { Evaluation, MatrixEvaluation } from '../../../evaluator/index.ts';
import { createEvaluator, createMatrix } from '../../../evaluator/index.ts';
import type { PartialProfile, ProbeSet } from '../../../model/index.ts';
import type { Mutant } from '../mutant.ts';
import { leafMutant } from '../mutant.ts';

/**
 * Where a mutant says something else than is expected: at these cells its clause is at stake.
 *
 * @param expected the reference's verdicts on the same probes
 * @returns indices into `probes.cells`, ascending
 */
export function differingCells(
  mutant: Mutant,
  probes: ProbeSet,
  expected: Uint8Array,
  profile: PartialProfile = {},
): number[] {
  const said = mutantEvaluation(mutant, probes, profile).judgeAll(probes);
  const differing: number[] = [];
  for (let index = 0; index < said.length; index++) {
    if (said[index] !== expected[index]) differing.push(index);
  }
  return differing;
}

/** The matrix, much the faster, wherever it can say what the mutant says. */
function mutantEvaluation(
  mutant: Mutant,
  { cluster }: ProbeSet,
  profile: PartialProfile,
): Evaluation | MatrixEvaluation {
  const create = leafMutant(mutant) ? createMatrix : createEvaluator;
  return create(mutant.semantics).of(cluster, profile);
}
