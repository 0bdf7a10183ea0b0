import type {
  AddressRange,
  Cluster,
  HostEndpoint,
  IPFamily,
  Pod,
  PortRange,
  Protocol,
  ReachabilityEnd,
} from '../../model/index.ts';
import {
  cidrRange,
  elementaryIntervals,
  familyOf,
  formatAddress,
  formatRange,
  isFinished,
  isUsableUnicast,
  middleOf,
  objectKey,
  addressOf,
  portCutsOf,
  blockRangesOf,
  portIntervals,
  PROTOCOLS,
  singleAddress,
} from '../../model/index.ts';

/** An end that several clusters have in common, and what it is in each. */
export interface CommonEnd extends ReachabilityEnd {
  /** One for each cluster, in their order. */
  readonly endpoints: readonly HostEndpoint[];
  /** For an outside end: the addresses that no policy of any of the clusters tells apart. */
  readonly range?: AddressRange;
}

/** Consecutive ports that no policy of any of the clusters tells apart. */
export interface PortClass extends PortRange {
  readonly protocol: Protocol;
}

/** The rows, columns and ports of a matrix over one or more clusters, cut by the policies of all of them. */
export interface EndTable {
  readonly family: IPFamily;
  readonly ends: readonly CommonEnd[];
  readonly ports: readonly PortClass[];
}

/** What counts as a row. */
export interface EndTableOptions {
  readonly nodes?: boolean;
}

/** The ends that all clusters have, in one family. */
export function endTable(
  clusters: readonly Cluster[],
  family: IPFamily,
  { nodes = false }: EndTableOptions = {},
): EndTable {
  const [first] = clusters;
  if (first === undefined) return { family, ends: [], ports: [] };
  const pods = first.pods
    .filter((pod) => nodes || !pod.hostNetwork)
    .flatMap((pod) => commonPod(pod, clusters, family));
  const hosts = nodes ? first.nodes.flatMap(({ name }) => commonNode(name, clusters, family)) : [];
  return {
    family,
    ends: [...pods, ...hosts, ...outsideEnds(clusters, family)],
    ports: portClasses(clusters),
  };
}

/** A pod that lives, with an address of the family, in every cluster. */
function commonPod(pod: Pod, clusters: readonly Cluster[], family: IPFamily): CommonEnd[] {
  const key = objectKey(pod);
  const endpoints: HostEndpoint[] = [];
  for (const cluster of clusters) {
    const twin = cluster.pods.find((candidate) => objectKey(candidate) === key);
    const ip = twin?.podIPs.find((candidate) => familyOf(candidate) === family);
    if (twin === undefined || ip === undefined || isFinished(twin)) return [];
    endpoints.push(
      twin.hostNetwork
        ? { kind: 'hostNetwork', ip, pod: key, node: twin.nodeName ?? '' }
        : { kind: 'pod', ip, pod: key },
    );
  }
  const { kind, ip } = endpoints[0]!;
  return [{ label: key, kind, ip, endpoints }];
}

function commonNode(name: string, clusters: readonly Cluster[], family: IPFamily): CommonEnd[] {
  const endpoints: HostEndpoint[] = [];
  for (const cluster of clusters) {
    const node = cluster.nodes.find((candidate) => candidate.name === name);
    const ip = node?.addresses.find((candidate) => familyOf(candidate) === family);
    if (ip === undefined) return [];
    endpoints.push({ kind: 'node', ip, node: name });
  }
  return [{ label: `node ${name}`, kind: 'node', ip: endpoints[0]!.ip, endpoints }];
}

/** Everything outside the clusters, cut where any policy cuts, without the addresses that are inside. */
function outsideEnds(clusters: readonly Cluster[], family: IPFamily): CommonEnd[] {
  const inside = new Set(clusters.flatMap(insideAddresses));
  const cuts = [
    ...[...inside].map((ip) => cidrRange(singleAddress(addressOf(ip)))),
    ...clusters.flatMap(({ policies }) => policies.flatMap(blockRangesOf)),
  ];
  return elementaryIntervals(family, cuts).flatMap((range): CommonEnd[] => {
    const ip = formatAddress(middleOf(range));
    if (!isUsableUnicast(middleOf(range)) || inside.has(ip)) return [];
    const endpoints = clusters.map((): HostEndpoint => ({ kind: 'external', ip }));
    return [{ label: formatRange(range), kind: 'external', ip, endpoints, range }];
  });
}

function insideAddresses({ pods, nodes, services }: Cluster): string[] {
  return [
    ...pods.flatMap(({ podIPs }) => podIPs),
    ...nodes.flatMap(({ addresses }) => addresses),
    ...services.flatMap(({ clusterIPs, externalIPs, loadBalancerIPs }) => [
      ...clusterIPs,
      ...externalIPs,
      ...loadBalancerIPs,
    ]),
  ].map((ip) => formatAddress(addressOf(ip)));
}

function portClasses(clusters: readonly Cluster[]): PortClass[] {
  return PROTOCOLS.flatMap((protocol) =>
    portIntervals(clusters.flatMap((cluster) => portCutsOf(cluster)[protocol])).map((range) => ({
      protocol,
      ...range,
    })),
  );
}
