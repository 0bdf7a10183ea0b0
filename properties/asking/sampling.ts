import type { Flow, ProbeSet } from '../../model/index.ts';
import { cellParts, withCells } from '../../model/index.ts';

/**
 * Fewer cells of a probe set, chosen by the set itself and never by chance or speed, so that the same case asks
 * the same questions every night.
 *
 * First the cells given as `first` (where something is known to be at stake), then the others spread evenly by
 * a multiplicative walk over the whole table, so that every end and port has its share.
 */
export function sampleCells(probes: ProbeSet, limit: number, first: Iterable<number> = []): ProbeSet {
  const { cells } = probes;
  if (cells.length <= limit) return probes;
  const chosen = new Set<number>();
  for (const index of first) {
    if (chosen.size >= limit) break;
    chosen.add(index);
  }
  const stride = strideFor(cells.length);
  for (let step = 0, index = 0; chosen.size < limit && step < cells.length; step++) {
    chosen.add(index);
    index = (index + stride) % cells.length;
  }
  const sorted = Uint32Array.from(chosen).sort();
  return withCells(
    probes,
    sorted.map((index) => cells[index]!),
  );
}

/** A step near the golden section of the length that shares no factor with it, so that every cell is visited. */
function strideFor(length: number): number {
  let stride = Math.max(1, Math.floor(length * 0.6180339887));
  while (greatestCommonDivisor(stride, length) !== 1) stride++;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** How plain a flow reads: lower is plainer. Findings are shown by their plainest flow. */
export function plainness(probes: ProbeSet, cell: number): number {
  const { source, destination, port } = cellParts(probes, cell);
  const from = probes.endpoints[source]!.endpoint.kind;
  const to = probes.endpoints[destination]!;
  const { protocol, port: number } = probes.ports[port]!;
  return (
    (from === 'pod' ? 0 : from === 'external' ? 4 : 8) +
    (to.endpoint.kind === 'pod' ? 0 : to.endpoint.kind === 'external' ? 4 : 8) +
    (to.backend === undefined ? 0 : 16) +
    (protocol === 'TCP' ? 0 : protocol === 'UDP' ? 1 : 2) +
    (number === 80 ? 0 : 1) +
    (to.address.family === 'IPv4' ? 0 : 1)
  );
}

/** The index in `probes.cells` of a flow between the same addresses; `undefined` where it is not asked. */
export function indexOfFlow(
  probes: ProbeSet,
  { source, destination, protocol, port, backend }: Flow,
): number | undefined {
  const { endpoints, ports, cells } = probes;
  const at = ports.findIndex((each) => each.protocol === protocol && each.port === port);
  const from = endpoints.findIndex(({ endpoint }) => endpoint.ip === source.ip);
  // A Service has an end for each of its ports and backends.
  const to = endpoints.findIndex(
    ({ endpoint, only, ...end }) =>
      endpoint.ip === destination.ip &&
      endpoint.kind === destination.kind &&
      end.backend?.endpoint.ip === backend?.endpoint.ip &&
      (only === undefined || only === at),
  );
  if (from < 0 || to < 0 || at < 0) return undefined;
  const index = cells.indexOf((from * endpoints.length + to) * ports.length + at);
  return index < 0 ? undefined : index;
}
