import type { Night } from '../../../../model/index.ts';
import type { Markup } from '../../markup.ts';
import { label, path, picture, rect } from '../svg.ts';

const CELL = 15;
const LEFT = 470;

/** More rows than this are a table's work. */
const MOST_KEYS = 40;

/** Which finding was met in which night: what is new, gone or comes and goes shows as a pattern. */
export function nightGridPicture(id: string, nights: readonly Night[]): Markup {
  const keys = keysOf(nights).slice(0, MOST_KEYS);
  return picture(
    {
      id,
      title: 'Findings by night',
      description: keys.map((key) => describeKey(key, nights)).join(' '),
      width: LEFT + nights.length * CELL + 4,
      height: keys.length * 21 + 4,
    },
    ...keys.flatMap((key, row) => [
      label(0, row * 21 + 14, key.replace(/^v\d+:/, ''), 'mono small', { most: 66 }),
      path(`M${LEFT} ${row * 21 + 20.5}h${nights.length * CELL}`, 'grid'),
      ...nights.map(({ findings }, night) =>
        Object.hasOwn(findings, key)
          ? rect({ x: LEFT + night * CELL + 1, y: row * 21 + 4, width: CELL - 3, height: 12 }, 'met', 2)
          : rect({ x: LEFT + night * CELL + 6, y: row * 21 + 9, width: 2, height: 2 }, 'unmet'),
      ),
    ]),
  );
}

/** Keys, those met last first, then by how often. */
function keysOf(nights: readonly Night[]): string[] {
  const keys = new Set(nights.flatMap(({ findings }) => Object.keys(findings)));
  const lastOf = (key: string): number =>
    nights.findLastIndex(({ findings }) => Object.hasOwn(findings, key));
  const countOf = (key: string): number =>
    nights.filter(({ findings }) => Object.hasOwn(findings, key)).length;
  return [...keys].sort((a, b) => lastOf(b) - lastOf(a) || countOf(b) - countOf(a) || (a < b ? -1 : 1));
}

function describeKey(key: string, nights: readonly Night[]): string {
  const met = nights.filter(({ findings }) => Object.hasOwn(findings, key));
  return `${key}: met in ${met.length} of ${nights.length} nights, first ${met[0]!.date.slice(0, 10)}, last ${met.at(-1)!.date.slice(0, 10)}.`;
}
