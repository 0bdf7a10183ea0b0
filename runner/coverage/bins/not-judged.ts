import { UNEXPRESSIBLE } from '../../../engines/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { CLAUSES } from '../../../spec/index.ts';

/** Clauses that no campaign decides whatever it generates, and where they are judged instead. */
const NEVER_ASKED: ReadonlyMap<ClauseId, string> = new Map([
  [
    'PLUG-1',
    'Campaigns ask engines that enforce policies; its conformance scenario asks about one that does not.',
  ],
  [
    'SELF-1',
    'A packet to loopback never leaves its pod, so that no probe is one; its conformance scenario asks about two.',
  ],
]);

/** What the API leaves to plugins, or says nothing of, and time shows: whatever a plugin does is an answer. */
const OPEN_IN_TIME: ReadonlyMap<ClauseId, string> = new Map(
  CLAUSES.filter((clause) => clause.kind === 'TIME' && clause.class !== 'MANDATED').map(
    ({ id }): [ClauseId, string] => [
      id,
      'Time shows the answer, and several will do; a test says that none of them becomes a finding.',
    ],
  ),
);

/** Clauses about objects that only some settings make. */
const SELDOM_MADE: ReadonlyMap<ClauseId, string> = new Map(
  (['SEL-14', 'IPB-9', 'IPB-15'] as const).map((clause): [ClauseId, string] => [
    clause,
    'Its objects were stored before today’s validation; only the adversarial settings make them.',
  ]),
);

/**
 * Why a clause was not judged; `undefined` for one that could have been.
 *
 * @param hasWitness whether anybody could show that the clause decides
 * @param wasDecided whether somebody did
 */
export function whyNotJudged(clause: ClauseId, hasWitness: boolean, wasDecided: boolean): string | undefined {
  if (wasDecided) return undefined;
  const why = NEVER_ASKED.get(clause) ?? SELDOM_MADE.get(clause) ?? OPEN_IN_TIME.get(clause);
  if (why !== undefined) return why;
  if (hasWitness) return undefined;
  return UNEXPRESSIBLE.find((each) => each.clause === clause)?.reason ?? 'No witness has been written yet.';
}

/** Whether a clause's bins are not counted, because no campaign asks for them. */
export function isNeverAsked(clause: ClauseId): boolean {
  return NEVER_ASKED.has(clause);
}
