import type {
  ClusterEvent,
  ClusterObject,
  ClusterObjectKind,
  EndpointSlice,
  NetworkPolicy,
  Node,
  PartialProfile,
  Pod,
  Service,
} from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { fail, readList, readMap, readRecord, readStrings, type Field } from '../document/field.ts';
import { mapping, type YamlValue } from '../document/yaml-value.ts';
import { readEndpointSlice, writeEndpointSlice } from '../objects/endpoint-slice.ts';
import { readNamespace, writeNamespace } from '../objects/namespace.ts';
import { readNode, writeNode } from '../objects/node.ts';
import { readPod, writePod } from '../objects/pod.ts';
import { readPolicy, writePolicy, writeStoredPolicy } from '../objects/policy.ts';
import { readService, writeService } from '../objects/service.ts';
import { readStoredPolicy } from '../objects/stored-policy.ts';
import type { Timeline } from './timeline.ts';

// The `add`, `change` and `remove` items of a step. Their order, down to single objects, is that of the events.

const KIND_OF_SECTION = {
  nodes: 'Node',
  namespaces: 'Namespace',
  pods: 'Pod',
  services: 'Service',
  endpointSlices: 'EndpointSlice',
  policies: 'NetworkPolicy',
  storedPolicies: 'NetworkPolicy',
} as const satisfies Record<string, ClusterObjectKind>;

type Section = keyof typeof KIND_OF_SECTION;

const SECTIONS = Object.keys(KIND_OF_SECTION) as Section[];

export const CHANGE_VERBS = ['add', 'change', 'remove'] as const;
export type ChangeVerb = (typeof CHANGE_VERBS)[number];

const EVENT_OF_VERB = { add: 'ADDED', change: 'MODIFIED', remove: 'DELETED' } as const;
const VERB_OF_EVENT = { ADDED: 'add', MODIFIED: 'change', DELETED: 'remove' } as const;

/** The events of one item; the timeline moves on with each of them. */
export function readChanges(
  verb: ChangeVerb,
  field: Field,
  timeline: Timeline,
  profile: PartialProfile,
): ClusterEvent[] {
  const events: ClusterEvent[] = [];
  for (const [name, at] of Object.entries(readRecord(field, SECTIONS))) {
    for (const [key, entry] of entriesOf(verb, name as Section, at)) {
      const object = readObject(verb, name as Section, key, entry, timeline, profile);
      const event: ClusterEvent = { type: EVENT_OF_VERB[verb], object };
      timeline.apply(event);
      events.push(event);
    }
  }
  return events;
}

/** What a section holds, by key; the key of a policy stands in its manifest. */
function entriesOf(verb: ChangeVerb, section: Section, field: Field): [string, Field][] {
  if (verb === 'remove') {
    const fields = readList(field);
    return readStrings(field).map((key, index) => [key, fields[index]!]);
  }
  if (KIND_OF_SECTION[section] !== 'NetworkPolicy') return readMap(field);
  return readList(field).map((item) => [manifestKey(item), item]);
}

function manifestKey(manifest: Field): string {
  const metadata = readMap(manifest).find(([key]) => key === 'metadata')?.[1];
  const parts = new Map(metadata === undefined ? [] : readMap(metadata));
  const text = (key: string): string =>
    String((parts.get(key)?.node as { value?: unknown } | undefined)?.value);
  return `${text('namespace')}/${text('name')}`;
}

function readObject(
  verb: ChangeVerb,
  section: Section,
  key: string,
  field: Field,
  timeline: Timeline,
  profile: PartialProfile,
): ClusterObject {
  const kind = KIND_OF_SECTION[section];
  const previous = timeline.find(kind, key);
  if (verb === 'add') {
    if (previous !== undefined) fail(field, `${key} is already there: change it`);
  } else if (previous === undefined) fail(field, `there is no ${key} to ${verb}`);
  if (verb === 'remove') return previous!;
  const { pods, nodes } = timeline.cluster();
  switch (section) {
    case 'nodes':
      return readNode(key, field, previous as Node | undefined);
    case 'namespaces':
      return readNamespace(key, field);
    case 'pods':
      return readPod(key, field, { nodes, uid: timeline.nextPodUid(key) }, previous as Pod | undefined);
    case 'services':
      return readService(key, field, previous as Service | undefined).service;
    case 'endpointSlices':
      return readEndpointSlice(key, field, pods, previous as EndpointSlice | undefined);
    case 'policies':
      return readPolicy(field, profile, previous as NetworkPolicy | undefined);
    case 'storedPolicies':
      return readStoredPolicy(field);
  }
}

interface Item {
  readonly verb: ChangeVerb;
  readonly sections: Map<Section, [string, YamlValue][]>;
}

/** The items from which {@link readChanges} makes the events: as few as keep their order. */
export function writeChanges(
  events: readonly ClusterEvent[],
  timeline: Timeline,
  profile: PartialProfile,
): YamlValue[] {
  const items: Item[] = [];
  for (const event of events) {
    const verb = VERB_OF_EVENT[event.type];
    const key = objectKey(event.object);
    const [section, value] = writeObject(verb, event.object, timeline, profile);
    const last = items.at(-1);
    if (last !== undefined && last.verb === verb && canTake(last, section, key)) {
      last.sections.set(section, [...(last.sections.get(section) ?? []), [key, value]]);
    } else {
      items.push({ verb, sections: new Map([[section, [[key, value]]]]) });
    }
    timeline.apply(event);
  }
  return items.map(writeItem);
}

/** A section may grow while it is the last one, and an object may occur once. */
function canTake({ sections }: Item, section: Section, key: string): boolean {
  const entries = sections.get(section);
  if (entries === undefined) return true;
  return [...sections.keys()].at(-1) === section && entries.every(([other]) => other !== key);
}

function writeItem({ verb, sections }: Item): YamlValue {
  const written = [...sections].map(([section, entries]): [string, YamlValue] => {
    if (verb === 'remove') return [section, entries.map(([key]) => key)];
    const isPolicy = KIND_OF_SECTION[section] === 'NetworkPolicy';
    return [section, isPolicy ? entries.map(([, value]) => value) : mapping(entries)];
  });
  return mapping([[verb, mapping(written)]]);
}

function writeObject(
  verb: ChangeVerb,
  object: ClusterObject,
  timeline: Timeline,
  profile: PartialProfile,
): [Section, YamlValue] {
  const { pods, nodes } = timeline.cluster();
  const key = objectKey(object);
  const previous = verb === 'change' ? timeline.find(object.kind, key) : undefined;
  switch (object.kind) {
    case 'Node':
      return ['nodes', writeNode(object, previous as Node | undefined)];
    case 'Namespace':
      return ['namespaces', writeNamespace(object)];
    case 'Pod': {
      const context = { nodes, uid: timeline.nextPodUid(key) };
      return ['pods', writePod(object, context, previous as Pod | undefined)];
    }
    case 'Service':
      return ['services', writeService(object, false, previous as Service | undefined)];
    case 'EndpointSlice':
      return ['endpointSlices', writeEndpointSlice(object, pods, previous as EndpointSlice | undefined)];
    case 'NetworkPolicy': {
      if (verb === 'remove') return ['policies', null];
      const manifest = writePolicy(object, profile, previous as NetworkPolicy | undefined);
      return manifest === undefined ? ['storedPolicies', writeStoredPolicy(object)] : ['policies', manifest];
    }
  }
}
