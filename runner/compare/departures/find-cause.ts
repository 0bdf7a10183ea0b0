import type { MutantId } from '../../../engines/index.ts';
import { MUTANTS } from '../../../engines/index.ts';
import { createEvaluator } from '../../../evaluator/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { compareClauseIds } from '../../../model/index.ts';
import type { Violation } from '../../../properties/index.ts';
import type { CorpusSurvey } from '../corpus/survey-corpus.ts';
import type { Departure } from './departure.ts';
import type { Misreadings } from './misreadings.ts';

/** Says which clause an engine probably misreads. */
export type FindCause = (departure: Departure) => ClauseId | 'none';

/** Below this share of right guesses a misreading explains nothing. */
const LEAST_AGREEMENT = 0.5;

/**
 * The clause behind a departure: of the misreadings that would give the same answer, the one that agrees best with
 * everything that the engine answered to the corpus. An engine that ignores `endPort` fails what was written for a
 * dozen clauses, and only one misreading fails the same dozen.
 */
export function causeFinder(survey: CorpusSurvey, misreadings: Misreadings): FindCause {
  if (survey.departures.length === 0) return (departure) => fallback(departure, []);
  const scores = scoresOf(survey, misreadings);
  return (departure) => {
    const candidates = candidatesFor(departure, misreadings);
    const ranked = candidates
      .map((clause) => ({ clause, score: scores.get(clause) ?? NO_SCORE }))
      .filter(({ score }) => score.agreement >= LEAST_AGREEMENT)
      .sort(
        (a, b) =>
          b.score.explained - a.score.explained ||
          b.score.agreement - a.score.agreement ||
          Number(departure.clauses.includes(b.clause)) - Number(departure.clauses.includes(a.clause)) ||
          compareClauseIds(a.clause, b.clause),
      );
    return ranked[0]?.clause ?? fallback(departure, candidates);
  };
}

/** What its author had in mind, else the lowest clause that could be it, else what decided. */
function fallback({ clauses, violation }: Departure, candidates: readonly ClauseId[]): ClauseId | 'none' {
  const own = clauses.find((clause) => candidates.includes(clause)) ?? clauses[0];
  return own ?? candidates[0] ?? violation.verdict?.reasons.clauses[0] ?? 'none';
}

interface Score {
  /** Departures of the corpus that the misreading would show as well. */
  readonly explained: number;
  /** Of all answers that the misreading would change, the share that the engine changed. */
  readonly agreement: number;
}

const NO_SCORE: Score = { explained: 0, agreement: 0 };

/** The best score of each clause's misreadings. */
function scoresOf({ answers, departures }: CorpusSurvey, misreadings: Misreadings): Map<ClauseId, Score> {
  const departed = new Set(departures.map(({ asked }) => asked?.question));
  const counts = new Map<MutantId, { explained: number; changing: number }>();
  for (const { question } of answers) {
    for (const id of misreadings.changing(question) ?? []) {
      const count = counts.get(id) ?? { explained: 0, changing: 0 };
      counts.set(id, count);
      count.changing++;
      if (departed.has(question)) count.explained++;
    }
  }
  const scores = new Map<ClauseId, Score>();
  for (const { id, clause } of MUTANTS) {
    const { explained, changing } = counts.get(id) ?? { explained: 0, changing: 0 };
    const score = { explained, agreement: changing === 0 ? 0 : explained / changing };
    const best = scores.get(clause) ?? NO_SCORE;
    if (score.agreement > best.agreement) scores.set(clause, score);
  }
  return scores;
}

/** The clauses whose misreading gives the same answer to the same question, lowest first. */
function candidatesFor({ asked, violation }: Departure, misreadings: Misreadings): ClauseId[] {
  const known = asked === undefined ? undefined : misreadings.changing(asked.question);
  const ids = known ?? mutantsLike(violation);
  const clauses = MUTANTS.filter(({ id }) => ids.has(id)).map(({ clause }) => clause);
  return [...new Set(clauses)].sort(compareClauseIds);
}

function mutantsLike({ scenario, flow, verdict, observed }: Violation): ReadonlySet<MutantId> {
  if (flow === undefined || verdict === undefined) return new Set();
  const { cluster, profile } = scenario;
  const like = MUTANTS.filter(
    ({ semantics }) => createEvaluator(semantics).of(cluster, profile).judge(flow) === observed,
  );
  return new Set(like.map(({ id }) => id));
}
