import type { Cluster, Endpoint, Flow, HostEndpoint, Labels, Pod, Verdict } from '../../../../model/index.ts';
import { endpointName, familyOf, isFinished, objectKey } from '../../../../model/index.ts';

/** A box of the cluster's picture: a pod, an address outside, a node that talks itself, a Service. */
export interface SceneItem {
  readonly key: string;
  readonly kind: Endpoint['kind'];
  readonly name: string;
  /** What is written below the name. */
  readonly lines: readonly string[];
  /** Whether policies stand between it and others, by direction. */
  readonly isolated: readonly string[];
  readonly part: 'source' | 'destination' | 'via' | 'bystander';
  /** Whether the flow starts and ends here. */
  readonly isBoth: boolean;
}

/** Where boxes stand: a node, the outside, or nowhere that matters. */
export interface ScenePlace {
  readonly kind: 'node' | 'unplaced' | 'services' | 'outside';
  readonly title: string;
  readonly note: string;
  readonly items: readonly SceneItem[];
}

/** A cluster as it is drawn. */
export interface Scene {
  /** In the order of the flow: where it starts, what it passes, where it ends, then the rest. */
  readonly places: readonly ScenePlace[];
}

/** More boxes than this in one place say nothing that their number does not. */
const MOST_ITEMS = 12;

/** Sorts a cluster's objects into places, those of the flow first. */
export function sceneOf(cluster: Cluster, flow?: Flow, verdict?: Verdict): Scene {
  const parts = partsOf(flow);
  const last = flow && keyOf(flow.backend?.endpoint ?? flow.destination);
  const family = flow === undefined ? undefined : familyOf(flow.source.ip);
  const subjects = [verdict?.reasons.egress, verdict?.reasons.ingress].flatMap((side) =>
    side === undefined || side.isolatedBy.length === 0 ? [] : [side],
  );
  const isolationOf = (key: string): string[] =>
    subjects.filter(({ subject }) => subject === key).map(({ direction }) => direction);

  const podItem = (pod: Pod): SceneItem => {
    const key = objectKey(pod);
    return {
      key,
      kind: pod.hostNetwork ? 'hostNetwork' : 'pod',
      name: key,
      lines: podLines(pod, family),
      isolated: isolationOf(key),
      part: parts.get(key) ?? 'bystander',
      isBoth: parts.get(key) === 'source' && key === last,
    };
  };
  const nodes = cluster.nodes.map(({ name, addresses }): ScenePlace => ({
    kind: 'node',
    title: `node ${name}`,
    note: addresses.find((ip) => family === undefined || familyOf(ip) === family) ?? '',
    items: [
      ...endItems(flow, parts, (end) => end.kind === 'node' && end.node === name),
      ...cluster.pods.filter(({ nodeName }) => nodeName === name).map(podItem),
    ],
  }));
  const known = new Set(cluster.nodes.map(({ name }) => name));
  const stray = cluster.pods.filter(({ nodeName }) => nodeName === undefined || !known.has(nodeName));
  const places: ScenePlace[] = [
    ...nodes,
    { kind: 'unplaced', title: 'cluster', note: 'no node named', items: stray.map(podItem) },
    { kind: 'services', title: 'services', note: '', items: serviceItems(cluster, parts) },
    { kind: 'outside', title: 'outside', note: '', items: outsideItems(cluster, flow, parts) },
  ];
  return {
    places: places
      .filter(({ kind, items }) => kind === 'node' || items.length > 0)
      .map(tidied)
      .sort(byFlow),
  };
}

/** The part that each end of the flow plays, by the key of its box. */
function partsOf(flow: Flow | undefined): ReadonlyMap<string, SceneItem['part']> {
  const parts = new Map<string, SceneItem['part']>();
  if (flow === undefined) return parts;
  const { source, destination, backend } = flow;
  parts.set(keyOf(destination), backend === undefined ? 'destination' : 'via');
  if (backend !== undefined) parts.set(keyOf(backend.endpoint), 'destination');
  // A pod that talks to itself starts what it ends.
  parts.set(keyOf(source), 'source');
  return parts;
}

