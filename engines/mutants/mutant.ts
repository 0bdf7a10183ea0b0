import type { Semantics } from '../../evaluator/index.ts';
import { LEAVES } from '../../evaluator/index.ts';
import type { ClauseId } from '../../model/index.ts';
import { semanticsWith } from '../altering/index.ts';

/** `IPB-5`, or `IPB-5/WHAT` where a clause is typically misread in more than one way. */
export type MutantId = ClauseId | `${ClauseId}/${string}`;

/** The specification with one clause misread as implementations typically misread it. */
export interface Mutant {
  readonly id: MutantId;
  readonly clause: ClauseId;
  /** The mistake, as a sentence about the one who makes it: `takes only the first except`. */
  readonly title: string;
  /** The one function that differs from the reference. */
  readonly replaces: keyof Semantics;
  readonly semantics: Semantics;
}

/** A mutant of the clause that its id begins with. */
export function mutant<Name extends keyof Semantics>(
  id: MutantId,
  title: string,
  replaces: Name,
  replacement: Semantics[Name],
): Mutant {
  const [clause] = id.split('/') as [ClauseId];
  return { id, clause, title, replaces, semantics: semanticsWith(replaces, replacement) };
}

const LEAF_NAMES: ReadonlySet<keyof Semantics> = new Set(LEAVES);

/** Whether the matrix can judge the mutant; one of the combination shows in `createEvaluator` alone. */
export function leafMutant({ replaces }: Pick<Mutant, 'replaces'>): boolean {
  return LEAF_NAMES.has(replaces);
}
