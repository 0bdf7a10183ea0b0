import type {
  Cluster,
  Direction,
  LabelSelector,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  PartialProfile,
  Pod,
  ProbeEndpoint,
  ProbePort,
  Protocol,
} from '../../../model/index.ts';
import {
  formatCidr,
  hasPorts,
  labelOf,
  labelsFrom,
  NAMESPACE_NAME_LABEL,
  objectKey,
  policyTypeOf,
  singleAddress,
  withPeers,
} from '../../../model/index.ts';
import type { Occasion } from '../metamorphic.ts';

/** One end of a flow, with the pod that it is. */
interface End {
  readonly end: ProbeEndpoint;
  /** Absent for a node and for an address outside. */
  readonly pod?: Pod;
}

/** A flow that policies can name. */
export interface FlowToAdmit {
  readonly source: End;
  readonly destination: End;
  readonly protocol: Protocol;
  readonly port: number;
}

/** How peers and ports are named. */
export interface Naming {
  readonly peer: 'labels' | 'namespace' | 'address';
  readonly port: 'number' | 'range of one' | 'range' | 'name' | 'protocol' | 'nothing';
}

const PEERS: readonly Naming['peer'][] = ['labels', 'namespace', 'address'];
const PORTS: readonly Naming['port'][] = ['number', 'range', 'name', 'range of one', 'protocol', 'nothing'];

/** The case's way of naming, as far as the engine has declared to understand it. */
export function namingOf({ salt, profile, capabilities }: Occasion): Naming {
  const peer = PEERS[salt % PEERS.length]!;
  const port = PORTS[(salt >>> 8) % PORTS.length]!;
  const hasRanges = capabilities.endPort && profile.endPort === 'supported';
  return {
    // IPB-6: whether a block matches a pod's address is for the plugin to say.
    peer: peer === 'address' && profile.ipBlockMatchesPodIPs !== 'yes' ? 'labels' : peer,
    port:
      (port.startsWith('range') && !hasRanges) || (port === 'name' && !capabilities.namedPorts)
        ? 'number'
        : port,
  };
}

/**
 * The flow of a cell, if policies that name it mean that it must pass: between pods, nodes and outsiders, without
 * a translation on the way, and by a protocol that the engine has to know.
 */
export function flowToAdmit(
  cluster: Cluster,
  cell: { readonly source: ProbeEndpoint; readonly destination: ProbeEndpoint; readonly port: ProbePort },
  { sctp }: PartialProfile,
): FlowToAdmit | undefined {
  const { protocol, port } = cell.port;
  if (!hasPorts(protocol) || port === undefined) return undefined;
  // PROTO-5: not every plugin understands SCTP items.
  if (protocol === 'SCTP' && sctp !== 'supported') return undefined;
  const source = endOf(cluster, cell.source);
  const destination = endOf(cluster, cell.destination);
  if (source === undefined || destination === undefined) return undefined;
  return { source, destination, protocol, port };
}

function endOf({ pods, namespaces }: Cluster, end: ProbeEndpoint): End | undefined {
  const { endpoint, backend } = end;
  if (backend !== undefined) return undefined;
  switch (endpoint.kind) {
    case 'node':
    case 'external':
      return { end };
    case 'hostNetwork':
    case 'service':
      // HOST-1, SVC-2: plugins differ on what such an end is, and on its port.
      return undefined;
    case 'pod': {
      const pod = pods.find((candidate) => objectKey(candidate) === endpoint.pod);
      const namespace = namespaces.find(({ name }) => name === pod?.namespace);
      const isNamed =
        namespace !== undefined && labelOf(namespace.labels, NAMESPACE_NAME_LABEL) === namespace.name;
      return pod !== undefined && isNamed ? { end, pod } : undefined;
    }
  }
}

/** The policies under which a flow must pass: one for each end that is a pod, all of one name. */
export function synthesisePolicies(flow: FlowToAdmit, naming: Naming): NetworkPolicy[] {
  const { source, destination } = flow;
  return [
    ...(source.pod === undefined ? [] : [policyOf('egress', source.pod, destination, flow, naming)]),
    ...(destination.pod === undefined ? [] : [policyOf('ingress', destination.pod, source, flow, naming)]),
  ];
}

function policyOf(
  direction: Direction,
  subject: Pod,
  other: End,
  flow: FlowToAdmit,
  naming: Naming,
): NetworkPolicy {
  const peer = peerOf(other, naming);
  const isAddressed = peer.ipBlock !== undefined;
  const item = portOf(flow, naming, direction === 'egress' && isAddressed);
  const rule = withPeers(item === undefined ? {} : { ports: [item] }, direction, [peer]);
  return {
    kind: 'NetworkPolicy',
    namespace: subject.namespace,
    name: 'synthesised',
    spec: { podSelector: selectorOf(subject), policyTypes: [policyTypeOf(direction)], [direction]: [rule] },
  };
}

function selectorOf({ labels }: Pod): LabelSelector {
  const matchLabels = labelsFrom(Object.entries(labels));
  return Object.keys(matchLabels).length === 0 ? {} : { matchLabels };
}

/** PEER-4, PEER-5, IPB-10: a pod by its labels and its namespace's name, everybody else by address. */
function peerOf({ end, pod }: End, { peer }: Naming): NetworkPolicyPeer {
  if (pod === undefined || peer === 'address') {
    return { ipBlock: { cidr: formatCidr(singleAddress(end.address)) } };
  }
  const namespaceSelector = { matchLabels: labelsFrom([[NAMESPACE_NAME_LABEL, pod.namespace]]) };
  return peer === 'namespace' ? { namespaceSelector } : { namespaceSelector, podSelector: selectorOf(pod) };
}

const HIGHEST = 65_535;

/** @param isAddressedEgress whether a name would mean nothing for certain (IPB-12) */
function portOf(
  { protocol, port, destination }: FlowToAdmit,
  naming: Naming,
  isAddressedEgress: boolean,
): NetworkPolicyPort | undefined {
  switch (naming.port) {
    case 'number':
      return { protocol, port };
    case 'range of one':
      return { protocol, port, endPort: port };
    case 'range':
      return { protocol, port: Math.max(1, port - 1), endPort: Math.min(HIGHEST, port + 1) };
    case 'name': {
      const name = isAddressedEgress ? undefined : nameOf({ destination, protocol, port });
      return { protocol, port: name ?? port };
    }
    case 'protocol':
      return { protocol };
    case 'nothing':
      return undefined;
  }
}

/** Whether the port of a flow has a name that everybody must resolve to it. */
export function hasPortName(flow: FlowToAdmit): boolean {
  return nameOf(flow) !== undefined;
}

/** PORT-15, PORT-20: names that are declared twice, or not by a regular container, are not certain. */
function nameOf({ destination, protocol, port }: Omit<FlowToAdmit, 'source'>): string | undefined {
  const ports = destination.pod?.ports ?? [];
  const named = ports.find(
    ({ name, containerPort, container, ...declared }) =>
      name !== undefined &&
      containerPort === port &&
      declared.protocol === protocol &&
      container === 'regular' &&
      ports.filter((other) => other.name === name).length === 1,
  );
  return named?.name;
}
