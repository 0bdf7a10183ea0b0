import type { FlowProtocol, ProbePort } from '../../../model/index.ts';
import { hasPorts } from '../../../model/index.ts';

/** Stands for an absent port; no port item can name it. */
export const NO_PORT = -1;

/**
 * What port items are held against, one column each: the ports of the probes, then those that only appear
 * behind a translation. Sets of columns are bit rows of `words` 32-bit words.
 */
export interface Columns {
  readonly protocols: FlowProtocol[];
  readonly ports: number[];
  /** The port where the peer is an ipBlock; {@link NO_PORT}: the same (`pre-dnat-with-expansion`). */
  readonly blockPorts: number[];
}

/** A column for each port of the probes, in their order. */
export function columnsOf(ports: readonly ProbePort[]): Columns {
  const columns: Columns = { protocols: [], ports: [], blockPorts: [] };
  for (const { protocol, port } of ports) push(columns, protocol, port ?? NO_PORT, NO_PORT);
  return columns;
}

/** The column of a translated port; a new one where there is none yet. */
export function columnOf(
  columns: Columns,
  protocol: FlowProtocol,
  port: number | undefined = NO_PORT,
  blockPort: number | undefined = NO_PORT,
): number {
  const { protocols, ports, blockPorts } = columns;
  for (let column = 0; column < ports.length; column++) {
    if (ports[column] === port && protocols[column] === protocol && blockPorts[column] === blockPort) {
      return column;
    }
  }
  return push(columns, protocol, port, blockPort);
}

function push(columns: Columns, protocol: FlowProtocol, port: number, blockPort: number): number {
  columns.protocols.push(protocol);
  columns.ports.push(port);
  return columns.blockPorts.push(blockPort) - 1;
}

/** A set of columns: one bit each, 32 a word. */
export type ColumnSet = number[];

/** Words of a set of columns. */
export function columnWords({ ports }: Columns): number {
  return (ports.length + 31) >>> 5;
}

export function noColumns({ ports }: Columns): ColumnSet {
  const set: ColumnSet = [];
  for (let column = 0; column < ports.length; column += 32) set.push(0);
  return set;
}

/** The columns for which something holds. */
export function columnsWhere(columns: Columns, holds: (column: number) => boolean): ColumnSet {
  const set = noColumns(columns);
  for (let column = 0; column < columns.ports.length; column++) {
    if (holds(column)) addColumn(set, column);
  }
  return set;
}

/** The columns whose protocol has ports, or none (PROTO-2). */
export function columnsWithPorts(columns: Columns, wanted: boolean): ColumnSet {
  return columnsWhere(columns, (column) => hasPorts(columns.protocols[column]!) === wanted);
}

export function addColumn(set: ColumnSet, column: number): void {
  set[column >>> 5]! |= 1 << (column & 31);
}

export function hasColumn(set: ColumnSet, column: number): boolean {
  return ((set[column >>> 5]! >>> (column & 31)) & 1) === 1;
}

export function isEmptySet(set: ColumnSet): boolean {
  return set.every((word) => word === 0);
}

export function equalSets(a: ColumnSet, b: ColumnSet): boolean {
  return a.every((word, index) => word === b[index]);
}
