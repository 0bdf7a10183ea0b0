import { createEvaluator } from '../../evaluator/index.ts';
import type { Action, ClauseId, Cluster, Flow, PartialProfile } from '../../model/index.ts';
import { MUTANTS } from './mutants.ts';

/**
 * What somebody who answers `observed` probably misreads: the lowest clause, in catalogue order, whose mutant
 * gives that answer for the flow where the reference does not.
 *
 * @returns `undefined` where the reference gives the answer as well, or no mutant does
 */
export function primaryClause(
  flow: Flow,
  cluster: Cluster,
  observed: Action,
  profile: PartialProfile = {},
): ClauseId | undefined {
  if (createEvaluator().of(cluster, profile).judge(flow) === observed) return undefined;
  return MUTANTS.find(
    ({ semantics }) => createEvaluator(semantics).of(cluster, profile).judge(flow) === observed,
  )?.clause;
}
