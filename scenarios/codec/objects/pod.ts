import type { ContainerPort, IPFamily, Labels, Node, Pod, PodPhase } from '../../../model/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { Field } from '../document/field.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import { addressesPart, choicePart, flagPart, labelsPart, optionalTextPart } from './part-codecs.ts';
import { readParts, writeParts, type PartTable } from './parts.ts';
import { containerPortsPart } from './ports.ts';
import { splitKey } from './keys.ts';

interface PodParts {
  readonly labels: Labels;
  readonly node: string | undefined;
  readonly hostNetwork: boolean;
  readonly ips: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly phase: PodPhase;
  readonly terminating: boolean;
  readonly uid: string;
}

/** What a pod's entry leaves to its surroundings. */
export interface PodContext {
  readonly nodes: readonly Node[];
  /** The uid of a pod whose entry names none. */
  readonly uid: string;
}

const POD_PARTS: PartTable<PodParts, PodContext> = {
  labels: labelsPart,
  node: optionalTextPart,
  hostNetwork: flagPart,
  ips: { ...addressesPart, fallback: nodeAddresses },
  ports: containerPortsPart,
  phase: choicePart<PodPhase>(['Running', 'Pending', 'Succeeded', 'Failed', 'Unknown']),
  terminating: flagPart,
  uid: {
    read: optionalTextPart.read as (field: Field) => string,
    write: (uid) => uid,
    fallback: (_, { uid }) => uid,
  },
};

/** A hostNetwork pod has the first address of each family of its node; any other has none until it is given. */
function nodeAddresses({ node, hostNetwork }: Partial<PodParts>, { nodes }: PodContext): readonly string[] {
  if (hostNetwork !== true) return [];
  const addresses = nodes.find(({ name }) => name === node)?.addresses ?? [];
  const families: readonly IPFamily[] = ['IPv4', 'IPv6'];
  return families.flatMap((family) => addresses.find((ip) => familyOf(ip) === family) ?? []);
}

export function readPod(key: string, field: Field, context: PodContext, previous?: Pod): Pod {
  const parts = readParts(field, POD_PARTS, context, previous && partsOf(previous));
  return {
    kind: 'Pod',
    ...splitKey(key, field),
    uid: parts.uid,
    labels: parts.labels,
    ...(parts.node === undefined ? {} : { nodeName: parts.node }),
    hostNetwork: parts.hostNetwork,
    phase: parts.phase,
    terminating: parts.terminating,
    podIPs: parts.ips,
    ports: parts.ports,
  };
}

export function writePod(pod: Pod, context: PodContext, previous?: Pod): YamlValue {
  return writeParts(partsOf(pod), POD_PARTS, context, previous && partsOf(previous));
}

function partsOf(pod: Pod): PodParts {
  return {
    labels: pod.labels,
    node: pod.nodeName,
    hostNetwork: pod.hostNetwork,
    ips: pod.podIPs,
    ports: pod.ports,
    phase: pod.phase,
    terminating: pod.terminating,
    uid: pod.uid,
  };
}
