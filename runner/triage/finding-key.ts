import { clauseOf } from '../../spec/index.ts';
import { MUTANTS } from '../../engines/index.ts';
import { createEvaluator } from '../../evaluator/index.ts';
import type { ClauseId, FindingKey } from '../../model/index.ts';
import { compareClauseIds } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import type { Engine } from '../../engines/index.ts';

/**
 * The clauses whose typical mistake would give the observed verdict on the flow of a violation, lowest first:
 * what the engine may be doing wrong. Empty for violations that are not about one verdict.
 *
 * @param among only these are tried; default: all
 */
export function reproducingClauses(
  { scenario, flow, observed, verdict }: Violation,
  among?: ReadonlySet<ClauseId>,
): ClauseId[] {
  if (flow === undefined || verdict === undefined || (observed !== 'allow' && observed !== 'deny')) return [];
  const clauses = new Set<ClauseId>();
  for (const { clause, semantics } of MUTANTS) {
    if (clauses.has(clause) || (among !== undefined && !among.has(clause))) continue;
    const mutant = createEvaluator(semantics).of(scenario.cluster, scenario.profile);
    if (mutant.judge(flow) === observed) clauses.add(clause);
  }
  return [...clauses].sort(compareClauseIds);
}

/**
 * The key of a violation. Its primary clause is the lowest one whose mutant reproduces the observed verdict,
 * else the one that decided the reference.
 */
export function keyOf(property: Property, engine: Engine, violation: Violation): FindingKey {
  const { direction, expected, observed, verdict } = violation;
  return {
    property: property.name,
    engine: engine.name,
    direction,
    expected,
    observed,
    clause: reproducingClauses(violation)[0] ?? verdict?.reasons.clauses[0] ?? 'none',
  };
}

/** The sentence of a key's clause, for people. */
export function clauseStatement(clause: FindingKey['clause']): string | undefined {
  return clause === 'none' ? undefined : clauseOf(clause)?.statement;
}
