import type { Mutant } from '../../engines/index.ts';
import { MUTANTS, referenceEngine } from '../../engines/index.ts';
import { createEvaluator } from '../../evaluator/index.ts';
import type { Scenario } from '../../model/index.ts';
import type { ExpectationResult } from '../../properties/index.ts';
import { checkScenario, directionOf } from '../../properties/index.ts';

/**
 * What a scenario is there for: the key that it was found by, and each misreading of a clause that it would catch
 * in its engine, by direction and verdict. Of two scenarios that decide the same, one is enough.
 */
export async function decidedBy(scenario: Scenario): Promise<ReadonlySet<string>> {
  const { key = '', engine = '' } = scenario.provenance ?? {};
  const decided = new Set([`key ${key}`]);
  for (const result of await checkScenario(scenario, referenceEngine())) {
    for (const { id } of MUTANTS.filter((mutant) => wouldFail(mutant, result, scenario))) {
      decided.add(`${id} ${sidesOf(result)} ${result.expected} ${engine}`);
    }
  }
  return decided;
}

function sidesOf({ verdict }: ExpectationResult): string {
  return verdict === undefined ? 'none' : directionOf(verdict);
}

/** Whether an engine that misreads the clause would fail the expectation. */
function wouldFail({ semantics }: Mutant, result: ExpectationResult, { profile }: Scenario): boolean {
  const { expectation, verdict, cluster } = result;
  if (expectation.kind !== 'flow' || verdict === undefined || cluster === undefined) return false;
  return createEvaluator(semantics).of(cluster, profile).judge(expectation.flow) !== verdict.action;
}
