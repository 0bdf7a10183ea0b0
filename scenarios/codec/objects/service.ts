import type { Labels, Service, ServicePort, ServiceType, TrafficPolicy } from '../../../model/index.ts';
import type { Field } from '../document/field.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import { splitKey } from './keys.ts';
import { addressesPart, choicePart, flagPart, readLabels, writeLabels } from './part-codecs.ts';
import { readParts, writeParts, type PartTable } from './parts.ts';
import { servicePortsPart } from './ports.ts';

interface ServiceParts {
  readonly type: ServiceType;
  readonly ips: readonly string[];
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  readonly selector: Labels | undefined;
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly internalTrafficPolicy: TrafficPolicy;
  /** Set where the selector is not to make EndpointSlices: there are none, or those written by hand. */
  readonly handMade: boolean;
}

const trafficPolicyPart = choicePart<TrafficPolicy>(['Cluster', 'Local']);

const SERVICE_PARTS: PartTable<ServiceParts> = {
  type: choicePart<ServiceType>(['ClusterIP', 'NodePort', 'LoadBalancer']),
  ips: addressesPart,
  externalIPs: addressesPart,
  loadBalancerIPs: addressesPart,
  selector: {
    read: readLabels,
    write: (selector) => writeLabels(selector ?? {}),
    fallback: () => undefined,
  },
  ports: servicePortsPart,
  externalTrafficPolicy: trafficPolicyPart,
  internalTrafficPolicy: trafficPolicyPart,
  handMade: flagPart,
};

/** A Service, and whether its EndpointSlices are made by hand although it has a selector. */
export function readService(
  key: string,
  field: Field,
  previous?: Service,
): { readonly service: Service; readonly handMade: boolean } {
  const parts = readParts(field, SERVICE_PARTS, undefined, previous && partsOf(previous, false));
  const service: Service = {
    kind: 'Service',
    ...splitKey(key, field),
    type: parts.type,
    ...(parts.selector === undefined ? {} : { selector: parts.selector }),
    clusterIPs: parts.ips,
    externalIPs: parts.externalIPs,
    loadBalancerIPs: parts.loadBalancerIPs,
    ports: parts.ports,
    externalTrafficPolicy: parts.externalTrafficPolicy,
    internalTrafficPolicy: parts.internalTrafficPolicy,
  };
  return { service, handMade: parts.handMade };
}

export function writeService(service: Service, handMade: boolean, previous?: Service): YamlValue {
  return writeParts(
    partsOf(service, handMade),
    SERVICE_PARTS,
    undefined,
    previous && partsOf(previous, false),
  );
}

function partsOf(service: Service, handMade: boolean): ServiceParts {
  return {
    type: service.type,
    ips: service.clusterIPs,
    externalIPs: service.externalIPs,
    loadBalancerIPs: service.loadBalancerIPs,
    selector: service.selector,
    ports: service.ports,
    externalTrafficPolicy: service.externalTrafficPolicy,
    internalTrafficPolicy: service.internalTrafficPolicy,
    handMade,
  };
}
