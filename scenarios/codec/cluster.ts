import { isSeq } from 'yaml';
import { endpointSlicesOf } from '../../admission/index.ts';
import type {
  Cluster,
  EndpointSlice,
  ExternalEndpoint,
  Namespace,
  NetworkPolicy,
  Node,
  Pod,
  Service,
} from '../../model/index.ts';
import { objectKey, parseAddress } from '../../model/index.ts';
import { didYouMean } from './document/did-you-mean.ts';
import { fail, isText, readList, readMap, readRecord, readString, type Field } from './document/field.ts';
import { sameData } from './document/same-data.ts';
import { mapping, type YamlValue } from './document/yaml-value.ts';
import { openFixture } from './fixtures.ts';
import { readEndpointSlice, writeEndpointSlice } from './objects/endpoint-slice.ts';
import { readNamespace, writeNamespace } from './objects/namespace.ts';
import { readNode, writeNode } from './objects/node.ts';
import { readAddress } from './objects/part-codecs.ts';
import { readPod, writePod } from './objects/pod.ts';
import { readService, writeService } from './objects/service.ts';

interface Draft {
  readonly nodes: Map<string, Node>;
  readonly namespaces: Map<string, Namespace>;
  readonly pods: Map<string, Pod>;
  readonly services: Map<string, { readonly service: Service; readonly handMade: boolean }>;
  readonly slices: Map<string, EndpointSlice>;
  readonly externals: ExternalEndpoint[];
}

const SECTIONS = ['nodes', 'namespaces', 'pods', 'services', 'endpointSlices', 'externals'] as const;

/** The cluster that a file describes; `policies` are already decoded. */
export function readCluster(field: Field | undefined, policies: readonly NetworkPolicy[]): Cluster {
  const draft: Draft = {
    nodes: new Map(),
    namespaces: new Map(),
    pods: new Map(),
    services: new Map(),
    slices: new Map(),
    externals: [],
  };
  if (field !== undefined) {
    const { fixture, ...sections } = readRecord(field, ['fixture', ...SECTIONS]);
    if (fixture !== undefined) {
      readSections(draft, readRecord(openFixture(readString(fixture), fixture), SECTIONS));
    }
    readSections(draft, sections);
  }
  const pods = [...draft.pods.values()];
  return {
    nodes: [...draft.nodes.values()],
    namespaces: [...draft.namespaces.values()],
    pods,
    services: [...draft.services.values()].map(({ service }) => service),
    endpointSlices: [...derivedSlices(draft, pods), ...draft.slices.values()],
    policies,
    externals: draft.externals,
  };
}

/** Fills the draft; what is already there is replaced by what has the same identity. */
function readSections(
  draft: Draft,
  sections: { readonly [Section in (typeof SECTIONS)[number]]?: Field },
): void {
  for (const [name, at] of entries(sections.nodes)) draft.nodes.set(name, readNode(name, at));
  for (const [name, at] of entries(sections.namespaces)) draft.namespaces.set(name, readNamespace(name, at));
  for (const [key, at] of entries(sections.pods)) {
    const pod = readPod(key, at, { nodes: [...draft.nodes.values()], uid: podUid(key, 1) });
    checkNamespace(pod.namespace, draft, at);
    if (pod.nodeName !== undefined && !draft.nodes.has(pod.nodeName)) {
      fail(at, `no node ${pod.nodeName}${didYouMean(pod.nodeName, draft.nodes.keys())}`);
    }
    draft.pods.set(key, pod);
  }
  for (const [key, at] of entries(sections.services)) {
    const entry = readService(key, at);
    checkNamespace(entry.service.namespace, draft, at);
    draft.services.set(key, entry);
  }
  for (const [key, at] of entries(sections.endpointSlices)) {
    draft.slices.set(key, readEndpointSlice(key, at, [...draft.pods.values()]));
  }
  if (sections.externals !== undefined) readExternals(sections.externals, draft.externals);
}

function checkNamespace(name: string, draft: Draft, at: Field): void {
  if (!draft.namespaces.has(name))
    fail(at, `no namespace ${name}${didYouMean(name, draft.namespaces.keys())}`);
}

function entries(field: Field | undefined): [string, Field][] {
  return field === undefined ? [] : readMap(field);
}

