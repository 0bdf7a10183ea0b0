import type { Address, IPFamily } from '../address/ip.ts';
import { compareAddresses, formatAddress, parseAddress } from '../address/ip.ts';
import type { AddressRange } from '../address/cidr.ts';
import { cidrRange, hasHostBits, parseCidr, singleAddress } from '../address/cidr.ts';
import { isUsableUnicast, usableUnicastNear } from '../address/unicast.ts';
import type { Cluster } from '../objects/cluster.ts';
import { objectKey } from '../objects/cluster.ts';
import type { NetworkPolicy, Protocol } from '../objects/network-policy.ts';
import { DIRECTIONS, peersOf, PROTOCOLS, rulesOf } from '../objects/network-policy.ts';
import { isFinished } from '../objects/pod.ts';
import type { PortRange } from './cuts.ts';
import { elementaryIntervals, intervalPoints, middleOf, portIntervals } from './cuts.ts';
import type { EndpointKind } from './endpoint.ts';
import type { FlowProtocol } from './flow.ts';
import { hasPorts } from './flow.ts';
import type { ProbeEndpoint, ProbePort, ProbeSet } from './probe-set.ts';
import { requireIndexable } from './probe-set.ts';
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
  const { resolution = 'boundary' } = options;
  const families = new Set<IPFamily>(options.families ?? ['IPv4', 'IPv6']);
  const kinds = new Set<EndpointKind>(options.endpoints ?? ALL_KINDS);
  const policies = [...cluster.policies, ...(options.alsoCutBy ?? [])];

  const live = liveEnds(cluster);
  const translated = (kinds.has('service') ? translatedEnds(cluster) : []).filter(
    ({ end }) =>
      families.has(end.address.family) &&
      kinds.has(end.endpoint.kind) &&
      kinds.has(end.backend.endpoint.kind),
  );
  const ports = probePorts(cluster, policies, options.protocols ?? PROTOCOLS, resolution, translated);

  const endpoints: ProbeEndpoint[] = live.ends.filter(
    (end) => kinds.has(end.endpoint.kind) && families.has(end.address.family),
  );
  if (kinds.has('external')) {
    for (const family of families) {
      endpoints.push(...externalEnds(family, cluster, policies, live.taken, resolution));
    }
  }
  const portIndex = new Map(ports.map(({ protocol, port }, index) => [`${protocol}/${port}`, index]));
  for (const { end, protocol, port } of translated) {
    const only = portIndex.get(`${protocol}/${port}`);
    if (only !== undefined) endpoints.push({ ...end, only });
  }
  return { cluster, endpoints, ports, cells: enumerateCells(endpoints, ports.length) };
}

/** Pods, hostNetwork pods and nodes with the addresses they hold now, and every address spoken for. */
function liveEnds(cluster: Cluster): { ends: ProbeEndpoint[]; taken: Set<string> } {
  const ends: ProbeEndpoint[] = [];
  const taken = new Set<string>();
  const add = (end: ProbeEndpoint): void => {
    ends.push(end);
    taken.add(formatAddress(end.address));
  };
  for (const node of cluster.nodes) {
    for (const { ip, address } of readable(node.addresses)) {
      add({ endpoint: { kind: 'node', ip, node: node.name }, address });
    }
  }
  for (const pod of cluster.pods) {
    if (isFinished(pod)) continue;
    const key = objectKey(pod);
    for (const { ip, address } of readable(pod.podIPs)) {
      if (pod.hostNetwork) {
        add({ endpoint: { kind: 'hostNetwork', ip, pod: key, node: pod.nodeName ?? '' }, address });
      } else if (!taken.has(formatAddress(address))) {
        add({ endpoint: { kind: 'pod', ip, pod: key }, address });
      }
    }
  }
  // A finished pod's status still names an address, but nobody is there, or by now somebody else (LIFE-9).
  const idle = [
    ...cluster.pods.filter(isFinished).flatMap(({ podIPs }) => podIPs),
    ...cluster.services.flatMap((service) => serviceAddresses(service)),
  ];
  for (const { address } of readable(idle)) taken.add(formatAddress(address));
  return { ends, taken };
}

/** The texts that are addresses, with what they say. */
function readable(ips: readonly string[]): { ip: string; address: Address }[] {
  return ips.flatMap((ip) => {
    const address = parseAddress(ip);
    return address === undefined ? [] : [{ ip, address }];
  });
}

