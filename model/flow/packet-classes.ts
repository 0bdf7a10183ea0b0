import type { Address, IPFamily } from '../address/ip.ts';
import { formatAddress, parseAddress } from '../address/ip.ts';
import type { AddressRange } from '../address/cidr.ts';
import { isUsableUnicast, usableUnicastNear } from '../address/unicast.ts';
import type { Cluster } from '../objects/cluster.ts';
import { objectKey } from '../objects/cluster.ts';
import type { NetworkPolicy, Protocol } from '../objects/network-policy.ts';
import { PROTOCOLS } from '../objects/network-policy.ts';
import { isFinished } from '../objects/pod.ts';
import type { PortRange } from './cuts.ts';
import { elementaryIntervals, intervalPoints, middleOf, portIntervals } from './cuts.ts';
import type { EndpointKind } from './endpoint.ts';
import { enumerateCells } from './enumerate-cells.ts';
import type { FlowProtocol } from './flow.ts';
import { hasPorts } from './flow.ts';
import { blockRangesOf, portCutsOf } from './policy-cuts.ts';
import type { ProbeAxes, ProbeEndpoint, ProbePort, ProbeSet } from './probe-set.ts';
import type { TranslatedEnd } from './translated-ends.ts';
import { serviceAddresses, translatedEnds } from './translated-ends.ts';

/** What to ask about a cluster. */
export interface PacketClassOptions {
  /** Default: TCP, UDP and SCTP. */
  readonly protocols?: readonly FlowProtocol[];
  /** Default: both. */
  readonly families?: readonly IPFamily[];
  /** Default: all. */
  readonly endpoints?: readonly EndpointKind[];
  /**
   * `boundary` (default): both sides of every cut and a point inside, for engines that may cut elsewhere.
   * `class`: one point a class, exact between evaluators that look through these cuts alone.
   */
  readonly resolution?: 'boundary' | 'class';
  /** Policies whose cuts count besides those of the cluster: those of earlier and later moments. */
  readonly alsoCutBy?: readonly NetworkPolicy[];
}

const ALL_KINDS: readonly EndpointKind[] = ['pod', 'hostNetwork', 'node', 'external', 'service'];

/**
 * Every class of packet that the specification can tell apart in a cluster, as probes.
 *
 * Each family is cut at every CIDR, `except`, pod, node and service address; each protocol's ports at every
 * port, endPort, named and service port. Cells come from the objects alone, never from what a selector
 * matches, and pods are never merged: an engine may well confuse what the specification treats alike.
 * Flows between two external addresses never meet the cluster and are left out.
 */
export function packetClasses(cluster: Cluster, options: PacketClassOptions = {}): ProbeSet {
  const { endpoints, ports } = packetAxes(cluster, options);
  return { cluster, endpoints, ports, cells: enumerateCells(endpoints, ports.length) };
}

/** The ends and ports of {@link packetClasses} alone, for clusters with more combinations than can be listed. */
export function packetAxes(cluster: Cluster, options: PacketClassOptions = {}): ProbeAxes {
  const { resolution = 'boundary', protocols = PROTOCOLS, alsoCutBy = [] } = options;
  const families = new Set<IPFamily>(options.families ?? ['IPv4', 'IPv6']);
  const kinds = new Set<EndpointKind>(options.endpoints ?? ALL_KINDS);
  const cutters: Cluster =
    alsoCutBy.length === 0 ? cluster : { ...cluster, policies: [...cluster.policies, ...alsoCutBy] };

  const { ends, taken } = liveEnds(cluster);
  const translated = (kinds.has('service') ? translatedEnds(cluster) : []).filter(
    ({ end }) =>
      families.has(end.address.family) &&
      kinds.has(end.endpoint.kind) &&
      kinds.has(end.backend.endpoint.kind),
  );
  const ports = probePorts(portCutsOf(cutters), protocols, resolution, translated);
  const endpoints = ends.filter(
    ({ endpoint, address }) => kinds.has(endpoint.kind) && families.has(address.family),
  );
  if (kinds.has('external')) addExternalEnds(endpoints, cutters, families, taken, resolution);
  addTranslatedEnds(endpoints, translated, ports);
  return { endpoints, ports };
}

/** Address values; those of the two families differ in type, so that they never meet. */
type AddressValues = Set<Address['value']>;

