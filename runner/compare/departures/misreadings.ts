import type { MutantId } from '../../../engines/index.ts';
import { MUTANTS } from '../../../engines/index.ts';
import { createEvaluator } from '../../../evaluator/index.ts';
import type { Moment, Question } from '../corpus/corpus-questions.ts';

/** Which typical misreadings of a clause would change the answer to which questions of the corpus. */
export interface Misreadings {
  /** `undefined` for a question that was not written for a single clause: it says too little about any. */
  changing(question: Question): ReadonlySet<MutantId> | undefined;
}

/** Asks every mutant what was written for single clauses, once and not before somebody wants to know. */
export function createMisreadings(moments: readonly Moment[]): Misreadings {
  let known: ReadonlyMap<Question, ReadonlySet<MutantId>> | undefined;
  const telling = moments.filter(({ clauses }) => clauses.length === 1);
  return { changing: (question) => (known ??= readAll(telling)).get(question) };
}

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