function externalEnds(
  family: IPFamily,
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  taken: ReadonlySet<string>,
  resolution: 'boundary' | 'class',
): ProbeEndpoint[] {
  const singles = readable([...cluster.externals.map(({ ip }) => ip), ...taken]);
  const ranges = singles.map(({ address }) => cidrRange(singleAddress(address)));
  for (const policy of policies) ranges.push(...blockRanges(policy));

  const points = elementaryIntervals(family, ranges)
    .flatMap((interval) => usablePoints(interval, resolution))
    .filter((point) => !taken.has(formatAddress(point)));
  return points.sort(compareAddresses).map((address) => ({
    endpoint: { kind: 'external', ip: formatAddress(address) },
    address,
  }));
}

/** The points of an interval that a host could have: at least one, unless the interval has none. */
function usablePoints(interval: AddressRange, resolution: 'boundary' | 'class'): Address[] {
  const points = intervalPoints(interval, resolution).filter(isUsableUnicast);
  if (points.length > 0) return points;
  const point = usableUnicastNear(interval, middleOf(interval));
  return point === undefined ? [] : [point];
}

/** Every cidr and except of a policy; what cannot be read cuts nothing. */
function blockRanges(policy: NetworkPolicy): AddressRange[] {
  const ranges: AddressRange[] = [];
  for (const direction of DIRECTIONS) {
    for (const rule of rulesOf(policy, direction)) {
      for (const { ipBlock } of peersOf(rule, direction) ?? []) {
        if (ipBlock === undefined) continue;
        for (const text of [ipBlock.cidr, ...(ipBlock.except ?? [])]) {
          const cidr = parseCidr(text);
          if (cidr === undefined) continue;
          ranges.push(cidrRange(cidr));
          // A block stored with host bits may be read as that one host (IPB-9).
          if (hasHostBits(cidr)) ranges.push(cidrRange(singleAddress(cidr.address)));
        }
      }
    }
  }
  return ranges;
}

function probePorts(
  cluster: Cluster,
  policies: readonly NetworkPolicy[],
  protocols: readonly FlowProtocol[],
  resolution: 'boundary' | 'class',
  translated: readonly { readonly protocol: Protocol; readonly port: number }[],
): ProbePort[] {
  const cuts: Record<Protocol, PortRange[]> = { TCP: [], UDP: [], SCTP: [] };
  for (const policy of policies) {
    for (const direction of DIRECTIONS) {
      for (const rule of rulesOf(policy, direction)) {
        for (const { protocol = 'TCP', port, endPort } of rule.ports ?? []) {
          if (typeof port === 'number') cuts[protocol].push({ first: port, last: endPort ?? port });
        }
      }
    }
  }
  for (const pod of cluster.pods) {
    for (const { containerPort, protocol, name } of pod.ports) {
      // A declared port without a name cannot matter to any policy (PORT-16): one probe is enough.
      if (name !== undefined) cuts[protocol].push({ first: containerPort, last: containerPort });
    }
  }
  const shared = new Set(PROTOCOLS.flatMap((protocol) => cuts[protocol].map(({ first }) => first)));
  return protocols.flatMap((protocol): ProbePort[] => {
    if (!hasPorts(protocol)) return [{ protocol }];
    const dialled = translated.filter((end) => end.protocol === protocol).map(({ port }) => port);
    const points = portPoints(cuts[protocol], resolution);
    // A number that another protocol's item names is where protocols get confused (PORT-6, PROTO-6).
    for (const port of [...shared, ...dialled]) points.add(port);
    return [...points].sort((a, b) => a - b).map((port) => ({ protocol, port }));
  });
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

/** All meaningful combinations: one family, not both external, an end with `only` on its port alone. */
function enumerateCells(endpoints: readonly ProbeEndpoint[], ports: number): Uint32Array {
  const ends = endpoints.length;
  requireIndexable(ends, ports);
  const cells: number[] = [];
  for (let source = 0; source < ends; source++) {
    const from = endpoints[source]!;
    if (from.backend !== undefined) continue;
    for (let destination = 0; destination < ends; destination++) {
      const to = endpoints[destination]!;
      if (from.address.family !== to.address.family) continue;
      if (from.endpoint.kind === 'external' && to.endpoint.kind === 'external') continue;
      const base = (source * ends + destination) * ports;
      if (to.only !== undefined) cells.push(base + to.only);
      else for (let port = 0; port < ports; port++) cells.push(base + port);
    }
  }
  return Uint32Array.from(cells);
}
