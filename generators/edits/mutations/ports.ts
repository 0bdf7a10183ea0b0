import type { Random } from 'fast-check';
import type { NetworkPolicyPort, Scenario } from '../../../model/index.ts';
import { PROTOCOLS } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import type { Mutation } from './mutation.ts';
import { inRule } from './mutation.ts';

const LAST_PORT = 65_535;

/** One port item otherwise: its protocol, an edge moved by one, a number for a name or another name. */
export const alterPort: Mutation = changedPorts((ports, at, other) => ports.with(at, other));

/** A port item once more, a little otherwise. */
export const duplicatePort: Mutation = changedPorts((ports, at, other) => ports.toSpliced(at, 0, other));

/** A rule for all ports becomes one for some, or the other way round. */
export const togglePorts: Mutation = inRule((rule, _direction, random, scenario) => {
  const { ports, ...rest } = rule;
  return [ports === undefined ? { ...rest, ports: [somePort(random, scenario)] } : rest];
});

function changedPorts(
  change: (
    ports: readonly NetworkPolicyPort[],
    at: number,
    other: NetworkPolicyPort,
  ) => readonly NetworkPolicyPort[],
): Mutation {
  return inRule((rule, _direction, random, scenario) => {
    const { ports = [] } = rule;
    if (ports.length === 0) return undefined;
    const at = random.nextInt(0, ports.length - 1);
    return [{ ...rule, ports: change(ports, at, otherPort(ports[at]!, random, scenario)) }];
  });
}

function otherPort(item: NetworkPolicyPort, random: Random, scenario: Scenario): NetworkPolicyPort {
  switch (random.nextInt(0, 3)) {
    case 0: {
      const others = PROTOCOLS.filter((protocol) => protocol !== (item.protocol ?? 'TCP'));
      return { ...item, protocol: pick(random, others) };
    }
    case 1:
      return movedEdge(item, random);
    case 2:
      return somePort(random, scenario);
    default:
      return { protocol: item.protocol ?? 'TCP' };
  }
}

/** A range with an edge moved by one; a number becomes a range to or from its neighbour. */
function movedEdge(
  { protocol = 'TCP', port, endPort }: NetworkPolicyPort,
  random: Random,
): NetworkPolicyPort {
  if (typeof port !== 'number') return { protocol };
  const [low, high] = [port, endPort ?? port];
  const moved = pick(random, [
    [low - 1, high],
    [low + 1, high],
    [low, high - 1],
    [low, high + 1],
  ] as const).map((edge) => Math.min(LAST_PORT, Math.max(1, edge))) as [number, number];
  const [from, to] = moved[0] <= moved[1] ? moved : [moved[1], moved[0]];
  return from === to ? { protocol, port: from } : { protocol, port: from, endPort: to };
}

/** A port that some pod declares, by number or by name, with its protocol or another. */
function somePort(random: Random, { cluster }: Scenario): NetworkPolicyPort {
  const declared = cluster.pods.flatMap(({ ports }) => ports);
  if (declared.length === 0) return { protocol: pick(random, PROTOCOLS), port: 80 };
  const { name, containerPort, protocol } = pick(random, declared);
  const port = name !== undefined && random.nextInt(0, 1) === 0 ? name : containerPort;
  return { protocol: random.nextInt(0, 3) === 0 ? pick(random, PROTOCOLS) : protocol, port };
}
