import type { Detour } from '../grid/detours.ts';
import { ITSELF } from '../grid/detours.ts';
import type { Grid } from '../grid/grid.ts';
import { hasPair } from '../grid/pair-set.ts';
import type { Side } from '../grid/side.ts';

/** Judges one combination by itself: 1 allow, 0 deny. */
export type JudgeAlone = (source: number, destination: number, port: number) => number;

/**
 * The action of every cell, one byte each. Cells of one pair mostly follow one another, so the ports that a
 * pair may use are worked out once and then looked up.
 */
export function judgeCells(grid: Grid, cells: Uint32Array, judgeAlone: JudgeAlone): Uint8Array {
  const { endpoints, ports } = grid.axes;
  const ends = endpoints.length;
  const width = ports.length;
  const verdicts = new Uint8Array(cells.length);
  const passing = new Int32Array(grid.egress.columnWords);
  const ingress = new Int32Array(passing.length);
  let base = -1;
  let detour: Detour | undefined;
  let source = 0;
  let destination = 0;
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    let port = cell - base;
    if (base < 0 || port < 0 || port >= width) {
      const pair = Math.floor(cell / width);
      source = Math.floor(pair / ends);
      destination = pair - source * ends;
      base = pair * width;
      port = cell - base;
      detour = grid.detours[destination];
      if (detour === undefined) columnsOfPair(grid, source, destination, passing, ingress);
    }
    verdicts[index] =
      detour === undefined
        ? (passing[port >>> 5]! >>> (port & 31)) & 1
        : takeDetour(grid, detour, source, destination, port, judgeAlone);
  }
  return verdicts;
}

/** The columns on which a pair's flows pass both sides. */
function columnsOfPair(
  grid: Grid,
  source: number,
  destination: number,
  into: Int32Array,
  scratch: Int32Array,
): void {
  if (grid.selfDirect && hasPair(grid.samePod, source, destination)) into.fill(-1);
  else if (isLoopback(grid, source, destination)) into.fill(-1);
  else {
    columnsOfSide(grid.egress, source, destination, into);
    columnsOfSide(grid.ingress, source, destination, scratch);
    for (let word = 0; word < into.length; word++) into[word]! &= scratch[word]!;
  }
}

function columnsOfSide(side: Side, source: number, destination: number, into: Int32Array): void {
  const { words, sources, destinations, columns, columnWords } = side;
  // Grant 0 is open to all ports.
  if ((sources[source * words]! & destinations[destination * words]! & 1) === 1) {
    into.fill(-1);
    return;
  }
  if (side.exempt !== undefined && hasPair(side.exempt, source, destination)) {
    into.fill(-1);
    return;
  }
  into.fill(0);
  for (let word = 0; word < words; word++) {
    let bits = sources[source * words + word]! & destinations[destination * words + word]!;
    while (bits !== 0) {
      const at = (word * 32 + 31 - Math.clz32(bits & -bits)) * columnWords;
      bits &= bits - 1;
      for (let part = 0; part < columnWords; part++) into[part]! |= columns[at + part]!;
    }
  }
}

/** SELF-1: loopback never leaves the pod. */
function isLoopback(
  { loopbackSources, loopbackDestinations }: Grid,
  source: number,
  destination: number,
): boolean {
  return loopbackSources?.[source] === 1 || loopbackDestinations?.[destination] === 1;
}

/** One cell whose destination is translated. */
function takeDetour(
  grid: Grid,
  detour: Detour,
  source: number,
  destination: number,
  port: number,
  judgeAlone: JudgeAlone,
): number {
  if (detour.dialled !== port) return judgeAlone(source, destination, port);
  if (isLoopback(grid, source, destination)) return 1;
  let seen = grid.outside[source] === 1 && detour.outsideSource !== ITSELF ? detour.outsideSource : source;
  if (hasPair(grid.samePod, source, destination)) {
    if (grid.selfViaService) return 1;
    if (grid.hairpins) seen = detour.hairpinSource === ITSELF ? source : detour.hairpinSource;
  }
  return passes(grid.egress, source, destination, detour.egressColumn) &&
    passes(grid.ingress, seen, destination, detour.ingressColumn)
    ? 1
    : 0;
}

/** Whether one side lets a pair pass on a column. */
function passes(side: Side, source: number, destination: number, column: number): boolean {
  const { words, sources, destinations, columns, columnWords } = side;
  if (side.exempt !== undefined && hasPair(side.exempt, source, destination)) return true;
  const part = column >>> 5;
  for (let word = 0; word < words; word++) {
    let bits = sources[source * words + word]! & destinations[destination * words + word]!;
    while (bits !== 0) {
      const grant = word * 32 + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      if (((columns[grant * columnWords + part]! >>> (column & 31)) & 1) === 1) return true;
    }
  }
  return false;
}

/** The verdict of one combination. */
export function judgeCell(
  grid: Grid,
  source: number,
  destination: number,
  port: number,
  judgeAlone: JudgeAlone,
): number {
  const detour = grid.detours[destination];
  if (detour !== undefined) return takeDetour(grid, detour, source, destination, port, judgeAlone);
  if (grid.selfDirect && hasPair(grid.samePod, source, destination)) return 1;
  if (isLoopback(grid, source, destination)) return 1;
  return passes(grid.egress, source, destination, port) && passes(grid.ingress, source, destination, port)
    ? 1
    : 0;
}
