import type { ClauseCoverage, CoverageSummary, CoverageTotal } from '../../model/index.ts';
import type { Style } from './style.ts';
import { PLAIN } from './style.ts';
import type { Cell } from './table.ts';
import { displayWidth, grouped, table } from './table.ts';

/** How coverage is shown. */
export interface CoverageTextOptions {
  /** The seed of the campaign: a case is then named as `replay --seed` takes it. */
  readonly seed?: number;
  /** Columns of the terminal; statements are cut to fit. Default: 100. */
  readonly width?: number;
  /** Every bin of every clause, instead of a line a clause. */
  readonly bins?: boolean;
  readonly style?: Style;
}

/** One line for the end of a campaign: `clauses: 162 of 178 mandated ones decided (EVAL 116/118, …)`. */
export function coverageShare({ mandated }: CoverageSummary, style: Style = PLAIN): string {
  const decided = sum(mandated, (total) => total.decided);
  const all = sum(mandated, (total) => total.clauses);
  const kinds = mandated.map((total) => `${total.kind} ${total.decided}/${total.clauses}`).join(', ');
  return `clauses: ${decided} of ${all} mandated ones decided ${style.dim(`(${kinds})`)}`;
}

/** What a campaign ends with: the totals by kind, what was missed, and {@link coverageShare}. */
export function coverageTotals(summary: CoverageSummary, style: Style = PLAIN): string[] {
  return [...totals(summary.mandated, style), ...missedLine(summary, style), coverageShare(summary, style)];
}

