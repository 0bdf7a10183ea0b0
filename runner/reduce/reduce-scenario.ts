import { simplifications } from '../../generators/index.ts';
import type { Scenario } from '../../model/index.ts';

/** Bounds of a reduction. */
export interface ReductionLimits {
  /** Most times the predicate is asked. Default 5,000. */
  readonly maxEvaluations?: number;
  /** Asked between evaluations; `true` ends the reduction with what it has. */
  readonly stop?: () => boolean;
}

/** What a reduction came to. */
export interface Reduced {
  readonly scenario: Scenario;
  readonly evaluations: number;
  /** Whether a fixpoint was reached: no single simplification keeps what had to be kept. */
  readonly complete: boolean;
}

/**
 * Simplifies a scenario as long as `keeps` holds, to a fixpoint: takes the first simplification that keeps it,
 * big cuts before small ones, and begins again. Deterministic.
 *
 * @param keeps whether a candidate still shows what the scenario was kept for
 */
export async function reduceScenario(
  scenario: Scenario,
  keeps: (candidate: Scenario) => boolean | Promise<boolean>,
  { maxEvaluations = 5_000, stop = () => false }: ReductionLimits = {},
): Promise<Reduced> {
  let current = scenario;
  let evaluations = 0;
  for (let progress = true; progress;) {
    progress = false;
    for (const edit of simplifications(current)) {
      if (evaluations >= maxEvaluations || stop()) return { scenario: current, evaluations, complete: false };
      const candidate = edit.apply();
      evaluations++;
      if (!(await keeps(candidate))) continue;
      current = candidate;
      progress = true;
      break;
    }
  }
  return { scenario: current, evaluations, complete: true };
}
