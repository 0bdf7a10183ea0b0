import type { Engine } from '../../../engines/index.ts';
import { EngineFailure } from '../../../engines/index.ts';
import type { Action, AnswerCounts, ClauseId, PartialProfile } from '../../../model/index.ts';
import { SPEC_DEFAULT } from '../../../model/index.ts';
import type { Departure } from '../departures/departure.ts';
import { departureOfAnswer, departureOfFailure, departureOfLife } from '../departures/corpus-departure.ts';
import type { AnsweredQuestion } from '../options/infer-options.ts';
import { valueIn } from '../options/option-values.ts';
import type { Patience } from '../patience.ts';
import { askHistory, type LivedAnswer } from './ask-history.ts';
import { askMoment } from './ask-moment.ts';
import type { CorpusQuestions, Moment } from './corpus-questions.ts';
import type { ExpectedAnswers } from './expected-answers.ts';

/** What became of a question. */
export type Outcome = keyof AnswerCounts;

/** What one engine made of the corpus. */
export interface CorpusSurvey {
  /** By clause for which questions were written; a question counts for each of its scenario's clauses. */
  readonly outcomes: ReadonlyMap<ClauseId, AnswerCounts>;
  /** Each question once. */
  readonly total: AnswerCounts;
  readonly departures: readonly Departure[];
  readonly answers: readonly AnsweredQuestion[];
  readonly lived: readonly LivedAnswer[];
}

/** No questions at all. */
export const NO_ANSWERS: AnswerCounts = {
  held: 0,
  deviated: 0,
  open: 0,
  unsupported: 0,
  refused: 0,
  crashed: 0,
};

/** Asks an engine the corpus, as long as patience with it lasts. */
export async function surveyCorpus(
  engine: Engine,
  corpus: CorpusQuestions,
  { expected, patience, stopped, asked }: SurveyTools,
): Promise<CorpusSurvey> {
  const ledger = createLedger();
  const isOver = (): boolean => stopped() || patience.lost() !== undefined;
  const canLive = engine.simulate !== undefined;
  for (const moment of corpus.moments) {
    if (isOver()) break;
    // What can be lived through is not asked about moments of it.
    if (canLive && moment.history !== undefined) continue;
    await surveyMoment(engine, moment, expected, patience, ledger);
    await asked();
  }
  for (const history of canLive ? corpus.histories : []) {
    if (isOver()) break;
    for (const answer of await askHistory(engine, history)) {
      ledger.lived.push(answer);
      if (isAskedAsMoment(answer)) continue;
      const outcome = outcomeOfLife(answer, engine.capabilities.profile);
      ledger.count(answer.clauses, outcome);
      if (outcome === 'deviated') ledger.departures.push(departureOfLife(engine, answer));
    }
    await asked();
  }
  return ledger;
}

/** What a survey works with. */
export interface SurveyTools {
  readonly expected: ExpectedAnswers;
  readonly patience: Patience;
  readonly stopped: () => boolean;
  /** Called after every scenario: others have their turn. */
  readonly asked: () => Promise<void>;
}

interface Ledger extends CorpusSurvey {
  readonly departures: Departure[];
  readonly answers: AnsweredQuestion[];
  readonly lived: LivedAnswer[];
  count(clauses: readonly ClauseId[], outcome: Outcome): void;
}

function createLedger(): Ledger {
  const outcomes = new Map<ClauseId, AnswerCounts>();
  let total = NO_ANSWERS;
  return {
    outcomes,
    get total() {
      return total;
    },
    departures: [],
    answers: [],
    lived: [],
    count(clauses, outcome) {
      total = plusOne(total, outcome);
      for (const clause of clauses) {
        outcomes.set(clause, plusOne(outcomes.get(clause) ?? NO_ANSWERS, outcome));
      }
    },
  };
}

function plusOne(counts: AnswerCounts, outcome: Outcome): AnswerCounts {
  return { ...counts, [outcome]: counts[outcome] + 1 };
}

async function surveyMoment(
  engine: Engine,
  moment: Moment,
  expected: ExpectedAnswers,
  patience: Patience,
  ledger: Ledger,
): Promise<void> {
  const answers = await askMoment(engine, moment);
  const failure = answers.find((answer) => answer instanceof EngineFailure);
  patience.note(failure?.fault);
  if (failure !== undefined) {
    const outcome = failure.fault === 'refused' ? 'refused' : 'crashed';
    for (const _ of moment.questions) ledger.count(moment.clauses, outcome);
    ledger.departures.push(departureOfFailure(engine, moment, failure));
    return;
  }
  const wanted = expected.of(moment, engine.capabilities.profile);
  for (const [index, question] of moment.questions.entries()) {
    const answer = answers[index]!;
    if (answer instanceof EngineFailure || answer === 'unsupported') {
      ledger.count(moment.clauses, 'unsupported');
      continue;
    }
    ledger.answers.push({ moment, question, action: answer });
    const { action, isOpen } = wanted[index]!;
    const outcome = isOpen ? 'open' : answer === action ? 'held' : 'deviated';
    ledger.count(moment.clauses, outcome);
    if (outcome === 'deviated') {
      ledger.departures.push(departureOfAnswer(engine, moment, question, answer, expected));
    }
  }
}

/** The beginning of a history is a moment like any other, and was asked as one. */
function isAskedAsMoment({ result }: LivedAnswer): boolean {
  return result.step === 0 && result.expectation.kind === 'flow';
}

function outcomeOfLife(
  { wanting, observed, scenario }: LivedAnswer,
  declared: PartialProfile,
): 'held' | 'deviated' | 'open' {
  const wanted = actionUnder(declared, wanting, scenario.profile);
  if (wanted === undefined) return 'open';
  return wanted === observed ? 'held' : 'deviated';
}

/** What a scenario wants of a plugin with a profile; `undefined` where it says nothing of such a one. */
function actionUnder(
  declared: PartialProfile,
  { action, options = [], otherwise = [] }: LivedAnswer['wanting'],
  own: PartialProfile,
): Action | undefined {
  const lives = [
    { profile: own, action },
    ...otherwise.map((other) => ({ ...other, profile: { ...own, ...other.profile } })),
  ];
  return lives.find(({ profile }) =>
    options.every((option) => valueIn(declared, option) === valueIn({ ...SPEC_DEFAULT, ...profile }, option)),
  )?.action;
}
