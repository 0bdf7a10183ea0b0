import { createMatrix } from '../../evaluator/index.ts';
import type {
  AddressRange,
  Cluster,
  IPFamily,
  PartialProfile,
  PortSpan,
  ProbeSet,
  Reachability,
} from '../../model/index.ts';
import { addressOf, formatRange, mergeRanges } from '../../model/index.ts';
import type { CommonEnd, EndTable, EndTableOptions, PortClass } from './end-table.ts';
import { endTable } from './end-table.ts';

/** Who reaches whom in a cluster, a matrix for each address family that its pods use. */
export function reachabilityOf(
  cluster: Cluster,
  profile: PartialProfile = {},
  options: EndTableOptions = {},
): Reachability[] {
  return familiesOf([cluster]).map((family) => {
    const table = endTable([cluster], family, options);
    return mergeOutside(reachabilityIn(table, 0, cluster, profile), table.ends);
  });
}

/** The families in which any pod has an address. */
export function familiesOf(clusters: readonly Cluster[]): IPFamily[] {
  const families: readonly IPFamily[] = ['IPv4', 'IPv6'];
  return families.filter((family) =>
    clusters.some(({ pods }) =>
      pods.some(({ podIPs }) => podIPs.some((ip) => addressOf(ip).family === family)),
    ),
  );
}

/** The matrix of one of the clusters of a table, row by row so that no more than a row of verdicts is held. */
export function reachabilityIn(
  { family, ends, ports }: EndTable,
  index: number,
  cluster: Cluster,
  profile: PartialProfile,
): Reachability {
  const evaluation = createMatrix().of(cluster, profile);
  const probes: ProbeSet = {
    cluster,
    endpoints: ends.map(({ endpoints }) => {
      const endpoint = endpoints[index]!;
      return { endpoint, address: addressOf(endpoint.ip) };
    }),
    ports: ports.map(({ protocol, first }) => ({ protocol, port: first })),
    cells: new Uint32Array(),
  };
  const allowed = ends.map((source, row) => {
    const asked = ends.map((destination) => isAsked(source, destination));
    const cells = ends.flatMap((_, column) =>
      asked[column] === true
        ? ports.map((_port, port) => (row * ends.length + column) * ports.length + port)
        : [],
    );
    const verdicts = evaluation.judgeAll({ ...probes, cells: Uint32Array.from(cells) });
    let at = 0;
    return asked.map((isPair) => {
      if (!isPair) return undefined;
      const spans = spansOf(ports, (port) => verdicts[at + port] === 1);
      at += ports.length;
      return spans;
    });
  });
  return { family, ends: ends.map(({ label, kind, ip }) => ({ label, kind, ip })), allowed };
}

/** Two outside ends never meet the cluster, and a pod always reaches itself. */
function isAsked(source: CommonEnd, destination: CommonEnd): boolean {
  if (source === destination) return false;
  return source.kind !== 'external' || destination.kind !== 'external';
}

/** The ports for which something is true, neighbours joined. */
export function spansOf(ports: readonly PortClass[], holds: (index: number) => boolean): PortSpan[] {
  const spans: PortSpan[] = [];
  for (const [index, { protocol, first, last }] of ports.entries()) {
    if (!holds(index)) continue;
    const previous = spans.at(-1);
    if (previous !== undefined && previous.protocol === protocol && previous.last === first - 1) {
      spans[spans.length - 1] = { ...previous, last };
    } else spans.push({ protocol, first, last });
  }
  return spans;
}

/** Outside ranges that fare alike in every respect become one row and column. */
function mergeOutside(matrix: Reachability, ends: readonly CommonEnd[]): Reachability {
  const groups = new Map<string, number[]>();
  for (const [index, end] of ends.entries()) {
    const key =
      end.kind === 'external'
        ? JSON.stringify([matrix.allowed[index], matrix.allowed.map((row) => row[index])])
        : end.label;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  }
  const kept = [...groups.values()];
  const labels = labelsOf(kept.map((members) => members.map((index) => ends[index]!)));
  return {
    family: matrix.family,
    ends: kept.map((members, index) => ({ ...matrix.ends[members[0]!]!, label: labels[index]! })),
    allowed: kept.map(([row]) => kept.map(([column]) => matrix.allowed[row!]![column!])),
  };
}

/** The group that takes in most of the address space is the rest; the others are what policies name. */
function labelsOf(groups: readonly (readonly CommonEnd[])[]): string[] {
  const sizes = groups.map((members) =>
    members.reduce((total, { range }) => total + (range === undefined ? 0n : sizeOf(range)), 0n),
  );
  const outside = groups.filter(([first]) => first?.kind === 'external').length;
  const largest = sizes.reduce((at, size, index) => (size > sizes[at]! ? index : at), 0);
  return groups.map((members, index) => {
    if (members[0]!.kind !== 'external') return members[0]!.label;
    if (index === largest) return outside === 1 ? 'anywhere outside' : 'anywhere else outside';
    const ranges = mergeRanges(members.flatMap(({ range }) => (range === undefined ? [] : [range])));
    return ranges.map(formatRange).join(', ');
  });
}

function sizeOf({ first, last }: AddressRange): bigint {
  return BigInt(last) - BigInt(first) + 1n;
}
