import type { Detour } from '../grid/detours.ts';
import { ITSELF } from '../grid/detours.ts';
import type { Grid } from '../grid/grid.ts';
import { hasPair } from '../grid/pair-set.ts';
import type { Side } from '../grid/side.ts';
import type { Words } from '../grid/words.ts';
import { wordsOf } from '../grid/words.ts';

/** Judges one combination by itself: 1 allow, 0 deny. */
export type JudgeAlone = (source: number, destination: number, port: number) => number;

/**
 * The action of every cell, one byte each. Cells of one pair mostly follow one another, so the columns on which a
 * pair passes are worked out once and then looked up.
 */
export function judgeCells(grid: Grid, cells: Uint32Array, alone: JudgeAlone): Uint8Array {
  const { axes, detours } = grid.layout;
  const ends = axes.endpoints.length;
  const width = axes.ports.length;
  const verdicts = new Uint8Array(cells.length);
  const passing = wordsOf(grid.egress.columnWords);
  let source = 0;
  let destination = 0;
  let base = NO_PAIR;
  let index = 0;
  while (index < cells.length) {
    const cell = cells[index]!;
    const isNext = cell >= base + width && cell < base + 2 * width && destination + 1 < ends;
    if (isNext) {
      // Mostly the next pair in order: dividing would take longer than judging.
      destination++;
      base += width;
    } else {
      const pair = Math.floor(cell / width);
      source = Math.floor(pair / ends);
      destination = pair - source * ends;
      base = pair * width;
    }
    const detour = detours[destination];
    if (detour !== undefined) {
      verdicts[index] = takeDetour(grid, detour, source, destination, cell - base, alone);
      index++;
      continue;
    }
    columnsOfPair(grid, source, destination, passing);
    if (isWholePair(cells, index, base, width)) {
      judgeWholePair(verdicts, index, width, passing);
      index += width;
    } else index = judgePair(cells, index, base, width, passing, verdicts);
  }
  return verdicts;
}

const NO_PAIR = -Infinity;

/** Whether all cells of one pair follow, in their order. */
function isWholePair(cells: Uint32Array, first: number, base: number, width: number): boolean {
  if (cells[first] !== base || first + width > cells.length) return false;
  // As 32-bit integers, which wrap around alike on both sides.
  const start = base | 0;
  for (let port = 1; port < width; port++)
    if ((((cells[first + port]! | 0) - start) | 0) !== port) return false;
  return true;
}

/** Judges all cells of one pair. */
function judgeWholePair(verdicts: Uint8Array, first: number, width: number, passing: Words): void {
  for (let word = 0; word < passing.length; word++) {
    const bits = passing[word]!;
    // Verdicts begin as denied.
    if (bits === 0) continue;
    const start = first + word * 32;
    const end = Math.min(start + 32, first + width);
    if (bits === ALL) verdicts.fill(1, start, end);
    else for (let at = start; at < end; at++) verdicts[at] = (bits >>> (at - start)) & 1;
  }
}

/** Judges the cells of one pair that follow one another. @returns the index behind the last of them */
function judgePair(
  cells: Uint32Array,
  first: number,
  base: number,
  width: number,
  passing: Words,
  verdicts: Uint8Array,
): number {
  let index = first;
  for (; index < cells.length; index++) {
    const port = cells[index]! - base;
    if (port < 0 || port >= width) break;
    verdicts[index] = (passing[port >>> 5]! >>> (port & 31)) & 1;
  }
  return index;
}

/** The columns on which a pair's flows pass both sides. */
function columnsOfPair(grid: Grid, source: number, destination: number, into: Words): void {
  for (let word = 0; word < into.length; word++) into[word] = ALL;
  if (grid.selfDirect && hasPair(grid.samePod, source, destination)) return;
  if (isLoopback(grid, source, destination)) return;
  keepColumns(grid.egress, source, destination, into);
  keepColumns(grid.ingress, source, destination, into);
}

const ALL = -1;

/** Grant 0 is open to all columns. */
const OPEN = 1;

/** Removes the columns on which a side lets nothing pass. */
function keepColumns(side: Side, source: number, destination: number, into: Words): void {
  if (side.exempt !== undefined && hasPair(side.exempt, source, destination)) return;
  keepGranted(side, source, destination, into);
}

/** Removes the columns on which no grant lets a pair pass. */
export function keepGranted(side: Side, source: number, destination: number, into: Words): void {
  const { words, sources, destinations, columns } = side;
  const from = source * words;
  const to = destination * words;
  if ((sources[from]! & destinations[to]! & OPEN) !== 0) return;
  const size = into.length;
  for (let part = 0; part < size; part++) {
    let allowed = 0;
    for (let word = 0; word < words; word++) {
      let bits = sources[from + word]! & destinations[to + word]!;
      while (bits !== 0) {
        const grant = word * 32 + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        allowed |= columns[grant * size + part]!;
      }
    }
    into[part]! &= allowed;
  }
}

/** SELF-1: loopback never leaves the pod. */
function isLoopback(
  { layout: { loopbackSources, loopbackDestinations } }: Grid,
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
  alone: JudgeAlone,
): number {
  if (detour.dialled !== port) return alone(source, destination, port);
  if (isLoopback(grid, source, destination)) return 1;
  let seen =
    grid.layout.outside[source] === 1 && detour.outsideSource !== ITSELF ? detour.outsideSource : source;
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
  alone: JudgeAlone,
): number {
  const detour = grid.layout.detours[destination];
  if (detour !== undefined) return takeDetour(grid, detour, source, destination, port, alone);
  if (grid.selfDirect && hasPair(grid.samePod, source, destination)) return 1;
  if (isLoopback(grid, source, destination)) return 1;
  return passes(grid.egress, source, destination, port) && passes(grid.ingress, source, destination, port)
    ? 1
    : 0;
}
