import bugs from './bugs.json' with { type: 'json' };
import clauses from './clauses.json' with { type: 'json' };
import type { Clause, ClauseId } from './clause.ts';
import type { KnownBug } from './known-bug.ts';
import type { ProfileOptionEntry } from './profile-option.ts';
import profileOptions from './profile-options.json' with { type: 'json' };
import upstreamTests from './upstream-tests.json' with { type: 'json' };
import type { UpstreamTest } from './upstream-test.ts';

export * from './clause.ts';
export type * from './known-bug.ts';
export type * from './profile-option.ts';
export type * from './upstream-test.ts';

/** The clause catalogue, in its order. */
export const CLAUSES = clauses as readonly Clause[];

/** What the API leaves to plugins, in catalogue order. */
export const PROFILE_OPTIONS: readonly ProfileOptionEntry[] = profileOptions;

/** The upstream end-to-end tests T1..T48 and A1, A2, with the clauses they settle. */
export const UPSTREAM_TESTS = upstreamTests as readonly UpstreamTest[];

/** Real bugs of real plugins. */
export const KNOWN_BUGS = bugs as readonly KnownBug[];

const byId = new Map(CLAUSES.map((clause) => [clause.id, clause]));

/** The clause of an id; `undefined` for an id that the catalogue does not have. */
export function clauseOf(id: ClauseId): Clause | undefined {
  return byId.get(id);
}
