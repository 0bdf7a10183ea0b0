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
 * Simplifies a scenario as long as `keeps` holds, to a fixpoint, big cuts before small ones. After a cut it goes on
 * where it was, for what failed before will mostly fail again, and goes round until nothing more can go. Deterministic.
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
  let position = 0;
  let hasProgressed = false;
  for (;;) {
    const cut = await nextCut(position);
    if (cut === 'stopped') return { scenario: current, evaluations, complete: false };
    if (cut !== undefined) {
      position = cut;
      hasProgressed = true;
      continue;
    }
    // Once round without a cut, from the first position to the last: nothing can go.
    if (!hasProgressed && position === 0) return { scenario: current, evaluations, complete: true };
    position = 0;
    hasProgressed = false;
  }

  /** Makes the first cut from a position on that keeps it; `undefined` where none does. */
  async function nextCut(from: number): Promise<number | 'stopped' | undefined> {
    let index = -1;
    for (const edit of simplifications(current)) {
      index++;
      if (index < from) continue;
      if (evaluations >= maxEvaluations || stop()) return 'stopped';
      const candidate = edit.apply();
      evaluations++;
      if (!(await keeps(candidate))) continue;
      current = candidate;
      return index;
    }
    return undefined;
  }
}
