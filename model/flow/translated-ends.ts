import { familyOf, parseAddress } from '../address/ip.ts';
import type { Cluster } from '../objects/cluster.ts';
import { objectKey } from '../objects/cluster.ts';
import type { SliceEndpoint } from '../objects/endpoint-slice.ts';
import type { Protocol } from '../objects/network-policy.ts';
import type { Pod } from '../objects/pod.ts';
import { isFinished } from '../objects/pod.ts';
import type { HostEndpoint } from './endpoint.ts';
import type { ProbeEndpoint } from './probe-set.ts';

/** An address and port behind which a proxy puts another end. */
export interface TranslatedEnd {
  readonly end: ProbeEndpoint;
  readonly protocol: Protocol;
  /** The port to dial. */
  readonly port: number;
}

/**
 * Every way to reach something through a translation: each Service address and port with each ready backend
 * of its EndpointSlices, each NodePort of each node, each hostPort.
 */
export function translatedEnds(cluster: Cluster): TranslatedEnd[] {
  const pods = new Map(cluster.pods.map((pod) => [objectKey(pod), pod]));
  return [...serviceEnds(cluster, pods), ...hostPortEnds(cluster)];
}

function* serviceEnds(cluster: Cluster, pods: ReadonlyMap<string, Pod>): Iterable<TranslatedEnd> {
  for (const service of cluster.services) {
    const key = objectKey(service);
    const addresses = [...service.clusterIPs, ...service.externalIPs, ...service.loadBalancerIPs];
    for (const slice of cluster.endpointSlices) {
      if (slice.namespace !== service.namespace || slice.service !== service.name) continue;
      for (const servicePort of service.ports) {
        const port = slice.ports.find(
          ({ name, protocol }) => name === servicePort.name && protocol === servicePort.protocol,
        );
        if (port === undefined) continue;
        const fronts = addresses.map((ip) => ({ ip, port: servicePort.port }));
        if (servicePort.nodePort !== undefined) {
          for (const node of cluster.nodes) {
            for (const ip of node.addresses) fronts.push({ ip, port: servicePort.nodePort });
          }
        }
        for (const target of slice.endpoints) {
          const backend = target.ready ? backendOf(target, pods) : undefined;
          if (backend === undefined) continue;
          for (const front of fronts) {
            const address = parseAddress(front.ip);
            if (address?.family !== slice.addressType) continue;
            yield {
              end: {
                endpoint: { kind: 'service', ip: front.ip, service: key },
                address,
                backend: { endpoint: backend, port: port.port },
              },
              protocol: port.protocol,
              port: front.port,
            };
          }
        }
      }
    }
  }
}

function backendOf(target: SliceEndpoint, pods: ReadonlyMap<string, Pod>): HostEndpoint | undefined {
  if (target.pod === undefined) return { kind: 'external', ip: target.address };
  const pod = pods.get(target.pod);
  if (pod === undefined || isFinished(pod)) return undefined;
  return pod.hostNetwork
    ? { kind: 'hostNetwork', ip: target.address, pod: target.pod, node: pod.nodeName ?? '' }
    : { kind: 'pod', ip: target.address, pod: target.pod };
}

function* hostPortEnds(cluster: Cluster): Iterable<TranslatedEnd> {
  for (const pod of cluster.pods) {
    if (pod.hostNetwork || isFinished(pod)) continue;
    const node = cluster.nodes.find(({ name }) => name === pod.nodeName);
    if (node === undefined) continue;
    for (const { hostPort, containerPort, protocol } of pod.ports) {
      if (hostPort === undefined) continue;
      for (const ip of node.addresses) {
        const podIP = pod.podIPs.find((candidate) => familyOf(candidate) === familyOf(ip));
        const address = parseAddress(ip);
        if (podIP === undefined || address === undefined) continue;
        yield {
          end: {
            endpoint: { kind: 'node', ip, node: node.name },
            address,
            backend: { endpoint: { kind: 'pod', ip: podIP, pod: objectKey(pod) }, port: containerPort },
          },
          protocol,
          port: hostPort,
        };
      }
    }
  }
}
