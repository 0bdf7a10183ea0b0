import type { ProbeEndpoint } from '../../../model/index.ts';
import type { Grid } from '../grid/grid.ts';
import type { JudgeAlone } from '../judging/judge-cells.ts';
import { judgeCell } from '../judging/judge-cells.ts';
import type { Words } from '../grid/words.ts';
import type { PairSet } from '../grid/pair-set.ts';
import { hasPair } from '../grid/pair-set.ts';
import type { RowClasses } from './row-classes.ts';
import { jointClasses } from './row-classes.ts';
import type { SideRows } from './side-rows.ts';
import { rowOfClass, sideRows } from './side-rows.ts';

/** A grid turned round for whole rows of destinations. */
export interface GridRows {
  readonly egress: SideRows;
  readonly ingress: SideRows;
  /** Sources whose rows are equal, but for what a pod's flows to itself meet. */
  readonly classes: RowClasses;
  /** Destinations of the pod of each source, itself included. */
  readonly ownDestinations: readonly (readonly number[] | undefined)[];
  /** Destinations that are translated, and those that are loopback addresses. */
  readonly translated: readonly number[];
  readonly loopback: readonly number[];
  /** By class: its row on the ports for which no rule of its own counts; empty until asked for. */
  readonly bases: (Int32Array | undefined)[];
  readonly scratch: readonly [Int32Array, Int32Array];
}

/** Turns a grid round. Takes a while; rows then cost little. */
export function gridRows(grid: Grid): GridRows {
  const { endpoints, ports } = grid.layout.axes;
  const ends = endpoints.length;
  const egress = sideRows(grid.egress, ends, ends, ports.length);
  const ingress = sideRows(grid.ingress, ends, ends, ports.length);
  const tables = [egress.classes.classOf, ingress.classes.classOf];
  for (const pairs of [grid.egress.exempt, grid.ingress.exempt]) {
    if (pairs !== undefined) tables.push(exemptClasses(pairs, ends));
  }
  if (grid.layout.loopbackSources !== undefined) tables.push(grid.layout.loopbackSources);
  const indices = [...endpoints.keys()];
  return {
    egress,
    ingress,
    classes: jointClasses(ends, tables),
    ownDestinations: ownDestinations(grid, ends),
    translated: indices.filter((index) => grid.layout.detours[index] !== undefined),
    loopback: indices.filter((index) => grid.layout.loopbackDestinations?.[index] === 1),
    bases: [],
    scratch: [new Int32Array(egress.width), new Int32Array(egress.width)],
  };
}

/** Sources that are exempt with the same destinations; without groups, each is a class of its own. */
function exemptClasses({ sources, bits }: PairSet, ends: number): Words {
  return bits === undefined ? sources.slice(0, ends) : Array.from({ length: ends }, (_, index) => index);
}

function ownDestinations({ samePod }: Grid, ends: number): (readonly number[] | undefined)[] {
  const { bits, sources, destinations } = samePod;
  if (bits !== undefined) {
    const all = Array.from({ length: ends }, (_, index) => index);
    return all.map((source) => all.filter((destination) => hasPair(samePod, source, destination)));
  }
  const byGroup = new Map<number, number[]>();
  for (let index = 0; index < ends; index++) {
    const group = destinations[index]!;
    const list = byGroup.get(group);
    if (group < 0) continue;
    if (list === undefined) byGroup.set(group, [index]);
    else list.push(index);
  }
  return Array.from({ length: ends }, (_, index) => byGroup.get(sources[index]!));
}

/**
 * The rows of some sources on a port, one after another.
 *
 * @param from the first source
 * @param end behind the last source
 */
export function fillFromGrid(
  grid: Grid,
  rows: GridRows,
  port: number,
  into: Int32Array,
  from: number,
  end: number,
  alone: JudgeAlone,
): void {
  const { width } = rows.egress;
  const placeOfClass = new Int32Array(rows.classes.rowOf.length).fill(-1);
  for (let source = from; source < end; source++) {
    const sourceClass = rows.classes.classOf[source]!;
    const at = (source - from) * width;
    const first = placeOfClass[sourceClass]!;
    if (first < 0) {
      placeOfClass[sourceClass] = at;
      classRow(grid, rows, source, port, into, at);
    } else into.copyWithin(at, first, first + width);
  }
  // Only now: what follows differs within a class, and a class's first row is copied until its last.
  for (let source = from; source < end; source++) {
    patchRow(grid, rows, source, port, into, (source - from) * width, alone);
  }
}