/** The key of the box in which an end of a flow is drawn. */
export function keyOf(endpoint: Endpoint | HostEndpoint): string {
  return endpointName(endpoint);
}

const MOST_LINES = 5;

function podLines(pod: Pod, family: string | undefined): string[] {
  const address = pod.podIPs.find((ip) => family === undefined || familyOf(ip) === family);
  const state = [
    pod.hostNetwork ? 'hostNetwork' : undefined,
    isFinished(pod) || pod.phase !== 'Running' ? pod.phase : undefined,
    pod.terminating ? 'terminating' : undefined,
  ].filter((word) => word !== undefined);
  const ports = pod.ports
    .filter(({ name }) => name !== undefined)
    .map(({ name, containerPort, protocol }) => `${name} = ${protocol} ${containerPort}`);
  const all = [
    address ?? 'no address',
    ...(state.length === 0 ? [] : [state.join(', ')]),
    ...labelLines(pod.labels),
    ...ports,
  ];
  return all.length <= MOST_LINES
    ? all
    : [...all.slice(0, MOST_LINES - 1), `and ${all.length - MOST_LINES + 1} more`];
}

function labelLines(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function serviceItems({ services }: Cluster, parts: ReadonlyMap<string, SceneItem['part']>): SceneItem[] {
  return services.map((service) => {
    const key = `service ${objectKey(service)}`;
    return {
      key,
      kind: 'service',
      name: objectKey(service),
      lines: [
        service.clusterIPs[0] ?? 'headless',
        ...service.ports.map(({ protocol, port, targetPort }) => `${protocol} ${port} → ${targetPort}`),
      ].slice(0, MOST_LINES),
      isolated: [],
      part: parts.get(key) ?? 'bystander',
      isBoth: false,
    };
  });
}

function outsideItems(
  { externals }: Cluster,
  flow: Flow | undefined,
  parts: ReadonlyMap<string, SceneItem['part']>,
): SceneItem[] {
  const own = endItems(flow, parts, ({ kind }) => kind === 'external');
  const others = externals
    .filter(({ ip }) => !own.some(({ key }) => key === ip))
    .map(({ ip, name }): SceneItem => ({
      key: ip,
      kind: 'external',
      name: ip,
      lines: name === undefined ? [] : [name],
      isolated: [],
      part: 'bystander',
      isBoth: false,
    }));
  return [...own, ...others];
}

/** Ends of the flow that no object of the cluster stands for. */
function endItems(
  flow: Flow | undefined,
  parts: ReadonlyMap<string, SceneItem['part']>,
  isMeant: (end: Endpoint) => boolean,
): SceneItem[] {
  if (flow === undefined) return [];
  const ends = [
    flow.source,
    flow.destination,
    ...(flow.backend === undefined ? [] : [flow.backend.endpoint]),
  ];
  const distinct = new Map(ends.filter(isMeant).map((end) => [keyOf(end), end]));
  return [...distinct.values()].map((end) => ({
    key: keyOf(end),
    kind: end.kind,
    name: end.kind === 'node' ? 'the node itself' : keyOf(end),
    lines: end.kind === 'node' ? [end.ip] : [],
    isolated: [],
    part: parts.get(keyOf(end)) ?? 'bystander',
    isBoth: false,
  }));
}

const PARTS: readonly SceneItem['part'][] = ['source', 'via', 'destination', 'bystander'];

/** The flow's own boxes on top, the rest up to a number. */
function tidied(place: ScenePlace): ScenePlace {
  const items = place.items.toSorted((a, b) => PARTS.indexOf(a.part) - PARTS.indexOf(b.part));
  const rest = items.length - MOST_ITEMS;
  if (rest <= 0) return { ...place, items };
  const note = [place.note, `${rest} more not drawn`].filter((text) => text !== '').join(', ');
  return { ...place, items: items.slice(0, MOST_ITEMS), note };
}

function byFlow(a: ScenePlace, b: ScenePlace): number {
  return rankOf(a) - rankOf(b);
}

function rankOf({ items }: ScenePlace): number {
  return Math.min(...items.map(({ part }) => PARTS.indexOf(part)), PARTS.length);
}
