import type { ClauseId, FindingOrigin } from '../../../model/index.ts';
import type { Property, Violation } from '../../../properties/index.ts';
import type { Moment, Question } from '../corpus/corpus-questions.ts';

/** One answer of an engine that must not be, before anybody asks for its cause. */
export interface Departure {
  readonly violation: Violation;
  readonly origin: FindingOrigin;
  /** Who checks it while it is cut down; absent where it is not, because it needs its history. */
  readonly property?: Property;
  /** What the scenario was written for, if somebody wrote it. */
  readonly clauses: readonly ClauseId[];
  /** Which question of the corpus it was, if it was one. */
  readonly asked?: { readonly moment: Moment; readonly question: Question };
}
