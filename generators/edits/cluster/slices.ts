import type { Cluster, EndpointSlice, Scenario, Service } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { endpointSlicesOf } from '../../../admission/index.ts';

/** `namespace/name` of the Service that a slice belongs to. */
export function serviceKeyOf({ namespace, service }: EndpointSlice): string {
  return objectKey({ namespace, name: service });
}

/**
 * The scenario after an edit with its slices brought up to date: those that followed from the pods before
 * follow from the pods now, and those written by hand lose the backends that are gone.
 */
export function followPods(before: Scenario, after: Scenario): Scenario {
  if (after.cluster.endpointSlices.length === 0 && after.cluster.services.length === 0) return after;
  const derived = derivedServices(before.cluster);
  const { services, pods, endpointSlices } = after.cluster;
  const addresses = new Set(pods.flatMap((pod) => pod.podIPs.map((ip) => `${objectKey(pod)} ${ip}`)));
  const known = new Set(services.map(objectKey));
  const slices = [
    ...endpointSlices
      .filter((slice) => !derived.has(serviceKeyOf(slice)))
      .map((slice) => withBackends(slice, addresses)),
    ...services
      .filter((service) => derived.has(objectKey(service)))
      .flatMap((service) => endpointSlicesOf(service, pods)),
  ].filter((slice) => known.has(serviceKeyOf(slice)) || !derived.has(serviceKeyOf(slice)));
  return { ...after, cluster: { ...after.cluster, endpointSlices: slices } };
}

/** Keys of the Services whose slices are what their selector says. */
export function derivedServices({ services, endpointSlices, pods }: Cluster): Set<string> {
  const isDerived = (service: Service): boolean => {
    if (service.selector === undefined) return false;
    const own = endpointSlices.filter((slice) => serviceKeyOf(slice) === objectKey(service));
    return JSON.stringify(own) === JSON.stringify(endpointSlicesOf(service, pods));
  };
  return new Set(services.filter(isDerived).map(objectKey));
}

function withBackends(slice: EndpointSlice, addresses: ReadonlySet<string>): EndpointSlice {
  const endpoints = slice.endpoints.filter(
    ({ pod, address }) => pod === undefined || addresses.has(`${pod} ${address}`),
  );
  return endpoints.length === slice.endpoints.length ? slice : { ...slice, endpoints };
}
