import type { Namespace, Pod, Service, ServicePort, ServiceType } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { balancerPlace, clusterPlace, EXTERNAL_BACKEND, externalServicePlace } from '../pools/addresses.ts';
import { nameAt } from '../pools/names.ts';
import type { Place } from '../pools/places.ts';
import { chance, oneIn, pick } from '../random.ts';
import type { AddressBook } from './address-book.ts';
import { enter } from './address-book.ts';

const FIRST_NODE_PORT = 30080;

/** Draws the Services of a cluster; none where the case has no Services. */
export function drawServices(
  draft: Draft,
  namespaces: readonly Namespace[],
  pods: readonly Pod[],
  book: AddressBook,
): Service[] {
  const services: Service[] = [];
  if (!draft.on.services) return services;
  for (let index = 0, total = count(draft, draft.sizes.services); index < total; index++) {
    services.push(drawService(draft, index, namespaces, pods, book));
  }
  return services;
}

/** Draws the Service of the number, which decides its name, addresses and node ports. */
export function drawService(
  draft: Draft,
  index: number,
  namespaces: readonly Namespace[],
  pods: readonly Pod[],
  book: AddressBook,
): Service {
  const { random, on, words } = draft;
  const backend = pick(random, pods);
  const external = on.externalBackends && oneIn(random, 3);
  if (external) for (const family of words.families) book[family].push(EXTERNAL_BACKEND[family]);
  const headless = on.headlessServices && oneIn(random, 3);
  const type = headless ? 'ClusterIP' : drawType(draft);
  const each = (wanted: boolean, place: (family: Place['family'], at: number) => Place): string[] =>
    wanted ? words.families.map((family) => enter(book, place(family, index))) : [];
  return {
    kind: 'Service',
    namespace: external ? pick(random, namespaces).name : backend.namespace,
    name: nameAt(words.labelNames, index),
    type,
    ...(external ? {} : { selector: drawServiceSelector(draft, backend) }),
    clusterIPs: each(!headless, clusterPlace),
    externalIPs: each(!headless && on.externalIPs && oneIn(random, 3), externalServicePlace),
    loadBalancerIPs: each(type === 'LoadBalancer', balancerPlace),
    ports: drawServicePorts(draft, index, backend, type !== 'ClusterIP', external),
    externalTrafficPolicy:
      on.localTrafficPolicies && type !== 'ClusterIP' && oneIn(random, 2) ? 'Local' : 'Cluster',
    internalTrafficPolicy: on.localTrafficPolicies && oneIn(random, 3) ? 'Local' : 'Cluster',
  };
}

function drawType({ random, on }: Draft): ServiceType {
  if (on.nodePorts && oneIn(random, 3)) return 'NodePort';
  return on.loadBalancers && oneIn(random, 3) ? 'LoadBalancer' : 'ClusterIP';
}

/** One label of the pod; the label of its own choice where it has none, which then selects nothing. */
export function drawServiceSelector({ random, words }: Draft, backend: Pod): Record<string, string> {
  const selector = Object.create(null) as Record<string, string>;
  const keys = Object.keys(backend.labels);
  if (keys.length === 0) {
    selector[words.keys[0]!] = words.values[0]!;
  } else {
    const key = pick(random, keys);
    selector[key] = backend.labels[key]!;
  }
  return selector;
}

function drawServicePorts(
  draft: Draft,
  service: number,
  backend: Pod,
  published: boolean,
  external: boolean,
): ServicePort[] {
  const { random, on, words } = draft;
  const wanted = on.multiPortServices && oneIn(random, 2) ? count(draft, draft.sizes.servicePorts) : 1;
  const ports: ServicePort[] = [];
  for (let index = 0; index < wanted; index++) {
    const protocol = pick(random, words.protocols);
    const port = pick(random, words.portNumbers);
    if (ports.some((other) => other.port === port && other.protocol === protocol)) continue;
    ports.push({
      // Several ports must have names, all different.
      ...(wanted === 1 ? {} : { name: `p${index}` }),
      protocol,
      port,
      targetPort: drawTarget(draft, port, backend, external),
      ...(published && (on.nodePorts || on.loadBalancers)
        ? { nodePort: FIRST_NODE_PORT + service * 10 + index }
        : {}),
    });
  }
  return ports;
}

function drawTarget(draft: Draft, port: number, backend: Pod, external: boolean): number | string {
  const { random, on, words } = draft;
  const name = external ? undefined : backend.ports.find((candidate) => candidate.name !== undefined)?.name;
  if (on.namedTargetPorts && name !== undefined && oneIn(random, 3)) return name;
  return on.targetPorts && chance(random, 0.6) ? pick(random, words.portNumbers) : port;
}
