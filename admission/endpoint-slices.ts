import type {
  EndpointSlice,
  IPFamily,
  Labels,
  Pod,
  Service,
  ServicePort,
  SliceEndpoint,
  SlicePort,
} from '../model/index.ts';
import { familyOf, isFinished, labelOf } from '../model/index.ts';

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];

/**
 * The slices that the endpoint-slice controller keeps for a Service: for each family one slice for each distinct
 * set of ports, because a named `targetPort` is resolved on each pod. An endpoint is ready while its pod runs and
 * is not terminating. A Service without selector gets none: its slices are written by hand.
 */
export function endpointSlicesOf(service: Service, pods: readonly Pod[]): EndpointSlice[] {
  const { selector } = service;
  if (selector === undefined) return [];
  const backends = pods.filter(
    (pod) => pod.namespace === service.namespace && !isFinished(pod) && hasLabels(pod, selector),
  );
  return familiesOf(service, backends).flatMap((family) => slicesOfFamily(service, backends, family));
}

/** Service selectors know equality only. */
function hasLabels(pod: Pod, selector: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labelOf(pod.labels, key) === value);
}

/** A headless Service has no address to tell its families; its pods do. */
function familiesOf({ clusterIPs }: Service, backends: readonly Pod[]): IPFamily[] {
  const addresses = clusterIPs.length > 0 ? clusterIPs : backends.flatMap(({ podIPs }) => podIPs);
  return FAMILIES.filter((family) => addresses.some((ip) => familyOf(ip) === family));
}

function slicesOfFamily(service: Service, backends: readonly Pod[], family: IPFamily): EndpointSlice[] {
  const byPorts = new Map<string, { readonly ports: SlicePort[]; readonly endpoints: SliceEndpoint[] }>();
  for (const pod of backends) {
    const address = pod.podIPs.find((ip) => familyOf(ip) === family);
    if (address === undefined) continue;
    const ports = service.ports.flatMap((port) => resolvePort(port, pod));
    // A pod that has none of the Service's ports serves nothing; a Service without ports is but a name.
    if (ports.length === 0 && service.ports.length > 0) continue;
    const key = JSON.stringify(ports);
    let slice = byPorts.get(key);
    if (slice === undefined) byPorts.set(key, (slice = { ports, endpoints: [] }));
    slice.endpoints.push(endpointOf(pod, address));
  }
  return [...byPorts.values()].map(({ ports, endpoints }, index) => ({
    kind: 'EndpointSlice',
    namespace: service.namespace,
    name: `${service.name}-${family.toLowerCase()}-${index}`,
    service: service.name,
    addressType: family,
    endpoints,
    ports,
  }));
}

function resolvePort({ name, protocol, targetPort }: ServicePort, pod: Pod): SlicePort[] {
  const port = typeof targetPort === 'number' ? targetPort : namedPort(targetPort, protocol, pod);
  return port === undefined ? [] : [{ ...(name === undefined ? {} : { name }), protocol, port }];
}

/** The first port of that name and protocol, in regular containers and sidecars. */
function namedPort(name: string, protocol: string, pod: Pod): number | undefined {
  const found = pod.ports.find(
    (port) =>
      port.name === name &&
      port.protocol === protocol &&
      (port.container === 'regular' || port.container === 'sidecar'),
  );
  return found?.containerPort;
}

function endpointOf(pod: Pod, address: string): SliceEndpoint {
  return {
    address,
    pod: `${pod.namespace}/${pod.name}`,
    ...(pod.nodeName === undefined ? {} : { nodeName: pod.nodeName }),
    ready: pod.phase === 'Running' && !pod.terminating,
  };
}
