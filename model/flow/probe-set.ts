import type { Address } from '../address/ip.ts';
import { FencepostError } from '../error.ts';
import type { Cluster } from '../objects/cluster.ts';
import type { ClusterEvent } from '../scenario/event.ts';
import type { Endpoint, HostEndpoint } from './endpoint.ts';
import type { Backend, Flow, FlowProtocol } from './flow.ts';

/** One end of many probes. */
export interface ProbeEndpoint {
  readonly endpoint: Endpoint;
  readonly address: Address;
  /** For a Service, NodePort or hostPort: the end chosen by the proxy. Such an end is dialled on `only` alone. */
  readonly backend?: Backend;
  /** Index into `ports` of the one port on which this end answers. */
  readonly only?: number;
}

/** One destination port, or a protocol without ports. */
export interface ProbePort {
  readonly protocol: FlowProtocol;
  /** Absent for protocols without ports. */
  readonly port?: number;
}

/** The ends and ports that questions combine. */
export interface ProbeAxes {
  readonly endpoints: readonly ProbeEndpoint[];
  readonly ports: readonly ProbePort[];
}

/**
 * Many questions about one cluster: tables of ends and ports, and cells that name one combination each.
 * A cell is `(source * endpoints.length + destination) * ports.length + port`, all of them indices.
 */
export interface ProbeSet extends ProbeAxes {
  /** What is true when the questions are asked. */
  readonly cluster: Cluster;
  /** How the cluster came to be so, for engines that remember. `cluster` is the result. */
  readonly history?: { readonly initial: Cluster; readonly events: readonly ClusterEvent[] };
  readonly cells: Uint32Array;
}

/**
 * Makes sure that every combination of the tables has a cell of its own in 32 bits.
 *
 * @throws FencepostError `input` for more than 2^32 combinations
 */
export function requireIndexable(endpoints: number, ports: number): void {
  if (endpoints * endpoints * ports <= 2 ** 32) return;
  throw new FencepostError(
    'input',
    `${endpoints} endpoints and ${ports} ports make more combinations than can be asked at once (2^32)`,
  );
}

/** The three indices of a cell. */
export interface CellParts {
  readonly source: number;
  readonly destination: number;
  readonly port: number;
}

/** Takes a cell apart. */
export function cellParts(probes: ProbeSet, cell: number): CellParts {
  const ports = probes.ports.length;
  const ends = probes.endpoints.length;
  const pair = Math.floor(cell / ports);
  return { source: Math.floor(pair / ends), destination: pair % ends, port: cell % ports };
}

/** The flow that a cell stands for. Made on demand: a case has thousands of cells and few are ever shown. */
export function flowOf(probes: ProbeSet, cell: number): Flow {
  const { source, destination, port } = cellParts(probes, cell);
  return flowAt(probes, source, destination, port);
}

/** The flow from one end of a probe set to another, by their indices. */
export function flowAt({ endpoints, ports }: ProbeAxes, source: number, to: number, port: number): Flow {
  const from = endpoints[source]!.endpoint as HostEndpoint;
  const { endpoint: destination, backend } = endpoints[to]!;
  const { protocol, port: number } = ports[port]!;
  // Spelled out: reference evaluators spend a good part of their time here, and spreading is slow.
  if (backend === undefined) {
    return number === undefined
      ? { source: from, destination, protocol }
      : { source: from, destination, protocol, port: number };
  }
  return number === undefined
    ? { source: from, destination, protocol, backend }
    : { source: from, destination, protocol, port: number, backend };
}

/** The same questions, fewer of them. */
export function withCells(probes: ProbeSet, cells: Uint32Array): ProbeSet {
  return { ...probes, cells };
}
