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
  const longest = Math.max(...names.map((name) => widthOf(name)), 40);
  const left = Math.max(longest + 26, CORNER);
  // Names of columns lean to the right at 45 degrees.
  const top = longest * Math.SQRT1_2 + 22;
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
    ...ends.flatMap((_, source) =>
      ends.map((__, destination) =>
        cellMark(matrixCell(matrix, source, destination), left + destination * CELL, top + source * CELL),
      ),
    ),
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

function cellMark(cell: MatrixCell | undefined, x: number, y: number): Markup {
  if (cell === undefined) return rect({ x, y, width: CELL, height: CELL }, 'unasked');
  const middle = CELL / 2;
  if (!cell.differs) {
    const shown = cell.observed === 'unsupported' ? cell.observed : cell.expected;
    return glyph(shown, x + middle, y + middle, 6.5);
  }
  return {
    markup: [
      rect({ x: x + 1, y: y + 1, width: CELL - 2, height: CELL - 2 }, 'differs', 4),
      path(`M${n(x + 3)} ${n(y + CELL - 3)}L${n(x + CELL - 3)} ${n(y + 3)}`, 'halves'),
      glyph(cell.expected, x + 9, y + 9, 4),
      glyph(cell.observed, x + CELL - 9, y + CELL - 9, 4),
    ]
      .map((part) => part.markup)
      .join(''),
  };
}

/** Told apart by shape, and by colour only besides. */
function glyph(
  what: MatrixCell['expected'] | MatrixCell['observed'],
  x: number,
  y: number,
  size: number,
): Markup {
  switch (what) {
    case 'allow':
      return path(
        `M${n(x - size)} ${n(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`,
        'allow',
      );
    case 'deny':
      return path(`M${n(x - size)} ${n(y - 1.25)}h${2 * size}v2.5h${-2 * size}Z`, 'deny');
    case 'open':
      return label(x, y + 4, '?', 'mono mid');
    case 'unsupported':
      return label(x, y + 4, 'u', 'mono mid faint');
  }
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
