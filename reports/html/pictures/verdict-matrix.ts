import type { MatrixCell, VerdictMatrix } from '../../../model/index.ts';
import { matrixCell } from '../../../model/index.ts';
import type { Markup } from '../markup.ts';
import { label, n, path, picture, rect, shortened, widthOf } from './svg.ts';

const CELL = 28;
const MOST_LETTERS = 34;

/** Room for the words in the corner. */
const CORNER = 150;

/**
 * Who reaches whom on one port: sources down, destinations across. A disc passes, a bar does not; a pair in which
 * the engine departs is framed and halved, with what is expected above and what was observed below.
 */
export function verdictMatrixPicture(id: string, matrix: VerdictMatrix): Markup {
  const { ends, flow, title } = matrix;
  const names = ends.map((end) => shortened(end.label, MOST_LETTERS));
  const longest = Math.max(...names.map((name) => Math.ceil(widthOf(name))), 40);
  const left = Math.max(longest + 26, CORNER);
  // Names of columns lean to the right at 45 degrees.
  const top = Math.ceil(longest * Math.SQRT1_2) + 22;
  const side = ends.length * CELL;
  return picture(
    {
      id,
      title: `Who reaches whom on ${title}`,
      description: describeMatrix(matrix),
      width: left + side + Math.max(longest * Math.SQRT1_2, 12),
      height: top + side + 8,
    },
    label(left - 10, top - 8, 'source ↓  destination →', 'note end'),
    ...names.map((_, index) => [
      label(
        left - 10,
        top + index * CELL + 18.5,
        ends[index]!.label,
        nameClass('end', flow?.source === index),
        {
          most: MOST_LETTERS,
        },
      ),
      label(
        left + index * CELL + 17,
        top - 7,
        ends[index]!.label,
        nameClass('', flow?.destination === index),
        { most: MOST_LETTERS, turned: -45 },
      ),
    ]),
    path(gridLines(left, top, ends.length), 'grid'),
    ...cellMarks(matrix, left, top),
    flow !== undefined &&
      rect(
        {
          x: left + flow.destination * CELL - 1,
          y: top + flow.source * CELL - 1,
          width: CELL + 2,
          height: CELL + 2,
        },
        'here',
        5,
      ),
  );
}

function nameClass(anchor: string, isOwn: boolean): string {
  return `mono ${anchor}${isOwn ? ' strong' : ''}`;
}

function gridLines(left: number, top: number, count: number): string {
  const side = count * CELL;
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = index * CELL;
    return `M${n(left)} ${n(top + at)}h${side}M${n(left + at)} ${n(top)}v${side}`;
  }).join('');
}

/** A kind of mark: all of one kind are a single path, so that large matrices stay small files. */
type Layer = 'unasked' | 'differs' | 'allow' | 'deny' | 'allow half' | 'deny half';

const LAYERS: readonly Layer[] = ['unasked', 'differs', 'allow', 'deny', 'allow half', 'deny half'];

function cellMarks(matrix: VerdictMatrix, left: number, top: number): Markup[] {
  const data = new Map(LAYERS.map((layer) => [layer, '']));
  const add = (layer: Layer, part: string): void => void data.set(layer, data.get(layer)! + part);
  const letters: Markup[] = [];
  for (const source of matrix.ends.keys()) {
    for (const destination of matrix.ends.keys()) {
      const cell = matrixCell(matrix, source, destination);
      const [x, y] = [left + destination * CELL, top + source * CELL];
      const [middleX, middleY] = [x + CELL / 2, y + CELL / 2];
      if (cell === undefined) add('unasked', square(x, y, CELL));
      else if (cell.differs) {
        add('differs', `${square(x + 2, y + 2, CELL - 4)}m0 ${CELL - 4}l${CELL - 4}-${CELL - 4}`);
        addGlyph(add, cell.expected, x + 9, y + 9, 4);
        addGlyph(add, cell.observed, x + CELL - 9, y + CELL - 9, 4);
      } else if (cell.observed === 'unsupported') {
        letters.push(label(middleX, middleY + 4, 'u', 'mono mid faint'));
      } else if (cell.expected === 'open') letters.push(label(middleX, middleY + 4, '?', 'mono mid'));
      else addGlyph(add, cell.expected, middleX, middleY, 6.5);
    }
  }
  return [...[...data].flatMap(([layer, part]) => (part === '' ? [] : [path(part, layer)])), ...letters];
}

function square(x: number, y: number, side: number): string {
  return `M${n(x)} ${n(y)}h${side}v${side}h-${side}z`;
}

/** A disc is a line without length and with round ends, a bar a line: told apart by shape before colour. */
function addGlyph(
  add: (layer: Layer, part: string) => void,
  what: MatrixCell['expected'] | MatrixCell['observed'],
  x: number,
  y: number,
  size: number,
): void {
  const half = size < 6 ? ' half' : '';
  if (what === 'allow') add(`allow${half}`, `M${n(x)} ${n(y)}h0`);
  else if (what === 'deny') add(`deny${half}`, `M${n(x - size)} ${n(y)}h${2 * size}`);
}

/** The matrix in words: how much differs, and which pairs. */
function describeMatrix(matrix: VerdictMatrix): string {
  const pairs = matrix.ends.flatMap((source, row) =>
    matrix.ends.flatMap((destination, column) => {
      const cell = matrixCell(matrix, row, column);
      return cell === undefined ? [] : [{ source: source.label, destination: destination.label, ...cell }];
    }),
  );
  const differing = pairs.filter(({ differs }) => differs);
  const listed = differing
    .slice(0, MOST_DESCRIBED)
    .map(
      ({ source, destination, expected, observed }) =>
        `${source} to ${destination}: expected ${expected}, observed ${observed}`,
    );
  const rest = differing.length - listed.length;
  return [
    `${matrix.ends.length} ends and ${pairs.length} pairs, of which ${differing.length} differ.`,
    ...listed.map((line) => `${line}.`),
    ...(rest > 0 ? [`And ${rest} more.`] : []),
  ].join(' ');
}

const MOST_DESCRIBED = 20;