/** The slices of every Service that has a selector and none written by hand. */
function derivedSlices(draft: Draft, pods: readonly Pod[]): EndpointSlice[] {
  const byHand = new Set(
    [...draft.slices.values()].map(({ namespace, service }) => `${namespace}/${service}`),
  );
  return [...draft.services.values()].flatMap(({ service, handMade }) =>
    handMade || byHand.has(objectKey(service)) ? [] : derivedSlicesOf(service, pods),
  );
}

function derivedSlicesOf(service: Service, pods: readonly Pod[]): EndpointSlice[] {
  return service.selector === undefined ? [] : endpointSlicesOf(service, pods);
}

/** Named addresses as a mapping, or a list of such mappings and of addresses without a name. */
function readExternals(field: Field, externals: ExternalEndpoint[]): void {
  for (const item of isSeq(field.node) ? readList(field) : [field]) {
    if (isText(item)) externals.push({ ip: readAddress(item) });
    else for (const [name, at] of readMap(item)) addExternal(name, at, externals);
  }
}

function addExternal(name: string, at: Field, externals: ExternalEndpoint[]): void {
  if (!isExternalName(name)) {
    fail(at, `${JSON.stringify(name)} cannot name an external: it would read as another end of a flow`);
  }
  const replaced = externals.findIndex((external) => external.name === name);
  if (replaced >= 0) externals.splice(replaced, 1);
  externals.push({ name, ip: readAddress(at) });
}

function isExternalName(name: string): boolean {
  return /^[^\s/:@*]+$/.test(name) && parseAddress(name) === undefined;
}

/** The uid of the n-th pod of one name, where the file gives none: a new pod is never the old one. */
export function podUid(key: string, incarnation: number): string {
  return incarnation === 1 ? key : `${key}#${incarnation}`;
}

/** The entry from which {@link readCluster} makes the cluster; policies stand elsewhere. */
export function writeCluster(cluster: Cluster): YamlValue | undefined {
  const { pods, nodes } = cluster;
  const slices = splitSlices(cluster);
  const section = <T>(
    objects: readonly T[],
    keyOf: (object: T) => string,
    write: (object: T) => YamlValue,
  ): YamlValue | undefined =>
    objects.length === 0 ? undefined : mapping(objects.map((object) => [keyOf(object), write(object)]));

  const result = mapping([
    ['nodes', section(nodes, objectKey, (node) => writeNode(node))],
    ['namespaces', section(cluster.namespaces, objectKey, writeNamespace)],
    ['pods', section(pods, objectKey, (pod) => writePod(pod, { nodes, uid: podUid(objectKey(pod), 1) }))],
    [
      'services',
      section(cluster.services, objectKey, (service) =>
        writeService(service, slices.handMade.has(objectKey(service))),
      ),
    ],
    ['endpointSlices', section(slices.byHand, objectKey, (slice) => writeEndpointSlice(slice, pods))],
    ['externals', writeExternals(cluster.externals)],
  ]);
  return result.size === 0 ? undefined : result;
}

/** The slices that must be written, and the Services that must say that their selector makes none. */
function splitSlices({ services, endpointSlices, pods }: Cluster): {
  readonly byHand: readonly EndpointSlice[];
  readonly handMade: ReadonlySet<string>;
} {
  const owns = (service: Service, slice: EndpointSlice): boolean =>
    slice.namespace === service.namespace && slice.service === service.name;
  const asDerived = services.filter((service) => {
    const own = endpointSlices.filter((slice) => owns(service, slice));
    return service.selector !== undefined && sameData(own, derivedSlicesOf(service, pods));
  });
  const byHand = endpointSlices.filter((slice) => !asDerived.some((service) => owns(service, slice)));
  const implied = asDerived.flatMap((service) => derivedSlicesOf(service, pods));
  // Slices in another order than reading would give them must all be written.
  const inOrder = sameData([...implied, ...byHand], endpointSlices);
  const written = inOrder ? byHand : endpointSlices;
  const handMade = services.filter(
    (service) =>
      service.selector !== undefined &&
      !(inOrder && asDerived.includes(service)) &&
      !written.some((slice) => owns(service, slice)),
  );
  return { byHand: written, handMade: new Set(handMade.map(objectKey)) };
}

function writeExternals(externals: readonly ExternalEndpoint[]): YamlValue | undefined {
  if (externals.length === 0) return undefined;
  if (externals.every(({ name }) => name !== undefined)) {
    return mapping(externals.map(({ name, ip }) => [name!, ip]));
  }
  return externals.map(({ name, ip }) => (name === undefined ? ip : mapping([[name, ip]])));
}
