import type {
  AddressRange,
  Cluster,
  IPFamily,
  Namespace,
  NetworkPolicy,
  Node,
  Pod,
  Service,
} from '../../model/index.ts';
import { NO_LABELS, cidrRange, familyOf, parseCidr } from '../../model/index.ts';
import { completeNamespace } from '../complete-namespace.ts';
import { endpointSlicesOf } from '../endpoint-slices.ts';
import type { AddressPool } from './address-pool.ts';
import { addressPool } from './address-pool.ts';

/** What the manifests left open about some pods and Services. */
export interface Unstated {
  /** Keys of pods that no server has placed yet: they are taken to run. */
  readonly pods: ReadonlySet<string>;
  /** Keys of Services that wait for a cluster IP, as opposed to headless ones. */
  readonly services: ReadonlySet<string>;
}

/** A cluster without holes, and what was invented to fill them. */
export interface CompletedCluster {
  readonly cluster: Cluster;
  readonly notes: readonly string[];
}

/** Where invented addresses come from. */
const POOLS = {
  pods: { IPv4: '10.244.0.0/16', IPv6: 'fd10:244::/64' },
  services: { IPv4: '10.96.0.0/16', IPv6: 'fd10:96::/112' },
  nodes: { IPv4: '192.168.50.0/24', IPv6: 'fd50::/64' },
} as const;

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];

/**
 * Fills in what manifests written by hand leave to a cluster: namespaces, nodes, the node of a pod, addresses,
 * EndpointSlices. Everything is invented in the order of the objects, so that the same manifests always give the
 * same cluster; invented addresses keep clear of all others and, where there is room, of every ipBlock.
 */
export function completeCluster(cluster: Cluster, unstated: Unstated): CompletedCluster {
  const notes: string[] = [];
  const allocate = allocator(cluster);
  const nodes = completeNodes(cluster, allocate, notes);
  const pods = completePods(cluster.pods, nodes, unstated, allocate, notes);
  const services = completeServices(cluster.services, unstated, allocate, notes);
  const whole: Cluster = {
    ...cluster,
    nodes,
    namespaces: completeNamespaces(cluster, notes),
    pods,
    services,
  };
  return { cluster: withEndpointSlices(whole, notes), notes };
}

type PoolName = keyof typeof POOLS;

type Allocate = (pool: PoolName) => string[];

/** Hands out one address of each family that the cluster's pods use: both, where no pod has any. */
function allocator(cluster: Cluster): Allocate {
  const taken = takenAddresses(cluster);
  const avoided = blockRanges(cluster.policies);
  const used = new Set(cluster.pods.flatMap(({ podIPs }) => podIPs.map(familyOf)));
  const families = FAMILIES.filter((family) => used.size === 0 || used.has(family));
  const pools = new Map<string, AddressPool>();
  return (name) =>
    families.flatMap((family) => {
      const cidr = POOLS[name][family];
      let pool = pools.get(cidr);
      if (pool === undefined) pools.set(cidr, (pool = addressPool(cidr, taken, avoided)));
      const address = pool.next();
      return address === undefined ? [] : [address];
    });
}

function takenAddresses({ nodes, pods, services, endpointSlices, externals }: Cluster): Set<string> {
  return new Set([
    ...nodes.flatMap(({ addresses }) => addresses),
    ...pods.flatMap(({ podIPs }) => podIPs),
    ...services.flatMap((each) => [...each.clusterIPs, ...each.externalIPs, ...each.loadBalancerIPs]),
    ...endpointSlices.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)),
    ...externals.map(({ ip }) => ip),
  ]);
}

function blockRanges(policies: readonly NetworkPolicy[]): AddressRange[] {
  const cidrs = new Set<string>();
  for (const { spec } of policies) {
    const peers = [
      ...(spec.ingress ?? []).map(({ from }) => from),
      ...(spec.egress ?? []).map(({ to }) => to),
    ];
    for (const { ipBlock } of peers.flatMap((list) => list ?? [])) if (ipBlock) cidrs.add(ipBlock.cidr);
  }
  return [...cidrs].flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [cidrRange(cidr)];
  });
}

function completeNamespaces({ namespaces, pods, services, policies }: Cluster, notes: string[]): Namespace[] {
  const known = new Set(namespaces.map(({ name }) => name));
  const used = [...pods, ...services, ...policies].map(({ namespace }) => namespace);
  const missing = [...new Set(used)].filter((name) => !known.has(name)).toSorted();
  note(notes, missing, 'namespace', 'not in the manifests, taken to have no labels of its own');
  const invented = missing.map((name) => completeNamespace({ kind: 'Namespace', name, labels: NO_LABELS }));
  return [...namespaces, ...invented];
}

