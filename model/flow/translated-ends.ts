import type { Address } from '../address/ip.ts';
import { formatAddress, parseAddress } from '../address/ip.ts';
import type { Cluster } from '../objects/cluster.ts';
import { objectKey } from '../objects/cluster.ts';
import type { EndpointSlice, SliceEndpoint } from '../objects/endpoint-slice.ts';
import type { Protocol } from '../objects/network-policy.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import { isFinished } from '../objects/pod.ts';
import type { Service, ServicePort } from '../objects/service.ts';
import type { HostEndpoint } from './endpoint.ts';
import type { Backend } from './flow.ts';
import type { ProbeEndpoint } from './probe-set.ts';

/** An address and port behind which a proxy puts another end. */
export interface TranslatedEnd {
  readonly end: ProbeEndpoint & { readonly backend: Backend };
  readonly protocol: Protocol;
  /** The port to dial. */
  readonly port: number;
}

/**
 * Every way to reach something through a translation: each Service address and port with each ready backend
 * of its EndpointSlices, each NodePort of each node, each hostPort.
 */
export function translatedEnds(cluster: Cluster): TranslatedEnd[] {
  const hostPorts = [...hostPortEnds(cluster)];
  if (cluster.services.length === 0) return hostPorts;
  const owners = liveOwners(cluster);
  return [...cluster.services.flatMap((service) => [...serviceEnds(cluster, service, owners)]), ...hostPorts];
}

/** Every address of a Service but its nodes'. */
export function serviceAddresses(service: Service): readonly string[] {
  return [...service.clusterIPs, ...service.externalIPs, ...service.loadBalancerIPs];
}

/** Who is live, by `namespace/name` of a pod and by canonical address. */
interface Owners {
  readonly pods: ReadonlyMap<string, Pod>;
  readonly addresses: ReadonlyMap<string, HostEndpoint>;
}

function liveOwners(cluster: Cluster): Owners {
  const live = cluster.pods.filter((pod) => !isFinished(pod));
  const addresses = new Map<string, HostEndpoint>();
  const own = (ip: string, endpoint: HostEndpoint): void => {
    const address = parseAddress(ip);
    if (address !== undefined) addresses.set(formatAddress(address), endpoint);
  };
  for (const pod of live) {
    for (const ip of pod.podIPs) own(ip, podEnd(pod, ip));
  }
  // Nodes last: an address that a hostNetwork pod shares with its node is the node's.
  for (const { name, addresses: ips } of cluster.nodes) {
    for (const ip of ips) own(ip, { kind: 'node', ip, node: name });
  }
  return { pods: new Map(live.map((pod) => [objectKey(pod), pod])), addresses };
}

function* serviceEnds(cluster: Cluster, service: Service, owners: Owners): Iterable<TranslatedEnd> {
  const slices = cluster.endpointSlices.filter(
    (slice) => slice.namespace === service.namespace && slice.service === service.name,
  );
  for (const slice of slices) {
    for (const servicePort of service.ports) {
      const target = slice.ports.find(
        ({ name, protocol }) => name === servicePort.name && protocol === servicePort.protocol,
      );
      if (target === undefined) continue;
      const fronts = frontsOf(service, servicePort, cluster.nodes).filter(
        ({ address }) => address.family === slice.addressType,
      );
      for (const endpoint of readyBackends(slice, owners)) {
        const backend = { endpoint, port: target.port };
        for (const { ip, address, port } of fronts) {
          const front = { kind: 'service' as const, ip, service: objectKey(service) };
          yield { end: { endpoint: front, address, backend }, protocol: target.protocol, port };
        }
      }
    }
  }
}

/** What clients dial to reach a port of a Service: its addresses, and every node's for a NodePort. */
function frontsOf(
  service: Service,
  { port, nodePort }: ServicePort,
  nodes: readonly Node[],
): { ip: string; address: Address; port: number }[] {
  const dialled = serviceAddresses(service).map((ip) => ({ ip, port }));
  if (nodePort !== undefined) {
    for (const ip of nodes.flatMap(({ addresses }) => addresses)) dialled.push({ ip, port: nodePort });
  }
  return dialled.flatMap((front) => {
    const address = parseAddress(front.ip);
    return address === undefined ? [] : [{ ...front, address }];
  });
}

function readyBackends(slice: EndpointSlice, owners: Owners): HostEndpoint[] {
  return slice.endpoints.flatMap((target) => {
    const address = parseAddress(target.address);
    if (!target.ready || address?.family !== slice.addressType) return [];
    return backendOf(target, address, owners) ?? [];
  });
}

/** The end behind a slice's address; `undefined` where its pod is gone. */
function backendOf(target: SliceEndpoint, address: Address, owners: Owners): HostEndpoint | undefined {
  const ip = target.address;
  if (target.pod === undefined) {
    // Slices written by hand name no pod, and yet may well point at one, or at a node: `default/kubernetes` does.
    return owners.addresses.get(formatAddress(address)) ?? { kind: 'external', ip };
  }
  const pod = owners.pods.get(target.pod);
  return pod === undefined ? undefined : podEnd(pod, ip);
}

function podEnd(pod: Pod, ip: string): HostEndpoint {
  const key = objectKey(pod);
  return pod.hostNetwork
    ? { kind: 'hostNetwork', ip, pod: key, node: pod.nodeName ?? '' }
    : { kind: 'pod', ip, pod: key };
}

function* hostPortEnds(cluster: Cluster): Iterable<TranslatedEnd> {
  for (const pod of cluster.pods) {
    if (pod.hostNetwork || isFinished(pod) || !pod.ports.some(({ hostPort }) => hostPort !== undefined))
      continue;
    const node = cluster.nodes.findLast(({ name }) => name === pod.nodeName);
    if (node === undefined) continue;
    for (const { hostPort, containerPort, protocol } of pod.ports) {
      if (hostPort === undefined) continue;
      for (const { ip, address, podIP } of nodeToPod(node, pod)) {
        const backend: Backend = {
          endpoint: { kind: 'pod', ip: podIP, pod: objectKey(pod) },
          port: containerPort,
        };
        const front = { kind: 'node' as const, ip, node: node.name };
        yield { end: { endpoint: front, address, backend }, protocol, port: hostPort };
      }
    }
  }
}

/** Each address of a node with the address of the pod in the same family. */
function nodeToPod(node: Node, pod: Pod): { ip: string; address: Address; podIP: string }[] {
  return node.addresses.flatMap((ip) => {
    const address = parseAddress(ip);
    const podIP = pod.podIPs.find((candidate) => parseAddress(candidate)?.family === address?.family);
    return address === undefined || podIP === undefined ? [] : [{ ip, address, podIP }];
  });
}
