import type { RowClasses } from './row-classes.ts';
import { rowClasses } from './row-classes.ts';
import type { Side } from '../grid/side.ts';
import type { Words } from '../grid/words.ts';

/** A side turned round: which destinations a grant has, and which grants a column has. */
export interface SideRows {
  readonly side: Side;
  /** Words of a row of destinations. */
  readonly width: number;
  /** Sources that belong to the same grants. */
  readonly classes: RowClasses;
  /** The destinations of each grant, one bit each, and the words outside which there are none. */
  readonly destinations: Int32Array;
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** The grants of each column, `side.words` words a column. */
  readonly grantsOfColumn: Int32Array;
  /** Grants of every column: a row's base, to which columns only add. */
  readonly grantsOfAll: Int32Array;
  /** By class of sources; empty until asked for. */
  readonly bases: (Int32Array | undefined)[];
}

/** Turns a side round for whole rows of destinations. */
export function sideRows(side: Side, sources: number, destinations: number, columns: number): SideRows {
  const width = (destinations + 31) >>> 5;
  const bits = new Int32Array(side.grants * width);
  const first = new Int32Array(side.grants).fill(width);
  const end = new Int32Array(side.grants);
  for (let destination = 0; destination < destinations; destination++) {
    const word = destination >>> 5;
    forEachBit(side.destinations, destination * side.words, side.words, (grant) => {
      bits[grant * width + word]! |= 1 << (destination & 31);
      if (first[grant] === width) first[grant] = word;
      end[grant] = word + 1;
    });
  }
  const grantsOfColumn = columnGrants(side, columns);
  const grantsOfAll = new Int32Array(side.words).fill(-1);
  for (let at = 0; at < grantsOfColumn.length; at++) grantsOfAll[at % side.words]! &= grantsOfColumn[at]!;
  return {
    side,
    width,
    classes: rowClasses(side.sources, side.words, sources),
    destinations: bits,
    first,
    end,
    grantsOfColumn,
    grantsOfAll,
    bases: [],
  };
}

function columnGrants({ grants, words, columns, columnWords }: Side, count: number): Int32Array {
  const rows = new Int32Array(count * words);
  for (let grant = 0; grant < grants; grant++) {
    for (let column = 0; column < count; column++) {
      if (((columns[grant * columnWords + (column >>> 5)]! >>> (column & 31)) & 1) === 1) {
        rows[column * words + (grant >>> 5)]! |= 1 << (grant & 31);
      }
    }
  }
  return rows;
}

/** Calls for each set bit of some words, from the lowest. */
export function forEachBit(rows: Words, start: number, words: number, visit: (bit: number) => void): void {
  for (let word = 0; word < words; word++) {
    let bits = rows[start + word]!;
    while (bits !== 0) {
      visit(word * 32 + 31 - Math.clz32(bits & -bits));
      bits &= bits - 1;
    }
  }
}

/**
 * The destinations that the sources of a class reach on a column, as far as this side goes.
 *
 * @param scratch at least `width` words, for a row that is not kept
 * @returns a row to read and not to change: `scratch`, or one that is kept
 */
export function rowOfClass(
  rows: SideRows,
  sourceClass: number,
  column: number,
  scratch: Int32Array,
): Int32Array {
  const { side, grantsOfColumn, grantsOfAll, classes } = rows;
  const base = (rows.bases[sourceClass] ??= baseOfClass(rows, sourceClass));
  const start = classes.rowOf[sourceClass]! * side.words;
  let row = base;
  for (let word = 0; word < side.words; word++) {
    let bits =
      side.sources[start + word]! & grantsOfColumn[column * side.words + word]! & ~grantsOfAll[word]!;
    while (bits !== 0) {
      const grant = word * 32 + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      if (row === base) {
        scratch.set(base);
        row = scratch;
      }
      addGrant(rows, grant, row);
    }
  }
  return row;
}

function baseOfClass(rows: SideRows, sourceClass: number): Int32Array {
  const { side, width, classes, grantsOfAll } = rows;
  const base = new Int32Array(width);
  const start = classes.rowOf[sourceClass]! * side.words;
  for (let word = 0; word < side.words; word++) {
    let bits = side.sources[start + word]! & grantsOfAll[word]!;
    while (bits !== 0) {
      addGrant(rows, word * 32 + 31 - Math.clz32(bits & -bits), base);
      bits &= bits - 1;
    }
  }
  return base;
}

function addGrant({ destinations, width, first, end }: SideRows, grant: number, row: Int32Array): void {
  const last = end[grant]!;
  const offset = grant * width;
  for (let word = first[grant]!; word < last; word++) row[word]! |= destinations[offset + word]!;
}