function missedLine({ clauses }: CoverageSummary, style: Style): string[] {
  const missed = clauses.filter((each) => each.class === 'MANDATED' && isOpen(each));
  if (missed.length === 0) return [];
  const more = missed.length - MOST_NAMED;
  const names = missed.slice(0, MOST_NAMED).map(({ clause }) => clause);
  return [`${style.accent('never decided')}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

/** A short run misses many clauses, and naming them all says nothing. */
const MOST_NAMED = 12;

/** What was decided of every clause, what was not and why, and the totals by kind. */
export function coverageText(summary: CoverageSummary, options: CoverageTextOptions = {}): string[] {
  const { bins = false, style = PLAIN } = options;
  const { clauses, mandated } = summary;
  return [
    ...(bins ? clauses.flatMap((clause) => binLines(clause, options)) : clauseTable(clauses, options)),
    ...openLines(clauses, style),
    '',
    ...totals(mandated, style),
    '',
    coverageShare(summary, style),
  ];
}

const DEFAULT_WIDTH = 100;

/** Less of a statement than this says nothing. */
const LEAST_STATEMENT = 20;

function clauseTable(
  clauses: readonly ClauseCoverage[],
  { seed, width = DEFAULT_WIDTH, style = PLAIN }: CoverageTextOptions,
): string[] {
  const rows = clauses.map((clause): Cell[] => [
    painted(clause.clause, paintOf(clause, style)),
    clause.kind,
    binsCell(clause, style),
    clause.times > 0
      ? grouped(clause.times)
      : painted(isOpen(clause) ? 'never' : NOTHING, paintOf(clause, style)),
    caseName(clause.firstCase, seed),
  ]);
  const columns = [
    { title: 'clause' },
    { title: 'kind' },
    { title: 'bins', align: 'right' },
    { title: 'times', align: 'right' },
    { title: 'first case', align: 'right' },
  ] as const;
  const taken = displayWidth(table(columns, rows.map(unpainted))[0]!) + 2;
  const room = Math.max(LEAST_STATEMENT, width - taken);
  return table(
    [...columns, { title: 'statement' }],
    rows.map((row, index) => [...row, painted(shortened(clauses[index]!.statement, room), style.dim)]),
    style.dim,
  );
}

/** In the place of what there is nothing to say of. */
const NOTHING = '–';

/** Decided, missed, or judged nowhere. */
function paintOf(clause: ClauseCoverage, style: Style): (text: string) => string {
  if (clause.times > 0) return style.good;
  return isOpen(clause) ? style.bad : style.dim;
}

function binsCell({ bins }: ClauseCoverage, style: Style): Cell {
  if (bins.reachable === 0) return painted(NOTHING, style.dim);
  return `${grouped(bins.decided)}/${grouped(bins.reachable)}`;
}

/** Every bin of one clause: how often it was decided and where first, or that it never was. */
function binLines(
  { clause, statement, bins, rows, never, undecidable, notJudged }: ClauseCoverage,
  { seed, style = PLAIN }: CoverageTextOptions,
): string[] {
  const lines = [
    ...rows.map((row): Cell[] => [
      `  ${row.bin}`,
      `${grouped(row.decided)} ×`,
      painted(caseName(row.firstCase, seed), style.dim),
    ]),
    ...never.map((bin): Cell[] => [`  ${bin}`, painted('never', style.bad), '']),
    ...undecidable.map((each): Cell[] => [
      painted(`  ${each.bins}`, style.dim),
      painted(NOTHING, style.dim),
      painted(each.because, style.dim),
    ]),
  ];
  const columns = [{ title: '' }, { title: '', align: 'right' }, { title: '' }] as const;
  return [
    `${style.bold(clause)}  ${bins.decided}/${bins.reachable}  ${statement}`,
    ...(notJudged === undefined ? [] : [style.dim(`  ${notJudged}`)]),
    ...(lines.length === 0 ? [] : table(columns, lines).slice(1)),
    '',
  ];
}

/** The clauses that nothing decided: those that were missed, and those that nobody could have met. */
function openLines(clauses: readonly ClauseCoverage[], style: Style): string[] {
  const missed = clauses.filter(isOpen);
  const reasons = new Map<string, string[]>();
  for (const { clause, notJudged } of clauses) {
    if (notJudged !== undefined) reasons.set(notJudged, [...(reasons.get(notJudged) ?? []), clause]);
  }
  return [
    ...(missed.length === 0
      ? []
      : ['', `${style.bad('never decided')}: ${missed.map(({ clause }) => clause).join(', ')}`]),
    ...(reasons.size === 0 ? [] : ['', 'not judged:']),
    ...[...reasons].map(([reason, ids]) => `  ${ids.join(', ')}: ${style.dim(reason)}`),
  ];
}

function totals(mandated: readonly CoverageTotal[], style: Style): string[] {
  const columns = [
    { title: 'mandated' },
    { title: 'clauses', align: 'right' },
    { title: 'decided', align: 'right' },
    { title: 'not judged', align: 'right' },
    { title: 'bins', align: 'right' },
    { title: 'decided', align: 'right' },
    { title: 'share', align: 'right' },
  ] as const;
  const rows = mandated.map(({ kind, clauses, decided, notJudged, bins }) => [
    kind,
    grouped(clauses),
    grouped(decided),
    grouped(notJudged),
    grouped(bins.reachable),
    grouped(bins.decided),
    percent(bins.decided, bins.reachable),
  ]);
  return table(columns, rows, style.dim);
}

/** Whether a clause could have been decided and was not. */
function isOpen({ times, notJudged }: ClauseCoverage): boolean {
  return times === 0 && notJudged === undefined;
}

function caseName(run: number | undefined, seed: number | undefined): string {
  if (run === undefined) return '';
  return seed === undefined ? String(run) : `${seed}:${run}`;
}

function shortened(text: string, width: number): string {
  return displayWidth(text) <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.floor((part * 100) / whole)}%`;
}

function painted(text: string, paint: (text: string) => string): Cell {
  return { text, paint };
}

function unpainted(row: readonly Cell[]): string[] {
  return row.map((cell) => (typeof cell === 'string' ? cell : cell.text));
}

function sum(kinds: readonly CoverageTotal[], of: (total: CoverageTotal) => number): number {
  return kinds.reduce((all, each) => all + of(each), 0);
}