/** Pods, hostNetwork pods and nodes with the addresses they hold now, and every address spoken for. */
function liveEnds(cluster: Cluster): { ends: ProbeEndpoint[]; taken: AddressValues } {
  const ends: ProbeEndpoint[] = [];
  const taken: AddressValues = new Set();
  for (const { name, addresses } of cluster.nodes) {
    for (const ip of addresses) {
      const address = parseAddress(ip);
      if (address === undefined) continue;
      ends.push({ endpoint: { kind: 'node', ip, node: name }, address });
      taken.add(address.value);
    }
  }
  for (const pod of cluster.pods) {
    if (isFinished(pod)) continue;
    const key = objectKey(pod);
    for (const ip of pod.podIPs) {
      const address = parseAddress(ip);
      if (address === undefined) continue;
      if (pod.hostNetwork) {
        ends.push({ endpoint: { kind: 'hostNetwork', ip, pod: key, node: pod.nodeName ?? '' }, address });
      } else if (!taken.has(address.value)) ends.push({ endpoint: { kind: 'pod', ip, pod: key }, address });
      taken.add(address.value);
    }
  }
  // A finished pod's status still names an address, but nobody is there, or by now somebody else (LIFE-9).
  for (const pod of cluster.pods) if (isFinished(pod)) addValues(taken, pod.podIPs);
  for (const service of cluster.services) addValues(taken, serviceAddresses(service));
  return { ends, taken };
}

function addValues(into: AddressValues, ips: readonly string[]): void {
  for (const ip of ips) {
    const address = parseAddress(ip);
    if (address !== undefined) into.add(address.value);
  }
}

function addExternalEnds(
  into: ProbeEndpoint[],
  { externals, policies }: Cluster,
  families: ReadonlySet<IPFamily>,
  taken: AddressValues,
  resolution: 'boundary' | 'class',
): void {
  const singles: AddressValues = new Set(taken);
  for (const { ip } of externals) addValues(singles, [ip]);
  const ranges: AddressRange[] = [];
  for (const value of singles) ranges.push(singleRange(value));
  for (const policy of policies) for (const range of blockRangesOf(policy)) ranges.push(range);
  for (const family of families) {
    for (const interval of elementaryIntervals(family, ranges)) {
      for (const address of usablePoints(interval, resolution)) {
        if (taken.has(address.value)) continue;
        into.push({ endpoint: { kind: 'external', ip: formatAddress(address) }, address });
      }
    }
  }
}

function singleRange(value: Address['value']): AddressRange {
  return typeof value === 'number'
    ? { family: 'IPv4', first: value, last: value }
    : { family: 'IPv6', first: value, last: value };
}

/** The points of an interval that a host could have: at least one, unless the interval has none. */
function usablePoints(interval: AddressRange, resolution: 'boundary' | 'class'): readonly Address[] {
  const points = intervalPoints(interval, resolution);
  if (points.every(isUsableUnicast)) return points;
  const usable = points.filter(isUsableUnicast);
  if (usable.length > 0) return usable;
  const point = usableUnicastNear(interval, middleOf(interval));
  return point === undefined ? [] : [point];
}

/** Ends behind a translation, on the port where they are dialled, if it is among those asked. */
function addTranslatedEnds(
  into: ProbeEndpoint[],
  translated: readonly TranslatedEnd[],
  ports: readonly ProbePort[],
): void {
  for (const { end, protocol, port } of translated) {
    const only = ports.findIndex((column) => column.port === port && column.protocol === protocol);
    if (only >= 0) into.push({ ...end, only });
  }
}

function probePorts(
  cuts: Readonly<Record<Protocol, readonly PortRange[]>>,
  protocols: readonly FlowProtocol[],
  resolution: 'boundary' | 'class',
  translated: readonly TranslatedEnd[],
): ProbePort[] {
  const ports: ProbePort[] = [];
  for (const protocol of protocols) {
    if (!hasPorts(protocol)) {
      ports.push({ protocol });
      continue;
    }
    const points = portPoints(cuts[protocol], resolution);
    // A number that another protocol's item names is where protocols get confused (PORT-6, PROTO-6).
    for (const other of PROTOCOLS) for (const { first } of cuts[other]) points.add(first);
    for (const end of translated) if (end.protocol === protocol) points.add(end.port);
    for (const port of [...points].sort((a, b) => a - b)) ports.push({ protocol, port });
  }
  return ports;
}

function portPoints(cuts: readonly PortRange[], resolution: 'boundary' | 'class'): Set<number> {
  const points = new Set<number>();
  for (const { first, last } of portIntervals(cuts)) {
    if (resolution === 'boundary') {
      points.add(first);
      points.add(last);
    }
    points.add((first + last) >>> 1);
  }
  return points;
}
