import type { CampaignResult, ClauseId, CoverageRow, CoverageSummary } from '../../../model/index.ts';
import type { Clause, ClauseKind } from '../../../spec/index.ts';
import { CLAUSES } from '../../../spec/index.ts';
import { counted, grouped } from '../../terminal/table.ts';
import type { Markup } from '../markup.ts';
import { markup, prose } from '../markup.ts';
import type { DrawnClause } from '../pictures/coverage-heat.ts';
import { coverageHeatPicture } from '../pictures/coverage-heat.ts';
import type { DecidedShare } from './summary.ts';

/** The kinds of clauses and what each means, in the order of their weight. */
const KINDS: Readonly<Record<ClauseKind, string>> = {
  EVAL: 'Judged on a snapshot',
  TIME: 'Judged over time',
  ADM: 'Judged at admission',
  SHAPE: 'The shape of the API',
};

/** A clause with how it fared; `undefined` where nobody counted. */
interface ClauseRow {
  readonly clause: Clause;
  readonly drawn: DrawnClause | undefined;
  readonly never: readonly string[];
}

/**
 * Which clauses decided verdicts, as a picture for each kind, and the text of every clause for the links of the
 * findings.
 */
export function coverageSection(result: CampaignResult, coverage: CoverageSummary | undefined): Markup {
  const rows = clauseRows(result.coverage, coverage);
  const found = new Set(
    result.findings.flatMap(({ key }): ClauseId[] => (key.clause === 'none' ? [] : [key.clause])),
  );
  const isCounted = rows.some(({ drawn }) => drawn !== undefined);
  return markup`<section class="coverage" id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">${isCounted ? 'Coverage by clause' : 'Clauses'}</h2>
${isCounted ? heats(rows, found) : markup`<p class="quiet">This campaign did not count which clauses decide verdicts.</p>`}
${clauseTable(rows, found, isCounted)}
</section>`;
}

/** How many of the mandated clauses that can be judged decided a verdict; `undefined` where nobody counted. */
export function decidedShare(
  result: CampaignResult,
  coverage: CoverageSummary | undefined,
): DecidedShare | undefined {
  const mandated = clauseRows(result.coverage, coverage).filter(({ clause }) => clause.class === 'MANDATED');
  const judged = mandated.flatMap(({ drawn }) => (drawn === undefined || drawn.isNotJudged ? [] : [drawn]));
  if (judged.length === 0) return undefined;
  return { decided: judged.filter(({ times }) => times > 0).length, of: judged.length };
}

function clauseRows(
  counts: readonly CoverageRow[] | undefined,
  coverage: CoverageSummary | undefined,
): ClauseRow[] {
  if (coverage !== undefined) return CLAUSES.map((clause) => summarised(clause, coverage));
  if (counts === undefined) return CLAUSES.map((clause) => ({ clause, drawn: undefined, never: [] }));
  return CLAUSES.map((clause) => {
    const own = counts.filter((row) => row.clause === clause.id);
    const times = own.reduce((total, { decided }) => total + decided, 0);
    const remark = times === 0 ? 'never decided' : decidedText(times, own.length);
    return { clause, drawn: { id: clause.id, times, remark, isNotJudged: false }, never: [] };
  });
}

function summarised(clause: Clause, { clauses }: CoverageSummary): ClauseRow {
  const own = clauses.find((each) => each.clause === clause.id);
  const notJudged = own === undefined ? 'no witness yet' : own.notJudged;
  const times = own?.times ?? 0;
  const remark =
    notJudged ?? (times === 0 ? 'never decided' : decidedText(times, own!.bins.decided, own!.bins.reachable));
  return {
    clause,
    drawn: { id: clause.id, times, remark, isNotJudged: notJudged !== undefined },
    never: own?.never ?? [],
  };
}

function decidedText(times: number, bins: number, reachable?: number): string {
  const ways =
    reachable === undefined ? counted(bins, 'way') : `${grouped(bins)} of ${counted(reachable, 'way')}`;
  return `decided ${counted(times, 'time')} in ${ways}`;
}

function heats(rows: readonly ClauseRow[], found: ReadonlySet<ClauseId>): Markup {
  const pictures = (Object.keys(KINDS) as ClauseKind[]).flatMap((kind) => {
    const drawn = rows.flatMap((row) =>
      row.clause.kind === kind && row.drawn !== undefined ? [row.drawn] : [],
    );
    if (drawn.length === 0) return [];
    const title = KINDS[kind];
    return [
      markup`<figure class="figure heatmap"><h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="${title}">${coverageHeatPicture(`heat-${kind.toLowerCase()}`, title, drawn, found)}</div></figure>`,
    ];
  });
  return markup`<div class="heats">${pictures}</div><ul class="legend"><li><i class="key level-0"></i>never decided</li><li><i class="key level-1"></i>1 to 7</li><li><i class="key level-2"></i>8 to 63</li><li><i class="key level-3"></i>64 to 511</li><li><i class="key level-4"></i>512 and more</li><li><i class="key level-none"></i>not judged</li><li><i class="key found"></i>has a finding</li></ul>`;
}

function clauseTable(rows: readonly ClauseRow[], found: ReadonlySet<ClauseId>, isCounted: boolean): Markup {
  return markup`<details class="clauses"><summary>All ${rows.length} clauses</summary><div class="scroll"><table><thead><tr><th scope="col">clause</th><th scope="col">statement</th>${isCounted && markup`<th scope="col">decided</th>`}</tr></thead><tbody>${rows.map(
    ({ clause, drawn, never }) =>
      markup`<tr id="clause-${clause.id}"${found.has(clause.id) && markup` class="bad"`}><th scope="row">${clause.id}<small>${clause.kind}</small></th><td>${prose(clause.statement)}</td>${isCounted && markup`<td>${drawn?.remark ?? ''}${never.length > 0 && markup`<small>never: ${never.slice(0, 6).join(', ')}${never.length > 6 && ` and ${never.length - 6} more`}</small>`}</td>`}</tr>`,
  )}</tbody></table></div></details>`;
}
