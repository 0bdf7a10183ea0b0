import type { ClauseCell, ClauseStanding, ComparedClause, Deviation } from '../../../model/index.ts';
import { CLAUSES } from '../../../spec/index.ts';
import type { Clause } from '../../../spec/index.ts';
import type { Surveyed } from '../surveyed.ts';
import { NO_ANSWERS } from '../corpus/survey-corpus.ts';

/** Every clause about which anything was asked, with how each engine fares. */
export function comparedClauses(
  surveyed: readonly Surveyed[],
  deviations: readonly Deviation[],
): ComparedClause[] {
  return CLAUSES.flatMap((clause): ComparedClause[] => {
    const cells = surveyed.map((each) => cellOf(clause, each, deviations));
    if (cells.every(({ standing }) => standing === 'unasked')) return [];
    const { id, class: of, kind, statement } = clause;
    return [{ clause: id, class: of, kind, statement, cells }];
  });
}

/**
 * Answers count where their scenario was written for the clause, deviations where the clause explains them: a range
 * that ends too early is one deviation of one clause, whatever else was asked with it.
 */
function cellOf({ id }: Clause, { engine, corpus }: Surveyed, deviations: readonly Deviation[]): ClauseCell {
  const counts = corpus.outcomes.get(id) ?? NO_ANSWERS;
  const own = deviations.filter((deviation) => deviation.engine === engine.name);
  const shown = own.find(({ clause }) => clause === id);
  const standing = standingOf(counts, shown);
  const failure = standing === 'fails' ? own.find(({ clause }) => clause === 'none') : undefined;
  const number = (shown ?? failure)?.number;
  return {
    ...counts,
    deviated: shown?.corpus ?? 0,
    standing,
    departingCases: shown?.cases ?? 0,
    ...(number === undefined ? {} : { deviation: number }),
  };
}

function standingOf(counts: typeof NO_ANSWERS, shown: Deviation | undefined): ClauseStanding {
  if (shown !== undefined) return 'deviates';
  if (counts.refused + counts.crashed > 0) return 'fails';
  if (counts.held > 0) return 'holds';
  if (counts.deviated > 0) return 'elsewhere';
  if (counts.open > 0) return 'open';
  return counts.unsupported > 0 ? 'unsupported' : 'unasked';
}
