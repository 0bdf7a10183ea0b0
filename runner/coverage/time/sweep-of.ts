import type { Cluster, NetworkPolicy, ProbeSet } from '../../../model/index.ts';
import { packetAxes } from '../../../model/index.ts';

/** Most flows to ask about at one moment: a history has several, and most of its flows have nothing to do with it. */
const MOST_CELLS = 192;

/**
 * Flows from and to those whom something concerns, evenly spread.
 *
 * @param concerned pods by `namespace/name`, or all of a namespace by its name
 * @param salt chooses the sample where there are too many
 * @param former policies whose cuts count as well: what they were may still be in force
 */
export function sweepOf(
  cluster: Cluster,
  concerned: ReadonlySet<string>,
  salt: number,
  former: readonly NetworkPolicy[] = [],
): ProbeSet {
  const axes = packetAxes(cluster, {
    endpoints: ['pod', 'external'],
    resolution: 'class',
    alsoCutBy: former,
  });
  const { endpoints, ports } = axes;
  const isConcerned = endpoints.map(
    ({ endpoint }) =>
      endpoint.kind === 'pod' &&
      (concerned.has(endpoint.pod) || concerned.has(endpoint.pod.slice(0, endpoint.pod.indexOf('/')))),
  );
  const pairs: number[] = [];
  for (const [source, from] of endpoints.entries()) {
    for (const [destination, to] of endpoints.entries()) {
      if (source === destination || from.address.family !== to.address.family) continue;
      if (isConcerned[source]! || isConcerned[destination]!)
        pairs.push(source * endpoints.length + destination);
    }
  }
  const cells = spread(pairs.length * ports.length, salt).map(
    (index) => pairs[Math.floor(index / ports.length)]! * ports.length + (index % ports.length),
  );
  return { ...axes, cluster, cells: Uint32Array.from(cells) };
}

/** At most so many of as many numbers as there are, in their order. */
function spread(count: number, salt: number): number[] {
  const step = Math.max(1, count / MOST_CELLS);
  const start = step > 1 ? salt % Math.ceil(step) : 0;
  const chosen: number[] = [];
  for (let at = start; at < count; at += step) chosen.push(Math.floor(at));
  return chosen;
}