function completeNodes({ nodes, pods }: Cluster, allocate: Allocate, notes: string[]): Node[] {
  const known = new Set(nodes.map(({ name }) => name));
  const named = pods.flatMap(({ nodeName }) => (nodeName === undefined ? [] : [nodeName]));
  const missing = [...new Set(named)].filter((name) => !known.has(name)).toSorted();
  // Two nodes show the difference between a pod's own node and another one.
  if (nodes.length + missing.length === 0) missing.push('node-1', 'node-2');
  note(notes, missing, 'node', 'not in the manifests, invented');
  const invented = missing.map((name): Node => ({
    kind: 'Node',
    name,
    labels: NO_LABELS,
    addresses: allocate('nodes'),
    podCIDRs: [],
  }));
  return [...nodes.map((node) => withAddresses(node, allocate, notes)), ...invented];
}

function withAddresses(node: Node, allocate: Allocate, notes: string[]): Node {
  if (node.addresses.length > 0) return node;
  const addresses = allocate('nodes');
  notes.push(`node ${node.name}: no address in the manifests, given ${addresses.join(' and ')}`);
  return { ...node, addresses };
}

function completePods(
  pods: readonly Pod[],
  nodes: readonly Node[],
  unstated: Unstated,
  allocate: Allocate,
  notes: string[],
): Pod[] {
  const addressesOf = new Map(nodes.map((node) => [node.name, node.addresses]));
  const placed: string[] = [];
  const completed = pods.map((pod, index): Pod => {
    const key = `${pod.namespace}/${pod.name}`;
    if (!unstated.pods.has(key)) return pod;
    const nodeName = pod.nodeName ?? nodes[index % nodes.length]!.name;
    if (pod.podIPs.length > 0) return { ...pod, nodeName, phase: 'Running' };
    placed.push(key);
    const podIPs = pod.hostNetwork ? onePerFamily(addressesOf.get(nodeName) ?? []) : allocate('pods');
    return { ...pod, nodeName, phase: 'Running', podIPs };
  });
  note(notes, placed, 'pod', 'no address in the manifests, taken to run with an invented one');
  return completed;
}

/** A node may have many addresses, a pod has one of each family. */
function onePerFamily(addresses: readonly string[]): string[] {
  return FAMILIES.flatMap((family) => addresses.find((each) => familyOf(each) === family) ?? []);
}

function completeServices(
  services: readonly Service[],
  unstated: Unstated,
  allocate: Allocate,
  notes: string[],
): Service[] {
  const keys: string[] = [];
  const completed = services.map((service): Service => {
    const key = `${service.namespace}/${service.name}`;
    if (!unstated.services.has(key)) return service;
    keys.push(key);
    return { ...service, clusterIPs: allocate('services') };
  });
  note(notes, keys, 'Service', 'no cluster IP in the manifests, given an invented one');
  return completed;
}

function withEndpointSlices(cluster: Cluster, notes: string[]): Cluster {
  const served = new Set(cluster.endpointSlices.map(({ namespace, service }) => `${namespace}/${service}`));
  const podsOf = new Map<string, Pod[]>();
  for (const pod of cluster.pods) {
    const pods = podsOf.get(pod.namespace);
    if (pods === undefined) podsOf.set(pod.namespace, [pod]);
    else pods.push(pod);
  }
  const lacking = cluster.services.filter(({ namespace, name }) => !served.has(`${namespace}/${name}`));
  const made = lacking.flatMap((each) => endpointSlicesOf(each, podsOf.get(each.namespace) ?? []));
  const names = [...new Set(made.map(({ namespace, service }) => `${namespace}/${service}`))];
  note(notes, names, 'Service', 'no EndpointSlice in the manifests, backends taken from its selector');
  return { ...cluster, endpointSlices: [...cluster.endpointSlices, ...made] };
}

/** How many names a note spells out. */
const SHOWN = 5;

function note(notes: string[], names: readonly string[], what: string, remark: string): void {
  if (names.length === 0) return;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const list = names.slice(0, SHOWN).join(', ') + more;
  notes.push(`${names.length === 1 ? what : `${names.length} ${what}s`} ${list}: ${remark}`);
}
