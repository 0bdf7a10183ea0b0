import type { Cluster, Endpoint, Flow, HostEndpoint, Pod } from '../../../model/index.ts';
import { isFinished, objectKey } from '../../../model/index.ts';

const podsOf = new WeakMap<Cluster, ReadonlyMap<string, Pod>>();

function podIn(cluster: Cluster, key: string): Pod | undefined {
  let pods = podsOf.get(cluster);
  if (pods === undefined) {
    pods = new Map(cluster.pods.map((pod) => [objectKey(pod), pod]));
    podsOf.set(cluster, pods);
  }
  return pods.get(key);
}

/** A pod's uid and addresses, which tell it from another of its name; `undefined`: there is none. */
export function identityIn(cluster: Cluster, key: string): string | undefined {
  const pod = podIn(cluster, key);
  if (pod === undefined) return undefined;
  // One that has finished no longer holds its addresses (LIFE-9).
  return `${pod.uid} ${isFinished(pod) ? 'finished' : pod.podIPs.join(' ')}`;
}

/**
 * The same packets as an agent takes them that knows another state of the cluster: to it an address belongs to
 * whichever pod it knows to hold it. `undefined`: the flow depends on more than the two ends.
 */
export function flowInView(flow: Flow, now: Cluster, view: Cluster): Flow | undefined {
  if (flow.backend !== undefined || flow.destination.kind === 'service') return undefined;
  const source = endInView(flow.source, now, view);
  const destination = endInView(flow.destination, now, view);
  if (source === undefined || destination === undefined) return undefined;
  return { ...flow, source, destination };
}

function endInView(end: Endpoint, now: Cluster, view: Cluster): HostEndpoint | undefined {
  switch (end.kind) {
    case 'service':
      return undefined;
    case 'external':
    case 'pod':
      if (end.kind === 'pod' && identityIn(view, end.pod) === identityIn(now, end.pod)) return end;
      return holderIn(view, end.ip);
    case 'node':
      return view.nodes.some(({ name, addresses }) => name === end.node && addresses.includes(end.ip))
        ? end
        : undefined;
    case 'hostNetwork':
      return identityIn(view, end.pod) === identityIn(now, end.pod) ? end : undefined;
  }
}

function holderIn(view: Cluster, ip: string): HostEndpoint | undefined {
  if (view.nodes.some(({ addresses }) => addresses.includes(ip))) return undefined;
  const holder = view.pods.find((pod) => !pod.hostNetwork && !isFinished(pod) && pod.podIPs.includes(ip));
  return holder === undefined ? { kind: 'external', ip } : { kind: 'pod', ip, pod: objectKey(holder) };
}
