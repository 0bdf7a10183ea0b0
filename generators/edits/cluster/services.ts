import type { EndpointSlice, Scenario, Service, ServicePort } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, simplerElements, simplerField, withoutField } from '../edit.ts';
import { mapObjects, simplerObjects } from '../objects.ts';
import { fewerLabels } from '../policies/selectors.ts';
import type { References } from '../references.ts';
import { derivedServices, followPods, serviceKeyOf } from './slices.ts';

/** The scenario without some of the Services that no flow mentions, each with its slices. */
export function* fewerServices(scenario: Scenario, references: References): Generator<Edit> {
  const keys = scenario.cluster.services.map(objectKey).filter((key) => !references.services.has(key));
  for (const { describe, to } of shorterLists(keys, (dropped) => `service ${dropped.join(', ')}`)) {
    const gone = new Set(keys.filter((key) => !to.includes(key)));
    yield {
      describe,
      apply: () =>
        mapObjects(scenario, (object) => {
          if (object.kind === 'Service') return gone.has(objectKey(object)) ? undefined : object;
          return object.kind === 'EndpointSlice' && gone.has(serviceKeyOf(object)) ? undefined : object;
        }),
    };
  }
  yield* fewerSlices(scenario);
}

/** Only slices written by hand: the others come back with their Service. */
function* fewerSlices(scenario: Scenario): Generator<Edit> {
  const derived = derivedServices(scenario.cluster);
  const keys = scenario.cluster.endpointSlices
    .filter((slice) => !derived.has(serviceKeyOf(slice)))
    .map(objectKey);
  for (const { describe, to } of shorterLists(keys, (dropped) => `endpoint slice ${dropped.join(', ')}`)) {
    const gone = new Set(keys.filter((key) => !to.includes(key)));
    yield {
      describe,
      apply: () =>
        mapObjects(scenario, (object) =>
          object.kind === 'EndpointSlice' && gone.has(objectKey(object)) ? undefined : object,
        ),
    };
  }
  yield* simplerObjects(scenario, 'EndpointSlice', (slice) =>
    derived.has(serviceKeyOf(slice)) ? [] : shorterSlices(slice),
  );
}

function* shorterSlices(slice: EndpointSlice): Generator<Cut<EndpointSlice>> {
  for (const { describe, to } of shorterLists(slice.endpoints, (dropped) => `${dropped.length} endpoints`)) {
    yield { describe, to: { ...slice, endpoints: to } };
  }
  for (const { describe, to } of shorterLists(slice.ports, (dropped) => `${dropped.length} ports`)) {
    yield { describe, to: { ...slice, ports: to } };
  }
}

/** Services with fewer ports and addresses, of the simplest type. */
export function simplerServices(scenario: Scenario, references: References): Generator<Edit> {
  return simplerObjects(
    scenario,
    'Service',
    (service) => simplerService(service, references),
    (after) => followPods(scenario, after),
  );
}

function* simplerService(service: Service, { ips }: References): Generator<Cut<Service>> {
  const { ports } = service;
  for (const { describe, to } of shorterLists(
    ports,
    (dropped) => `port ${dropped.map(({ port }) => port).join(', ')}`,
  )) {
    if (to.length > 0) yield { describe, to: { ...service, ports: to } };
  }
  if (service.type !== 'ClusterIP' && service.loadBalancerIPs.every((ip) => !ips.has(ip))) {
    const plain = ports.map((port) => withoutField(port, 'nodePort'));
    yield {
      describe: `${service.type} → ClusterIP`,
      to: {
        ...service,
        type: 'ClusterIP',
        loadBalancerIPs: [],
        ports: plain,
        externalTrafficPolicy: 'Cluster',
      },
    };
  }
  yield* fewerAddresses(service, ips);
  for (const policy of ['externalTrafficPolicy', 'internalTrafficPolicy'] as const) {
    if (service[policy] !== 'Cluster') {
      yield { describe: `${policy} → Cluster`, to: { ...service, [policy]: 'Cluster' } };
    }
  }
  yield* simplerField(service, 'selector', function* (selector) {
    for (const cut of fewerLabels(selector)) if (Object.keys(cut.to).length > 0) yield cut;
  });
  for (const { describe, to } of simplerElements(ports, simplerServicePorts)) {
    yield { describe, to: { ...service, ports: to } };
  }
}

function* fewerAddresses(service: Service, referenced: ReadonlySet<string>): Generator<Cut<Service>> {
  for (const list of ['externalIPs', 'loadBalancerIPs', 'clusterIPs'] as const) {
    const free = service[list].filter((ip) => !referenced.has(ip));
    for (const { describe, to } of shorterLists(free, (dropped) => `${list} ${dropped.join(', ')}`)) {
      const gone = new Set(free.filter((ip) => !to.includes(ip)));
      const left = service[list].filter((ip) => !gone.has(ip));
      // Without any cluster IP it would be a headless Service, which is another thing.
      if (list !== 'clusterIPs' || left.length > 0) yield { describe, to: { ...service, [list]: left } };
    }
  }
}

function* simplerServicePorts(port: ServicePort): Generator<Cut<ServicePort>> {
  if (port.targetPort !== port.port) {
    yield {
      describe: `targetPort ${port.targetPort} → ${port.port}`,
      to: { ...port, targetPort: port.port },
    };
  }
  if (port.nodePort !== undefined) yield { describe: 'drop nodePort', to: withoutField(port, 'nodePort') };
}
