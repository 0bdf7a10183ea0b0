import type {
  Clause,
  ClauseCoverage,
  ClauseKind,
  CoverageRow,
  CoverageSummary,
  CoverageTotal,
  WitnessKind,
} from '../../model/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import { binsOfClause } from './bins/clause-bins.ts';
import { whyNotJudged } from './bins/not-judged.ts';
import { unreachableBins } from './bins/unreachable.ts';
import { mergeCoverage } from './merge-coverage.ts';

/** The kinds of clauses, in the order of their weight. */
const KINDS: readonly ClauseKind[] = ['EVAL', 'TIME', 'ADM', 'SHAPE'];

/** What a campaign's rows come to, clause by clause, with the denominators. */
export function summarizeCoverage(rows: readonly CoverageRow[]): CoverageSummary {
  const merged = mergeCoverage([rows]);
  const clauses = CLAUSES.map((clause) =>
    coverageOf(
      clause,
      merged.filter((row) => row.clause === clause.id),
    ),
  );
  return { clauses, mandated: KINDS.map((kind) => totalOf(kind, clauses)) };
}

function coverageOf(clause: Clause, rows: readonly CoverageRow[]): ClauseCoverage {
  const decided = new Set(rows.map(({ bin }) => bin));
  // A bin that was decided can be, whatever the table says of the settings that were thought of.
  const reachable = new Set([...binsOfClause(clause.id), ...decided]);
  const notJudged = whyNotJudged(clause.id, reachable.size > 0, decided.size > 0);
  const firstCase = rows.length === 0 ? undefined : Math.min(...rows.map((row) => row.firstCase));
  return {
    clause: clause.id,
    kind: clause.kind,
    class: clause.class,
    statement: clause.statement,
    witness: witnessOf(clause),
    bins: { decided: decided.size, reachable: reachable.size },
    times: rows.reduce((total, row) => total + row.decided, 0),
    ...(firstCase === undefined ? {} : { firstCase }),
    rows,
    never: notJudged === undefined ? [...reachable].filter((bin) => !decided.has(bin)) : [],
    undecidable: unreachableBins(clause.id),
    ...(notJudged === undefined ? {} : { notJudged }),
  };
}

/** TYPE-3 is about verdicts, and decided where types are filled in: at admission. */
function witnessOf({ id, kind }: Clause): WitnessKind {
  switch (kind) {
    case 'EVAL':
      return id === 'TYPE-3' ? 'admission' : 'evaluator';
    case 'ADM':
      return 'admission';
    case 'SHAPE':
      return 'decoder';
    case 'TIME':
      return 'simulator';
  }
}

function totalOf(kind: ClauseKind, clauses: readonly ClauseCoverage[]): CoverageTotal {
  const own = clauses.filter((each) => each.kind === kind && each.class === 'MANDATED');
  return {
    kind,
    clauses: own.length,
    decided: own.filter(({ times }) => times > 0).length,
    notJudged: own.filter(({ notJudged }) => notJudged !== undefined).length,
    bins: {
      decided: own.reduce((total, { bins }) => total + bins.decided, 0),
      reachable: own.reduce((total, { bins }) => total + bins.reachable, 0),
    },
  };
}
