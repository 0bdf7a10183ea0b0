import type { EndpointSlice, Pod, Service } from '../../model/index.ts';
import { endpointSlicesOf } from '../../admission/index.ts';
import type { Draft } from '../draft.ts';
import { EXTERNAL_BACKEND } from '../pools/addresses.ts';
import { placeText } from '../pools/places.ts';

/** The slices of all Services: derived from the pods, or written by hand for a Service without selector. */
export function slicesOf(draft: Draft, services: readonly Service[], pods: readonly Pod[]): EndpointSlice[] {
  return services.flatMap((service) =>
    service.selector === undefined ? externalSlices(draft, service) : endpointSlicesOf(service, pods),
  );
}

/** One address outside the cluster for each family (SVC-4). */
function externalSlices({ words }: Draft, service: Service): EndpointSlice[] {
  return words.families.map((family, index) => ({
    kind: 'EndpointSlice',
    namespace: service.namespace,
    name: `${service.name}-${index + 1}`,
    service: service.name,
    addressType: family,
    endpoints: [{ address: placeText(EXTERNAL_BACKEND[family]), ready: true }],
    ports: service.ports.map(({ name, protocol, port, targetPort }) => ({
      ...(name === undefined ? {} : { name }),
      protocol,
      port: typeof targetPort === 'number' ? targetPort : port,
    })),
  }));
}
