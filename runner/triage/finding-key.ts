import { clauseOf } from '../../spec/index.ts';
import { MUTANTS } from '../../engines/index.ts';
import { createEvaluator } from '../../evaluator/index.ts';
import type { ClauseId, FindingKey } from '../../model/index.ts';
import { compareClauseIds } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import type { Engine } from '../../engines/index.ts';
import { traitOf } from './trait-of.ts';

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
 * The key of a violation, as good as its case is small: see {@link traitOf}.
 *
 * @param clause what explains it; default: the lowest clause whose mutant reproduces the observed verdict, else the
 *   one that decided
 */
export function keyOf(
  property: Property,
  engine: Engine,
  violation: Violation,
  clause: FindingKey['clause'] = likelyClause(violation),
): FindingKey {
  const { direction, expected, observed } = violation;
  const trait = traitOf(property, violation);
  return { property: property.name, engine: engine.name, trait, direction, expected, observed, clause };
}

function likelyClause(violation: Violation): FindingKey['clause'] {
  return reproducingClauses(violation)[0] ?? violation.verdict?.reasons.clauses[0] ?? 'none';
}

/**
 * What a campaign sorts violations by before they are reduced. It tells more apart than a key does, so that a bug
 * that hides behind another one is reduced by itself and has a chance to show its own trait.
 */
export function sightingKeyOf(property: Property, engine: Engine, violation: Violation): string {
  const { direction, expected, observed } = violation;
  const clause = likelyClause(violation);
  return `${property.name}/${engine.name}/${direction}/${expected}→${observed}/${clause}`;
}

/** The sentence of a key's clause, for people. */
export function clauseStatement(clause: FindingKey['clause']): string | undefined {
  return clause === 'none' ? undefined : clauseOf(clause)?.statement;
}
