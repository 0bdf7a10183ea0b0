import type {
  Action,
  OptionCell,
  OptionEvidence,
  PartialProfile,
  ProfileOption,
} from '../../../model/index.ts';
import type { LivedAnswer } from '../corpus/ask-history.ts';
import type { Moment, Question } from '../corpus/corpus-questions.ts';
import type { OptionHint } from './option-hint.ts';
import { hintsOfAnswer, hintsOfHistory } from './option-hint.ts';
import type { OpenOption } from './option-values.ts';
import { OPEN_OPTIONS, valueIn } from './option-values.ts';

/** A question with an engine's answer to it. */
export interface AnsweredQuestion {
  readonly moment: Moment;
  readonly question: Question;
  readonly action: Action;
}

/** What one engine shows of one option, with the answers that show it. */
export interface InferredOption {
  readonly option: ProfileOption;
  readonly cell: OptionCell;
  /** Behind the evidence of the cell, in its order. */
  readonly hints: readonly OptionHint[];
}

/**
 * Which values of each option fit what an engine answered. What is found out about one option is used to read
 * answers that depend on two.
 */
export function inferOptions(
  answers: readonly AnsweredQuestion[],
  lived: readonly LivedAnswer[],
  declared: PartialProfile,
): InferredOption[] {
  const livedHints = lived.flatMap((answer) => hintsOfHistory(answer));
  const hintsGiven = (others: PartialProfile): OptionHint[] => [
    ...answers.flatMap(({ moment, question, action }) => hintsOfAnswer(moment, question, action, others)),
    ...livedHints,
  ];
  const first = inferAll(hintsGiven({}), declared);
  const known = first.flatMap(({ option, cell }) =>
    cell.standing === 'shown' && cell.values.length === 1 ? [[option, cell.values[0]]] : [],
  );
  return inferAll(hintsGiven(Object.fromEntries(known) as PartialProfile), declared);
}

function inferAll(hints: readonly OptionHint[], declared: PartialProfile): InferredOption[] {
  return OPEN_OPTIONS.map((option) =>
    inferOption(
      option,
      hints.filter((hint) => hint.option === option.option),
      declared,
    ),
  );
}

function inferOption(
  { option, values, nonConforming }: OpenOption,
  hints: readonly OptionHint[],
  profile: PartialProfile,
): InferredOption {
  const declared = valueIn(profile, option);
  const spoken = declared === undefined ? {} : { declared };
  if (hints.length === 0) return { option, cell: { ...NOT_SHOWN, ...spoken }, hints };
  const contradictions = new Map(
    values.map((value) => [value, hints.filter(({ excludes }) => excludes.includes(value)).length]),
  );
  const fewest = Math.min(...contradictions.values());
  const best = values.filter((value) => contradictions.get(value) === fewest);
  const standing = fewest === 0 ? 'shown' : 'mixed';
  const shownBy = evidenceAmong(hints, best);
  const cell: OptionCell = {
    standing,
    values: best,
    answers: hints.length,
    fitting: hints.length - fewest,
    ...spoken,
    contradictsDeclared: declared !== undefined && !best.includes(declared),
    breaksApi: best.every((value) => nonConforming.includes(value)),
    evidence: shownBy.map((hint) => evidenceOf(hint)),
  };
  return { option, cell, hints: shownBy };
}

const NOT_SHOWN: OptionCell = {
  standing: 'not-shown',
  values: [],
  answers: 0,
  fitting: 0,
  contradictsDeclared: false,
  breaksApi: false,
  evidence: [],
};

/** The answer that excludes the most; and one that speaks against what is believed, where there is one. */
function evidenceAmong(hints: readonly OptionHint[], believed: readonly string[]): OptionHint[] {
  const against = hints.find(({ excludes }) => believed.every((value) => excludes.includes(value)));
  const agreeing = hints.filter((hint) => !believed.some((value) => hint.excludes.includes(value)));
  const [telling] = agreeing.toSorted((a, b) => b.excludes.length - a.excludes.length);
  return [telling, against].filter((hint) => hint !== undefined);
}

function evidenceOf({ flow, action, fits, path }: OptionHint): OptionEvidence {
  return { flow, action, values: fits, file: path };
}
