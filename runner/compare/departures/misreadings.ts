import type { MutantId } from '../../../engines/index.ts';
import { MUTANTS } from '../../../engines/index.ts';
import { createEvaluator } from '../../../evaluator/index.ts';
import type { Moment, Question } from '../corpus/corpus-questions.ts';

/** Which typical misreadings of a clause would change the answer to which questions of the corpus. */
export interface Misreadings {
  changing(question: Question): ReadonlySet<MutantId>;
}

/** Asks every mutant everything, once and not before somebody wants to know. */
export function createMisreadings(moments: readonly Moment[]): Misreadings {
  let known: ReadonlyMap<Question, ReadonlySet<MutantId>> | undefined;
  return { changing: (question) => (known ??= readAll(moments)).get(question) ?? NONE };
}

const NONE: ReadonlySet<MutantId> = new Set();

function readAll(moments: readonly Moment[]): Map<Question, Set<MutantId>> {
  const known = new Map<Question, Set<MutantId>>();
  const reference = createEvaluator();
  const mutants = MUTANTS.map(({ id, semantics }) => ({ id, evaluator: createEvaluator(semantics) }));
  for (const { cluster, questions } of moments) {
    const right = reference.of(cluster);
    const readings = mutants.map(({ id, evaluator }) => ({ id, reading: evaluator.of(cluster) }));
    for (const question of questions) {
      const action = right.judge(question.flow);
      const changing = readings.filter(({ reading }) => reading.judge(question.flow) !== action);
      known.set(question, new Set(changing.map(({ id }) => id)));
    }
  }
  return known;
}
