import type { ProbePort, ProbeSet } from '../../model/index.ts';
import { cellParts, flowAt, flowOf } from '../../model/index.ts';
import type { Columns } from '../datapath/sweep.ts';
import { columnsOf, MOST_COLUMNS, sweepHook } from '../datapath/sweep.ts';
import type { Network } from './network.ts';
import { probeAction } from './probe.ts';
import type { Gate } from './routing/gates.ts';
import { egressGate, ingressGate, packetOn } from './routing/gates.ts';
import { routeOf } from './routing/route.ts';

/**
 * {@link probeAction} for every cell. Of two ends that no proxy stands between, the way is looked up once and each
 * hook is asked about all ports together.
 *
 * @returns one byte a cell, in their order: 1 where the connection would get through
 */
export function probeAll(network: Network, probes: ProbeSet): Uint8Array {
  const { cells, endpoints, ports } = probes;
  const verdicts = new Uint8Array(cells.length);
  for (let from = 0; from < cells.length;) {
    const { source, destination } = cellParts(probes, cells[from]!);
    const first = (source * endpoints.length + destination) * ports.length;
    let to = from + 1;
    while (to < cells.length && cells[to]! >= first && cells[to]! < first + ports.length) to++;
    if (isDirect(probes, destination)) {
      const judge = pairJudge(network, probes, source, destination);
      for (let at = from; at < to; at++) verdicts[at] = judge(cells[at]! - first);
    } else {
      for (let at = from; at < to; at++) {
        verdicts[at] = probeAction(network, flowOf(probes, cells[at]!)) === 'allow' ? 1 : 0;
      }
    }
    from = to;
  }
  return verdicts;
}

function isDirect({ endpoints }: ProbeSet, destination: number): boolean {
  const { endpoint, backend } = endpoints[destination]!;
  return backend === undefined && endpoint.kind !== 'service';
}

/** The verdicts between two ends, by the index of the port. */
function pairJudge(
  network: Network,
  probes: ProbeSet,
  source: number,
  destination: number,
): (port: number) => 0 | 1 {
  const route = routeOf(network, flowAt(probes, source, destination, 0));
  if (route.end !== 'delivered') return () => 0;
  if (route.exempt !== undefined) return () => 1;
  const gates = [egressGate(route, network.profile), ingressGate(route, network.profile)];
  const groups = groupsOf(probes.ports);
  const masks: number[] = groups.map(() => NOT_ASKED);
  return (port) => {
    const group = Math.floor(port / MOST_COLUMNS);
    if (masks[group] === NOT_ASKED) masks[group] = passing(network, gates, groups[group]!);
    return ((masks[group]! >> (port - group * MOST_COLUMNS)) & 1) as 0 | 1;
  };
}

/** No mask: those have no sign. */
const NOT_ASKED = -1;

function passing({ nodes }: Network, gates: readonly (Gate | undefined)[], columns: Columns): number {
  let mask = columns.all;
  for (const gate of gates) {
    const node = gate === undefined ? undefined : nodes.get(gate.node);
    if (gate === undefined || node === undefined || mask === 0) continue;
    mask &= sweepHook(node.judge, gate.pod, gate.direction, gate.packets[0]!, columns);
  }
  return mask;
}

const groupsByPorts = new WeakMap<readonly ProbePort[], readonly Columns[]>();

/** The ports as new connections to them, so many at a time as a hook can be asked about. */
function groupsOf(ports: readonly ProbePort[]): readonly Columns[] {
  let groups = groupsByPorts.get(ports);
  if (groups === undefined) {
    const packets = ports.map(({ protocol, port }) => packetOn(protocol, port));
    groups = Array.from({ length: Math.ceil(packets.length / MOST_COLUMNS) }, (_, index) =>
      columnsOf(packets.slice(index * MOST_COLUMNS, (index + 1) * MOST_COLUMNS)),
    );
    groupsByPorts.set(ports, groups);
  }
  return groups;
}
