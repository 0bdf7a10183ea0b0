import type { IPFamily, Node, Pod, Scenario } from '../../../model/index.ts';
import { familyOf, isFinished, objectKey } from '../../../model/index.ts';
import type { Cut, Simplify } from '../edit.ts';
import { occurringObjects } from '../objects.ts';
import type { References } from '../references.ts';

/**
 * Simpler states of a pod: running, off the host network, with one address. Only for pods that no event
 * touches, because events carry the state along.
 */
export function simplerStates(scenario: Scenario, references: References): Simplify<Pod> {
  const taken = new Set(references.ips);
  const held = new Map<string, number>();
  const occurrences = new Map<string, number>();
  const nodes = new Map<string, Node>();
  for (const object of occurringObjects(scenario)) {
    if (object.kind === 'Node') nodes.set(object.name, object);
    if (object.kind !== 'Pod') continue;
    occurrences.set(objectKey(object), (occurrences.get(objectKey(object)) ?? 0) + 1);
    for (const ip of object.podIPs) {
      taken.add(ip);
      if (!isFinished(object)) held.set(ip, (held.get(ip) ?? 0) + 1);
    }
  }
  return function* (pod): Generator<Cut<Pod>> {
    if (occurrences.get(objectKey(pod)) !== 1) return;
    yield* running(pod, held, nodes, taken);
    if (!references.pods.has(objectKey(pod)) && pod.hostNetwork && pod.podIPs.length > 0) {
      const podIPs = pod.podIPs.map((ip) => freshIP(familyOf(ip), taken));
      yield { describe: 'off the host network', to: { ...pod, hostNetwork: false, podIPs } };
    }
    if (pod.podIPs.length > 1) {
      for (const ip of pod.podIPs) {
        if (references.ips.has(ip)) continue;
        yield { describe: `drop ${ip}`, to: { ...pod, podIPs: pod.podIPs.filter((other) => other !== ip) } };
      }
    }
  };
}

function* running(
  pod: Pod,
  held: ReadonlyMap<string, number>,
  nodes: ReadonlyMap<string, Node>,
  taken: ReadonlySet<string>,
): Generator<Cut<Pod>> {
  // Host ports of a pod that does not run may be in use by another.
  if (pod.phase === 'Running' || pod.ports.some(({ hostPort }) => hostPort !== undefined)) return;
  if (isFinished(pod)) {
    // Somebody else may hold its address by now (LIFE-9).
    const free = pod.hostNetwork || pod.podIPs.every((ip) => !held.has(ip));
    if (free && pod.nodeName !== undefined) yield { describe: 'running', to: { ...pod, phase: 'Running' } };
    return;
  }
  const node = pod.nodeName === undefined ? undefined : nodes.get(pod.nodeName);
  if (node === undefined) return;
  const podIPs = pod.podIPs.length > 0 ? pod.podIPs : firstOfEachFamily(node.addresses);
  const own = pod.hostNetwork || pod.podIPs.length > 0;
  yield {
    describe: 'running',
    to: { ...pod, phase: 'Running', podIPs: own ? podIPs : podIPs.map((ip) => freshIP(familyOf(ip), taken)) },
  };
}

/** The addresses that a hostNetwork pod has: the first of each family. */
export function firstOfEachFamily(addresses: readonly string[]): string[] {
  const families: IPFamily[] = ['IPv4', 'IPv6'];
  return families.flatMap((family) => addresses.find((ip) => familyOf(ip) === family) ?? []);
}

/** An address that nothing in the scenario has. */
function freshIP(family: IPFamily, taken: ReadonlySet<string>): string {
  for (let host = 10; ; host++) {
    const ip =
      family === 'IPv4' ? `10.244.${99 + (host >> 8)}.${host & 255}` : `fd10:244:99::${host.toString(16)}`;
    if (!taken.has(ip)) return ip;
  }
}