/** What both sides let pass, as if nobody were itself and nothing translated. */
function classRow(
  grid: Grid,
  rows: GridRows,
  source: number,
  port: number,
  into: Int32Array,
  at: number,
): void {
  const { egress, ingress, bases, classes } = rows;
  const [out, inn] = rows.scratch;
  const egressRow = rowWithExempt(grid.egress.exempt, egress, source, port, out);
  const ingressRow = rowWithExempt(grid.ingress.exempt, ingress, source, port, inn);
  const sourceClass = classes.classOf[source]!;
  const isLoopback = grid.layout.loopbackSources?.[source] === 1;
  if (egressRow === out || ingressRow === inn || isLoopback) {
    both(egressRow, ingressRow, into, at);
    if (isLoopback) setAll(into, at, grid.layout.axes.endpoints.length);
    return;
  }
  // Most ports change nothing for most sources: their rows are those of the port before.
  let base = bases[sourceClass];
  if (base === undefined) {
    base = new Int32Array(egress.width);
    both(egressRow, ingressRow, base, 0);
    bases[sourceClass] = base;
  }
  into.set(base, at);
}

function both(a: Int32Array, b: Int32Array, into: Int32Array, at: number): void {
  for (let word = 0; word < a.length; word++) into[at + word] = a[word]! & b[word]!;
}

/** A side's row, with the pairs that pass whatever the grants say; `scratch` unless it is the same for all ports. */
function rowWithExempt(
  exempt: PairSet | undefined,
  rows: SideRows,
  source: number,
  port: number,
  scratch: Int32Array,
): Int32Array {
  const row = rowOfClass(rows, rows.classes.classOf[source]!, port, scratch);
  if (exempt === undefined || (exempt.bits === undefined && exempt.sources[source]! < 0)) return row;
  if (row !== scratch) scratch.set(row);
  const { bits, words } = exempt;
  if (bits !== undefined) {
    for (let word = 0; word < words; word++) scratch[word]! |= bits[source * words + word]!;
  }
  const group = exempt.sources[source]!;
  if (group < 0) return scratch;
  for (let index = 0; index < exempt.destinations.length; index++) {
    if (exempt.destinations[index] === group) scratch[index >>> 5]! |= 1 << (index & 31);
  }
  return scratch;
}

function setAll(into: Int32Array, at: number, ends: number): void {
  for (let index = 0; index < ends; index++) setBit(into, at, index);
}

function setBit(into: Int32Array, at: number, index: number): void {
  into[at + (index >>> 5)]! |= 1 << (index & 31);
}

/** Whether an end has a name of its own to open flows in; who answers for somebody else has not. */
export function opensFlows({ endpoint, backend }: ProbeEndpoint): boolean {
  return backend === undefined && endpoint.kind !== 'service';
}

/** What differs within a class of sources: a pod's flows to itself, and destinations that are translated. */
function patchRow(
  grid: Grid,
  { ownDestinations: own, translated, loopback }: GridRows,
  source: number,
  port: number,
  into: Int32Array,
  at: number,
  alone: JudgeAlone,
): void {
  if (!opensFlows(grid.layout.axes.endpoints[source]!)) {
    into.fill(0, at, at + ((grid.layout.axes.endpoints.length + 31) >>> 5));
    return;
  }
  const mine = grid.selfDirect ? own[source] : undefined;
  if (mine !== undefined) for (const index of mine) setBit(into, at, index);
  for (const index of loopback) setBit(into, at, index);
  for (const index of translated) {
    into[at + (index >>> 5)]! &= ~(1 << (index & 31));
    const { only } = grid.layout.axes.endpoints[index]!;
    if (only === port && judgeCell(grid, source, index, port, alone) === 1) {
      setBit(into, at, index);
    }
  }
}
