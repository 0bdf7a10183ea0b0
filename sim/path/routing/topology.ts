import type { Cluster, Endpoint, IPFamily, Node, Pod, Service } from '../../../model/index.ts';
import {
  familyOf,
  formatAddress,
  isFinished,
  isLoopback,
  objectKey,
  parseAddress,
} from '../../../model/index.ts';

/** Where an address leads. `ip` is in canonical form. */
export type Site =
  | { readonly kind: 'pod'; readonly ip: string; readonly pod: string; readonly node: string | undefined }
  /** A process of the node; `pod` is set for a hostNetwork pod. */
  | { readonly kind: 'node'; readonly ip: string; readonly node: string; readonly pod?: string }
  | { readonly kind: 'loopback'; readonly ip: string }
  | { readonly kind: 'outside'; readonly ip: string }
  /** An address of the cluster that nobody holds: its pod is gone, or never was. */
  | { readonly kind: 'nobody'; readonly ip: string };

/** Where clients dial that want a proxy to lead them on. */
export interface Front {
  /** In canonical form. */
  readonly ip: string;
  /** The node that holds the address: a NodePort, or a hostPort. */
  readonly node: string | undefined;
  /** Absent for a hostPort, and for a Service that is gone. */
  readonly service: Service | undefined;
}

/** Who is where in a cluster, looked up by address and by name. */
export interface Topology {
  readonly pods: ReadonlyMap<string, Pod>;
  readonly nodes: ReadonlyMap<string, Node>;
  siteOf(endpoint: Exclude<Endpoint, { kind: 'service' }>): Site;
  frontOf(endpoint: Endpoint): Front;
  /** The node's address of a family, the first where it has several. */
  nodeAddress(node: string, family: IPFamily): string | undefined;
}

const topologies = new WeakMap<Cluster, Topology>();

/** The topology of a snapshot, worked out once. */
export function topologyOf(cluster: Cluster): Topology {
  let topology = topologies.get(cluster);
  if (topology === undefined) topologies.set(cluster, (topology = createTopology(cluster)));
  return topology;
}

function createTopology(cluster: Cluster): Topology {
  const live = cluster.pods.filter((pod) => !isFinished(pod));
  const pods = new Map(live.map((pod) => [objectKey(pod), pod]));
  const nodes = new Map(cluster.nodes.map((node) => [node.name, node]));
  const holders = new Map<string, Site>();
  for (const pod of live) {
    if (pod.hostNetwork) continue;
    for (const text of pod.podIPs) {
      const ip = canonicalAddress(text);
      holders.set(ip, { kind: 'pod', ip, pod: objectKey(pod), node: pod.nodeName });
    }
  }
  // Nodes last: a pod that claims a node's address shares it at best.
  for (const { name, addresses } of cluster.nodes) {
    for (const text of addresses) {
      const ip = canonicalAddress(text);
      holders.set(ip, { kind: 'node', ip, node: name });
    }
  }
  const services = new Map(cluster.services.map((service) => [objectKey(service), service]));
  const findFront = (endpoint: Endpoint): Front => {
    const ip = canonicalAddress(endpoint.ip);
    const holder = holders.get(ip);
    const service = endpoint.kind === 'service' ? services.get(endpoint.service) : undefined;
    return { ip, node: holder?.kind === 'node' ? holder.node : undefined, service };
  };
  return {
    pods,
    nodes,
    siteOf: onceEach((endpoint) => findSite(endpoint, pods, holders)),
    frontOf: onceEach(findFront),
    nodeAddress: (node, family) => nodes.get(node)?.addresses.find((ip) => familyOf(ip) === family),
  };
}

/** The flows of one case share their endpoints: each is looked up once. */
function onceEach<Key extends object, Value>(find: (key: Key) => Value): (key: Key) => Value {
  const found = new WeakMap<Key, Value>();
  return (key) => {
    let value = found.get(key);
    if (value === undefined) found.set(key, (value = find(key)));
    return value;
  };
}

function findSite(
  endpoint: Exclude<Endpoint, { kind: 'service' }>,
  pods: ReadonlyMap<string, Pod>,
  holders: ReadonlyMap<string, Site>,
): Site {
  const address = parseAddress(endpoint.ip);
  const ip = canonicalAddress(endpoint.ip);
  if (address !== undefined && isLoopback(address)) return { kind: 'loopback', ip };
  switch (endpoint.kind) {
    case 'pod': {
      // A pod is meant, but packets know addresses: who holds it now gets them (LIFE-9).
      const holder = holders.get(ip);
      const pod = pods.get(endpoint.pod);
      if (pod?.podIPs.some((own) => canonicalAddress(own) === ip) === true && !pod.hostNetwork) {
        return { kind: 'pod', ip, pod: endpoint.pod, node: pod.nodeName };
      }
      return holder ?? { kind: 'nobody', ip };
    }
    case 'hostNetwork':
      return { kind: 'node', ip, node: endpoint.node, pod: endpoint.pod };
    case 'node':
      return { kind: 'node', ip, node: endpoint.node };
    case 'external':
      return holders.get(ip) ?? { kind: 'outside', ip };
  }
}

/** The address as datapaths know it; text that is no address stays as it is. */
export function canonicalAddress(text: string): string {
  const address = parseAddress(text);
  return address === undefined ? text : formatAddress(address);
}
