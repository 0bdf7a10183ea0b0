import type { Evaluation } from '../../../evaluator/index.ts';
import { conformingProfile, createEvaluator } from '../../../evaluator/index.ts';
import type { Action, PartialProfile } from '../../../model/index.ts';
import type { Moment } from './corpus-questions.ts';

/** What the specification says of one question to an engine that declares certain answers. */
export interface ExpectedAnswer {
  readonly action: Action;
  /** Whether the action rests on an option that is not declared. */
  readonly isOpen: boolean;
}

/** The specification's side of the corpus, remembered: most engines declare the same. */
export interface ExpectedAnswers {
  of(moment: Moment, declared: PartialProfile): readonly ExpectedAnswer[];
  evaluation(moment: Moment, declared: PartialProfile): Evaluation;
}

/** Asks the specification only what somebody wants to know, and once. */
export function createExpectedAnswers(): ExpectedAnswers {
  const reference = createEvaluator();
  const known = new Map<Moment, Map<string, readonly ExpectedAnswer[]>>();
  // Answers that break the API count as the default: deviations stay deviations.
  const evaluation = (moment: Moment, declared: PartialProfile): Evaluation =>
    reference.of(moment.cluster, conformingProfile(declared));
  return {
    evaluation,
    of(moment, declared) {
      const byProfile = known.get(moment) ?? new Map<string, readonly ExpectedAnswer[]>();
      known.set(moment, byProfile);
      const key = JSON.stringify(declared);
      let answers = byProfile.get(key);
      if (answers === undefined) {
        const judged = evaluation(moment, declared);
        answers = moment.questions.map(({ flow }) => ({
          action: judged.judge(flow),
          isOpen: judged.basisOf(flow, declared).kind === 'profile',
        }));
        byProfile.set(key, answers);
      }
      return answers;
    },
  };
}
