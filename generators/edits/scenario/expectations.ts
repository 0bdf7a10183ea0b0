import type { Profile, Scenario } from '../../../model/index.ts';
import type { Edit } from '../edit.ts';
import { shorterLists, withoutField } from '../edit.ts';

/** The scenario with fewer expectations and declared options. */
export function* fewerExpectations(scenario: Scenario): Generator<Edit> {
  const name = (dropped: readonly unknown[]): string => `${dropped.length} expectations`;
  for (const { describe, to } of shorterLists(scenario.expectations, name)) {
    yield { describe, apply: () => ({ ...scenario, expectations: to }) };
  }
  for (const [index, step] of scenario.steps.entries()) {
    for (const { describe, to } of shorterLists(step.expectations, name)) {
      yield {
        describe: `step ${index + 1}: ${describe}`,
        apply: () => ({ ...scenario, steps: scenario.steps.with(index, { ...step, expectations: to }) }),
      };
    }
  }
  for (const option of Object.keys(scenario.profile) as (keyof Profile)[]) {
    yield {
      describe: `drop option ${option}`,
      apply: () => ({ ...scenario, profile: withoutField(scenario.profile, option) }),
    };
  }
}
