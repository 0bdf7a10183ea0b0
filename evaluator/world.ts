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
import { NO_LABELS, addressOf, isFinished, objectKey, parseAddress } from '../model/index.ts';

/** A cluster with the look-ups that evaluation needs. Indexes only: nothing here decides anything. */
export interface World {
  readonly cluster: Cluster;
  readonly pods: ReadonlyMap<string, Pod>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly policiesByNamespace: ReadonlyMap<string, readonly NetworkPolicy[]>;
  /** Ends made so far: probes share their endpoints, and parsing an address costs more than judging it. */
  readonly ends: WeakMap<HostEndpoint, End>;
  /** Pods that ended but whose status still names an address, by that address's value (LIFE-9). */
  readonly finishedPodsByAddress: ReadonlyMap<Address['value'], readonly Pod[]>;
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

const worlds = new WeakMap<Cluster, World>();

/**
 * Indexes a cluster. Later objects of one identity replace earlier ones, as in an API server. Remembered for as
 * long as the cluster is: several evaluators mostly judge the same one.
 */
export function worldOf(cluster: Cluster): World {
  let world = worlds.get(cluster);
  if (world === undefined) {
    world = makeWorld(cluster);
    worlds.set(cluster, world);
  }
  return world;
}

function makeWorld(cluster: Cluster): World {
  const pods = new Map<string, Pod>();
  for (const pod of cluster.pods) pods.set(objectKey(pod), pod);
  const nodes = new Map<string, Node>();
  for (const node of cluster.nodes) nodes.set(node.name, node);
  const namespaces = new Map<string, Namespace>();
  for (const namespace of cluster.namespaces) namespaces.set(namespace.name, namespace);
  const policiesByNamespace = new Map<string, NetworkPolicy[]>();
  for (const policy of cluster.policies) addTo(policiesByNamespace, policy.namespace, policy);
  const finishedPodsByAddress = new Map<Address['value'], Pod[]>();
  for (const pod of cluster.pods) {
    if (!isFinished(pod)) continue;
    for (const ip of pod.podIPs) {
      const address = parseAddress(ip);
      // Values of the two families differ in type, so that they never meet under one key.
      if (address !== undefined) addTo(finishedPodsByAddress, address.value, pod);
    }
  }
  return {
    cluster,
    pods,
    nodes,
    namespaces,
    policiesByNamespace,
    ends: new WeakMap(),
    finishedPodsByAddress,
  };
}

function addTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
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
