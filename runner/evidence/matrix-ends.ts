import type {
  AddressRange,
  Cluster,
  Endpoint,
  EndpointKind,
  Flow,
  IPFamily,
  MatrixEnd,
  Pod,
  ProbeEndpoint,
} from '../../model/index.ts';
import {
  addressOf,
  blockRangesOf,
  elementaryIntervals,
  endpointName,
  familyOf,
  formatAddress,
  formatRange,
  intervalPoints,
  isFinished,
  isUsableUnicast,
  objectKey,
  parseAddress,
  rangeContains,
} from '../../model/index.ts';

/** An end of a matrix, and how it is asked. */
export interface AskedEnd extends MatrixEnd {
  readonly probe: ProbeEndpoint;
}

/**
 * The ends among which a finding's flow is shown: its own two first, then every pod, every node that the engine
 * takes questions about, and the outside in the parts into which the blocks of the policies cut it.
 *
 * @param kinds the ends that the engine can judge
 * @param most the largest number of ends wanted; the flow's own are always there
 */
export function matrixEnds(
  cluster: Cluster,
  flow: Flow,
  kinds: readonly EndpointKind[],
  most: number,
): AskedEnd[] {
  const family = familyOf(flow.source.ip);
  const own = [askedEnd(flow.source), askedEnd(flow.destination, flow)];
  const outside = outsideEnds(cluster, family, [flow.source.ip, flow.destination.ip]);
  const others = [
    ...cluster.pods.flatMap((pod) => podEnd(pod, family)),
    ...cluster.nodes.flatMap(({ name, addresses }) => {
      const ip = addresses.find((address) => familyOf(address) === family);
      return ip === undefined ? [] : [askedEnd({ kind: 'node', ip, node: name })];
    }),
    ...outside,
  ].filter(({ kind }) => kinds.includes(kind));
  const seen = new Set<string>();
  const ends: AskedEnd[] = [];
  for (const end of [...own, ...others]) {
    const identity = `${end.kind} ${end.kind === 'external' ? end.ip : end.label}`;
    if (seen.has(identity) || ends.length >= Math.max(2, most)) continue;
    seen.add(identity);
    ends.push(named(end, outside));
  }
  return ends.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Pods before what they run on, the cluster before what is outside. */
const ORDER: readonly EndpointKind[] = ['pod', 'hostNetwork', 'node', 'service', 'external'];

function askedEnd(endpoint: Endpoint, flow?: Flow): AskedEnd {
  const { kind, ip } = endpoint;
  const backend = flow?.backend;
  const probe = { endpoint, address: addressOf(ip) };
  return {
    label: endpointName(endpoint),
    kind,
    ip,
    probe: backend === undefined ? probe : { ...probe, backend, only: 0 },
  };
}

function podEnd(pod: Pod, family: IPFamily): AskedEnd[] {
  const ip = pod.podIPs.find((address) => familyOf(address) === family);
  if (ip === undefined || isFinished(pod)) return [];
  const key = objectKey(pod);
  return pod.hostNetwork
    ? [askedEnd({ kind: 'hostNetwork', ip, pod: key, node: pod.nodeName ?? '' })]
    : [askedEnd({ kind: 'pod', ip, pod: key })];
}

interface OutsideEnd extends AskedEnd {
  readonly range: AddressRange;
}

/** One address for each part of the outside that the blocks tell apart; the flow's own where it lies in one. */
function outsideEnds(cluster: Cluster, family: IPFamily, preferred: readonly string[]): OutsideEnd[] {
  const inside = new Set(
    [
      ...cluster.pods.flatMap(({ podIPs }) => podIPs),
      ...cluster.nodes.flatMap(({ addresses }) => addresses),
      ...cluster.services.flatMap(({ clusterIPs, externalIPs, loadBalancerIPs }) => [
        ...clusterIPs,
        ...externalIPs,
        ...loadBalancerIPs,
      ]),
    ].map(canonical),
  );
  const known = [...preferred, ...cluster.externals.map(({ ip }) => ip)]
    .map(canonical)
    .filter((ip) => !inside.has(ip));
  return elementaryIntervals(family, cluster.policies.flatMap(blockRangesOf)).flatMap((range) => {
    const ip = addressIn(range, known, inside);
    return ip === undefined ? [] : [{ ...askedEnd({ kind: 'external', ip }), range }];
  });
}

function addressIn(
  range: AddressRange,
  known: readonly string[],
  inside: ReadonlySet<string>,
): string | undefined {
  const points = intervalPoints(range, 'boundary').filter(isUsableUnicast).map(formatAddress);
  return (
    known.find((ip) => rangeContains(range, addressOf(ip))) ??
    points.toReversed().find((ip) => !inside.has(ip))
  );
}

function canonical(ip: string): string {
  const address = parseAddress(ip);
  return address === undefined ? ip : formatAddress(address);
}

/** An outside end is called by all the addresses it stands for. */
function named(end: AskedEnd, outside: readonly OutsideEnd[]): AskedEnd {
  if (end.kind !== 'external') return end;
  if (outside.length === 1) return { ...end, label: 'anywhere outside' };
  const part = outside.find(({ range }) => rangeContains(range, addressOf(end.ip)));
  return part === undefined ? end : { ...end, label: formatRange(part.range) };
}
