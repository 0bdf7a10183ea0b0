import type { ContainerPort, ContainerType } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { oneIn, pick } from '../random.ts';

/** `node/protocol/number` of every host port in use: two pods cannot have one port of a node. */
export type HostPorts = Set<string>;

/**
 * Draws the container ports of a pod.
 *
 * @param node where host ports are taken from; absent for a pod that can have none
 */
export function drawContainerPorts(
  draft: Draft,
  node: string | undefined,
  taken: HostPorts,
): ContainerPort[] {
  const ports: ContainerPort[] = [];
  for (let left = count(draft, draft.sizes.containerPorts); left > 0; left--) {
    ports.push(drawContainerPort(draft, ports, node, taken));
  }
  return ports;
}

function drawContainerPort(
  draft: Draft,
  before: readonly ContainerPort[],
  node: string | undefined,
  taken: HostPorts,
): ContainerPort {
  const { random, on, words } = draft;
  const protocol = pick(random, words.protocols);
  const containerPort = pick(random, words.portNumbers);
  const name = drawName(draft, before);
  const hostPort =
    on.hostPorts && node !== undefined && oneIn(random, 4)
      ? freeHostPort(`${node}/${protocol}`, containerPort, taken)
      : undefined;
  return {
    ...(name === undefined ? {} : { name }),
    containerPort,
    protocol,
    ...(hostPort === undefined ? {} : { hostPort }),
    container: drawContainer(draft),
  };
}

function drawName({ random, on, words }: Draft, before: readonly ContainerPort[]): string | undefined {
  if (!on.portNames || oneIn(random, 4)) return undefined;
  const given = before.find((port) => port.name !== undefined)?.name;
  const again = on.repeatedPortNames && given !== undefined && oneIn(random, 3);
  const name = again ? given : pick(random, words.portNames);
  if (!before.some((port) => port.name === name)) return name;
  return on.repeatedPortNames ? name : undefined;
}

function drawContainer({ random, on }: Draft): ContainerType {
  if (on.sidecarPorts && oneIn(random, 3)) return 'sidecar';
  return on.initPorts && oneIn(random, 3) ? 'init' : 'regular';
}

/** The first free port from the container's own number on, a little apart from it. */
function freeHostPort(space: string, containerPort: number, taken: HostPorts): number {
  let port = containerPort > 60_000 ? 8000 : containerPort + 8000;
  while (taken.has(`${space}/${port}`)) port++;
  taken.add(`${space}/${port}`);
  return port;
}
