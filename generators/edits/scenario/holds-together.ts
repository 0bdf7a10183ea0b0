import type { Cluster, Endpoint, Scenario } from '../../../model/index.ts';
import { applyEvents, isFinished, objectKey } from '../../../model/index.ts';
import { occurringObjects } from '../objects.ts';
import { flowsOf } from '../references.ts';

/** Whether nobody holds what is another's after any step, and flows are between ends that are there at some time. */
export function holdsTogether(scenario: Scenario): boolean {
  let { cluster } = scenario;
  if (!isConsistent(cluster)) return false;
  for (const { actions } of scenario.steps) {
    const events = actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : []));
    if (events.length === 0) continue;
    cluster = applyEvents(cluster, events);
    if (!isConsistent(cluster)) return false;
  }
  return knowsItsEnds(scenario);
}

function isConsistent(cluster: Cluster): boolean {
  return areDistinct(heldAddresses(cluster)) && areDistinct(heldPorts(cluster)) && hostPodsFollow(cluster);
}

function* heldAddresses({ pods, nodes, services, externals }: Cluster): Generator<string> {
  for (const pod of pods) if (!pod.hostNetwork && !isFinished(pod)) yield* pod.podIPs;
  for (const { addresses } of nodes) yield* addresses;
  for (const service of services) {
    yield* service.clusterIPs;
    yield* service.externalIPs;
    yield* service.loadBalancerIPs;
  }
  for (const { ip } of externals) yield ip;
}

function* heldPorts({ pods }: Cluster): Generator<string> {
  for (const pod of pods) {
    if (isFinished(pod)) continue;
    for (const { hostPort, protocol } of pod.ports) {
      if (hostPort !== undefined) yield `${pod.nodeName} ${protocol}/${hostPort}`;
    }
  }
}

/** Pods on the host network have addresses of their node. */
function hostPodsFollow({ pods, nodes }: Cluster): boolean {
  return pods.every((pod) => {
    if (!pod.hostNetwork || pod.podIPs.length === 0) return true;
    const node = nodes.find(({ name }) => name === pod.nodeName);
    return node !== undefined && pod.podIPs.every((ip) => node.addresses.includes(ip));
  });
}

function knowsItsEnds(scenario: Scenario): boolean {
  const known = new Set<string>();
  for (const object of occurringObjects(scenario)) known.add(`${object.kind} ${objectKey(object)}`);
  const isKnown = (end: Endpoint): boolean => {
    switch (end.kind) {
      case 'pod':
      case 'hostNetwork':
        return known.has(`Pod ${end.pod}`);
      case 'node':
        return known.has(`Node ${end.node}`);
      case 'service':
        return known.has(`Service ${end.service}`);
      case 'external':
        return true;
    }
  };
  for (const { source, destination, backend } of flowsOf(scenario)) {
    if (!isKnown(source) || !isKnown(destination)) return false;
    if (backend !== undefined && !isKnown(backend.endpoint)) return false;
  }
  return true;
}

function areDistinct(values: Iterable<string>): boolean {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}
