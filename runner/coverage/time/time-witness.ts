import type { ClauseId } from '../../../model/index.ts';
import type { History } from './history-of.ts';

/** Shows that a clause about time decides in a scenario: a mutant of the simulator, run beside the right one. */
export interface TimeWitness {
  readonly clause: ClauseId;
  /** Every bin that {@link decides} can come to. */
  readonly bins: readonly string[];
  /** What it is about seldom happens: it is asked whenever that does. */
  readonly seldom?: true;
  /** Whether it is worth asking; quickly said, by what happens alone. */
  readonly concerns: (history: History) => boolean;
  /** The bins in which the mutant's history goes another way, at any step. Decided by the history and the case alone. */
  readonly decides: (history: History, run: number) => readonly string[];
}
