import type { CampaignResult, ClauseId, CoverageRow, CoverageSummary } from '../../../model/index.ts';
import type { Clause, ClauseKind } from '../../../spec/index.ts';
import { CLAUSES } from '../../../spec/index.ts';
import { counted, grouped } from '../../terminal/table.ts';
import type { Markup } from '../markup.ts';
import { markup, NOTHING, prose } from '../markup.ts';
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
  const body = isCounted
    ? heats(rows, found)
    : markup`<p class="quiet">This campaign did not count which clauses decide verdicts.</p>`;
  return markup`<section class="coverage" id="coverage" aria-labelledby="coverage-title">
<h2 id="coverage-title">${isCounted ? 'Coverage by clause' : 'Clauses'}</h2>
${body}
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
  const figures = (Object.keys(KINDS) as ClauseKind[]).map((kind) => {
    const drawn = rows.flatMap((row) =>
      row.clause.kind === kind && row.drawn !== undefined ? [row.drawn] : [],
    );
    return drawn.length === 0 ? NOTHING : heat(kind, drawn, found);
  });
  return markup`<div class="heats">${figures}</div>
<ul class="legend">${LEVELS.map(([key, words]) => markup`<li><i class="key ${key}"></i>${words}</li>`)}</ul>`;
}

/** What the squares mean, by the class of their key. */
const LEVELS: readonly (readonly [key: string, words: string])[] = [
  ['level-0', 'never decided'],
  ['level-1', '1 to 7'],
  ['level-2', '8 to 63'],
  ['level-3', '64 to 511'],
  ['level-4', '512 and more'],
  ['level-none', 'not judged'],
  ['found', 'has a finding'],
];

function heat(kind: ClauseKind, drawn: readonly DrawnClause[], found: ReadonlySet<ClauseId>): Markup {
  const title = KINDS[kind];
  return markup`<figure class="figure">
<h3>${title}</h3>
<div class="scroll" tabindex="0" role="region" aria-label="${title}">
${coverageHeatPicture(`heat-${kind.toLowerCase()}`, title, drawn, found)}
</div>
</figure>`;
}

function clauseTable(rows: readonly ClauseRow[], found: ReadonlySet<ClauseId>, isCounted: boolean): Markup {
  return markup`<details class="clauses">
<summary>All ${rows.length} clauses</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">clause</th><th scope="col">statement</th>${
    isCounted && markup`<th scope="col">decided</th>`
  }</tr></thead>
<tbody>${rows.map((row) => clauseLine(row, found.has(row.clause.id), isCounted))}</tbody>
</table></div>
</details>`;
}

/** Bins that are named one by one. */
const MOST_BINS = 6;

function clauseLine({ clause, drawn, never }: ClauseRow, isFound: boolean, isCounted: boolean): Markup {
  const rest = never.length - MOST_BINS;
  const missing = `never: ${never.slice(0, MOST_BINS).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return markup`<tr id="clause-${clause.id}"${isFound && markup` class="bad"`}>
<th scope="row">${clause.id}<small>${clause.kind}</small></th>
<td>${prose(clause.statement)}</td>
${isCounted && markup`<td>${drawn?.remark}${never.length > 0 && markup`<small>${missing}</small>`}</td>`}
</tr>`;
}
