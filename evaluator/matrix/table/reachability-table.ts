import type { ProbeAxes } from '../../../model/index.ts';
import type { Grid } from '../grid/grid.ts';
import type { JudgeAlone } from '../judging/judge-cells.ts';
import { judgeCell } from '../judging/judge-cells.ts';
import { lookUp } from './look-up.ts';
import { fillFromGrid, gridRows, opensFlows } from './table-rows.ts';

/**
 * Who reaches whom on which ports. Sources, destinations and ports go by their indices in the axes. A row holds
 * one bit a destination, 32 a word, the lowest bit first. An end behind a translation is reached on the one port
 * on which it is dialled and on no other, and reaches nobody.
 */
export interface ReachabilityTable {
  readonly axes: ProbeAxes;
  /** 32-bit words of a row. */
  readonly rowWords: number;
  /** Whether one combination is allowed. */
  allows(source: number, destination: number, port: number): boolean;
  /** Whom a source reaches on a port. */
  row(source: number, port: number): Int32Array;
  /**
   * All rows of a port, one after another.
   *
   * @param into at least `rowWords` words for each end; overwritten
   */
  fill(port: number, into: Int32Array): void;
  /** How many of all pairs are allowed on a port. */
  count(port: number): number;
}

/** A table that a grid answers. */
export function tableOf(grid: Grid, alone: JudgeAlone): ReachabilityTable {
  const { axes, detours } = grid.layout;
  const { endpoints } = axes;
  const rowWords = (endpoints.length + 31) >>> 5;
  const rows = gridRows(grid);
  const plain = lookUp(grid, alone);
  const withDetours: ReachabilityTable['allows'] = (source, destination, port) => {
    if (!isAsked(axes, source, destination, port)) return false;
    return detours[destination] === undefined
      ? plain(source, destination, port)
      : judgeCell(grid, source, destination, port, alone) === 1;
  };
  const fill: ReachabilityTable['fill'] = (port, into) => {
    fillFromGrid(grid, rows, port, into, 0, endpoints.length, alone);
  };
  return {
    axes,
    rowWords,
    allows: detours.length === 0 ? plain : withDetours,
    row(source, port) {
      const into = new Int32Array(rowWords);
      fillFromGrid(grid, rows, port, into, source, source + 1, alone);
      return into;
    },
    fill,
    count: (port) => countOf(axes, rowWords, (into) => fill(port, into)),
  };
}

/** A table for which every combination is asked by itself. */
export function tableOneByOne(axes: ProbeAxes, judge: JudgeAlone): ReachabilityTable {
  const { endpoints } = axes;
  const rowWords = (endpoints.length + 31) >>> 5;
  const fillRow = (source: number, port: number, into: Int32Array, at: number): void => {
    into.fill(0, at, at + rowWords);
    for (let destination = 0; destination < endpoints.length; destination++) {
      if (!isAsked(axes, source, destination, port)) continue;
      into[at + (destination >>> 5)]! |= judge(source, destination, port) << (destination & 31);
    }
  };
  const fill: ReachabilityTable['fill'] = (port, into) => {
    for (let source = 0; source < endpoints.length; source++) fillRow(source, port, into, source * rowWords);
  };
  return {
    axes,
    rowWords,
    allows: (source, destination, port) =>
      isAsked(axes, source, destination, port) && judge(source, destination, port) === 1,
    row(source, port) {
      const into = new Int32Array(rowWords);
      fillRow(source, port, into, 0);
      return into;
    },
    fill,
    count: (port) => countOf(axes, rowWords, (into) => fill(port, into)),
  };
}

/** Whether a table says anything of a combination but no. */
function isAsked({ endpoints }: ProbeAxes, source: number, destination: number, port: number): boolean {
  const { only } = endpoints[destination]!;
  return (only === undefined || only === port) && opensFlows(endpoints[source]!);
}

function countOf({ endpoints }: ProbeAxes, rowWords: number, fill: (into: Int32Array) => void): number {
  const table = new Int32Array(endpoints.length * rowWords);
  fill(table);
  let count = 0;
  for (const word of table) count += bitsSet(word);
  return count;
}

function bitsSet(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
