import type { Mutant } from '../mutant.ts';
import { MUTANTS } from '../mutants.ts';
import type { ListLength } from './lengths.ts';
import { byLength } from './lengths.ts';
import type { SelectorPosition } from './positions.ts';
import { byPosition } from './positions.ts';

/** A part of a clause that is worth deciding by itself. */
export type Aspect = SelectorPosition | ListLength;

/** A mutant, or a mutant that goes wrong in one aspect of its clause only. */
export interface FlowWitness {
  readonly mutant: Mutant;
  /** Absent where the clause has no aspects. */
  readonly aspect?: Aspect;
}

/**
 * Every mutant of a snapshot's clauses: once for each position of a selector where it is about selectors, once
 * for each length of a list where it is about lists, else as it is.
 */
export const FLOW_WITNESSES: readonly FlowWitness[] = MUTANTS.flatMap((mutant): FlowWitness[] => {
  const parts = byPosition(mutant) ?? byLength(mutant);
  return parts?.map(([aspect, part]) => ({ aspect, mutant: part })) ?? [{ mutant }];
});
