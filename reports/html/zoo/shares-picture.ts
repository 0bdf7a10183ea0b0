import type { HuntedBug, KillMatrix } from '../../../model/index.ts';
import { percentage } from '../../zoo/fates.ts';
import type { Markup } from '../markup.ts';
import { markup } from '../markup.ts';
import { label, picture, rect } from '../pictures/svg.ts';

const ROW = { height: 34, bar: 10, top: 34 };
const COLUMN = { first: 170, width: 168, bar: 120 };

/** Bugs of one kind, and what a suite did with them. */
interface Share {
  readonly found: number;
  readonly of: number;
}

/** A row a suite, a column a kind of bug: how many of them it finds, from every seed. */
export function sharesPicture(id: string, matrix: KillMatrix): Markup {
  const kinds = ['all', ...new Set(matrix.bugs.map(({ kind }) => kind))];
  const rows = matrix.suites.map(({ name }) => ({
    name,
    shares: kinds.map((kind) => shareOf(matrix, name, kind)),
  }));
  return picture(
    {
      id,
      title: 'Bugs found by each suite, by kind of bug',
      description: rows
        .map(({ name, shares }) => {
          const parts = shares.map(({ found, of }, index) => `${found} of ${of} ${kinds[index]}`);
          return `${name}: ${parts.join(', ')}.`;
        })
        .join(' '),
      width: COLUMN.first + kinds.length * COLUMN.width,
      height: ROW.top + rows.length * ROW.height,
    },
    kinds.map((kind, index) => label(xOf(index), 14, kind, 'note')),
    rows.map(({ name, shares }, index) => row(name, shares, ROW.top + index * ROW.height)),
  );
}

function shareOf({ bugs }: KillMatrix, suite: string, kind: string): Share {
  const meant = bugs.filter((bug) => kind === 'all' || bug.kind === kind);
  return { found: meant.filter((bug) => isFound(bug, suite)).length, of: meant.length };
}

function isFound({ hunts }: HuntedBug, suite: string): boolean {
  const own = hunts.filter((hunt) => hunt.suite === suite);
  return own.length > 0 && own.every(({ kill }) => kill !== undefined);
}

function xOf(column: number): number {
  return COLUMN.first + column * COLUMN.width;
}

function row(name: string, shares: readonly Share[], y: number): Markup {
  return markup`${label(0, y + ROW.bar, name, 'strong', { most: 24 })}${shares.map(
    ({ found, of }, column) => {
      const bar = { x: xOf(column), y, height: ROW.bar };
      const width = of === 0 ? 0 : (COLUMN.bar * found) / of;
      return markup`${rect({ ...bar, width: COLUMN.bar }, 'share-ground', 2)}${rect({ ...bar, width }, 'share', 2)}${label(
        xOf(column),
        y + ROW.bar + 14,
        `${found} of ${of}, ${percentage(found, of)}`,
        'small faint',
      )}`;
    },
  )}`;
}
