import type { Clause, ClauseId } from './clause.ts';
import clauses from './clauses.json' with { type: 'json' };

/** The clause catalogue, in its order. */
export const CLAUSES = clauses as readonly Clause[];

const byId = new Map(CLAUSES.map((clause) => [clause.id, clause]));

/** The clause of an id; `undefined` for an id that the catalogue does not have. */
export function clauseOf(id: ClauseId): Clause | undefined {
  return byId.get(id);
}
