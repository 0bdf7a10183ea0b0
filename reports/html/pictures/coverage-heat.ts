import type { ClauseId } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { label, picture, rect } from './svg.ts';

const CELL = { width: 30, height: 25 };
const LEFT = 62;

/** How a clause fared in a campaign. */
export interface DrawnClause {
  readonly id: ClauseId;
  /** How often it decided a verdict. */
  readonly times: number;
  /** For whoever points at it: what the number means, or why there is none. */
  readonly remark: string;
  /** Whether the harness has no way to see it decide. */
  readonly isNotJudged: boolean;
}

/**
 * The clauses of one kind, a row for each group and a square for each clause: the darker, the more often it
 * decided; hatched if never; empty where nothing can tell; ringed where a finding stands.
 */
export function coverageHeatPicture(
  id: string,
  title: string,
  clauses: readonly DrawnClause[],
  found: ReadonlySet<ClauseId>,
): Markup {
  const groups = [...new Set(clauses.map(({ id: clause }) => groupOf(clause)))];
  const rows = groups.map((group) => clauses.filter(({ id: clause }) => groupOf(clause) === group));
  const most = Math.max(...clauses.map(({ id: clause }) => numberOf(clause)));
  const judged = clauses.filter(({ isNotJudged }) => !isNotJudged);
  const never = judged.filter(({ times }) => times === 0).map(({ id: clause }) => clause);
  return picture(
    {
      id,
      title,
      description:
        `${judged.length - never.length} of ${judged.length} clauses decided a verdict.` +
        (never.length === 0 ? '' : ` Never: ${never.join(', ')}.`),
      width: LEFT + most * CELL.width + 2,
      height: rows.length * CELL.height + 2,
    },
    ...rows.flatMap((row, index) => [
      label(LEFT - 10, index * CELL.height + 17, groups[index]!, 'small end'),
      ...row.map((each) => clauseMark(each, index, found.has(each.id))),
    ]),
  );
}

function clauseMark({ id, times, remark, isNotJudged }: DrawnClause, row: number, isFound: boolean): Markup {
  const number = numberOf(id);
  const x = LEFT + (number - 1) * CELL.width;
  const y = row * CELL.height;
  const box = { x: x + 1.5, y: y + 1.5, width: CELL.width - 3, height: CELL.height - 3 };
  const level = isNotJudged ? 'none' : levelOf(times);
  return markup`<g><title>${id}: ${remark}</title>${rect(box, `heat level-${level}${isFound ? ' found' : ''}`, 3)}${label(
    x + CELL.width / 2,
    y + 16.5,
    String(number),
    `mono tick mid on-${level}`,
  )}</g>`;
}

/** 0 never, then by powers of eight. */
function levelOf(times: number): 0 | 1 | 2 | 3 | 4 {
  if (times === 0) return 0;
  if (times < 8) return 1;
  if (times < 64) return 2;
  return times < 512 ? 3 : 4;
}

function groupOf(id: ClauseId): string {
  return id.slice(0, id.indexOf('-'));
}

function numberOf(id: ClauseId): number {
  return Number(id.slice(id.indexOf('-') + 1));
}
