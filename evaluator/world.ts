import type {
  Address,
  Cluster,
  HostEndpoint,
  Labels,
  Namespace,
  NetworkPolicy,
  Node,
  Pod,
} from '../model/index.ts';
import { NO_LABELS, addressOf, formatAddress, isFinished, objectKey, parseAddress } from '../model/index.ts';

/** A cluster with the look-ups that evaluation needs. Indexes only: nothing here decides anything. */
export interface World {
  readonly cluster: Cluster;
  readonly pods: ReadonlyMap<string, Pod>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly policiesByNamespace: ReadonlyMap<string, readonly NetworkPolicy[]>;
  /** Ends made so far: probes share their endpoints, and parsing an address costs more than judging it. */
  readonly ends: WeakMap<HostEndpoint, End>;
  /** Pods that ended but whose status still names an address, by that address (LIFE-9). */
  readonly finishedPodsByAddress: ReadonlyMap<string, readonly Pod[]>;
}

/** One end of a flow with everything known about it. */
export interface End {
  readonly endpoint: HostEndpoint;
  readonly address: Address;
  /** The pod that owns the endpoint, hostNetwork or not. */
  readonly pod: Pod | undefined;
  /** The node that the endpoint is, or runs on. */
  readonly nodeName: string | undefined;
}

/** Indexes a cluster. Later objects of one identity replace earlier ones, as in an API server. */
export function worldOf(cluster: Cluster): World {
  const policiesByNamespace = new Map<string, NetworkPolicy[]>();
  for (const policy of cluster.policies) {
    const list = policiesByNamespace.get(policy.namespace);
    if (list === undefined) policiesByNamespace.set(policy.namespace, [policy]);
    else list.push(policy);
  }
  const finishedPodsByAddress = new Map<string, Pod[]>();
  for (const pod of cluster.pods) {
    if (!isFinished(pod)) continue;
    for (const ip of pod.podIPs) {
      const address = parseAddress(ip);
      if (address === undefined) continue;
      const key = formatAddress(address);
      finishedPodsByAddress.set(key, [...(finishedPodsByAddress.get(key) ?? []), pod]);
    }
  }
  return {
    cluster,
    pods: new Map(cluster.pods.map((pod) => [objectKey(pod), pod])),
    nodes: new Map(cluster.nodes.map((node) => [node.name, node])),
    namespaces: new Map(cluster.namespaces.map((namespace) => [namespace.name, namespace])),
    policiesByNamespace,
    ends: new WeakMap(),
    finishedPodsByAddress,
  };
}

/** The labels of a namespace; none where the namespace does not exist. */
export function namespaceLabels(world: World, name: string): Labels {
  return world.namespaces.get(name)?.labels ?? NO_LABELS;
}

/** The end that an endpoint stands for. */
export function endOf(world: World, endpoint: HostEndpoint): End {
  let end = world.ends.get(endpoint);
  if (end === undefined) {
    end = newEnd(world, endpoint, addressOf(endpoint.ip));
    world.ends.set(endpoint, end);
  }
  return end;
}

/** {@link endOf} for who knows the address already and asks once. */
export function newEnd(world: World, endpoint: HostEndpoint, address: Address): End {
  switch (endpoint.kind) {
    case 'pod': {
      const pod = world.pods.get(endpoint.pod);
      return { endpoint, address, pod, nodeName: pod?.nodeName };
    }
    case 'hostNetwork':
      return { endpoint, address, pod: world.pods.get(endpoint.pod), nodeName: endpoint.node };
    case 'node':
      return { endpoint, address, pod: undefined, nodeName: endpoint.node };
    case 'external':
      return { endpoint, address, pod: undefined, nodeName: undefined };
  }
}
