import type { Address, AddressRange, Cluster, Direction, Flow, IPFamily } from '../../../../model/index.ts';
import {
  cidrRange,
  DIRECTIONS,
  elementaryIntervals,
  isFinished,
  objectKey,
  parseAddress,
  parseCidr,
  peersOf,
  rangeContains,
  rangeCovers,
  rulesOf,
  singleAddress,
} from '../../../../model/index.ts';

/** An `ipBlock` of a policy. */
export interface DrawnBlock {
  readonly policy: string;
  readonly direction: Direction;
  readonly rule: number;
  readonly peer: number;
  readonly cidr: string;
  readonly excepts: readonly string[];
  readonly range: AddressRange;
  readonly holes: readonly AddressRange[];
}

/** An address that is marked on the line. */
export interface DrawnPoint {
  readonly address: Address;
  readonly name: string;
  readonly part: 'source' | 'destination' | 'bystander';
}

/** Every block of the policies in one family, in the order in which they are written. */
export function blocksOf({ policies }: Cluster, family: IPFamily): DrawnBlock[] {
  return policies.flatMap((policy) =>
    DIRECTIONS.flatMap((direction) =>
      rulesOf(policy, direction).flatMap((rule, ruleIndex) =>
        (peersOf(rule, direction) ?? []).flatMap(({ ipBlock }, peer): DrawnBlock[] => {
          const range = ipBlock && rangeOf(ipBlock.cidr);
          if (ipBlock === undefined || range?.family !== family) return [];
          const excepts = ipBlock.except ?? [];
          return [
            {
              policy: objectKey(policy),
              direction,
              rule: ruleIndex,
              peer,
              cidr: ipBlock.cidr,
              excepts,
              range,
              holes: excepts.map(rangeOf).filter((hole) => hole?.family === family) as AddressRange[],
            },
          ];
        }),
      ),
    ),
  );
}

function rangeOf(text: string): AddressRange | undefined {
  const cidr = parseCidr(text);
  return cidr === undefined ? undefined : cidrRange(cidr);
}

/** Addresses beyond the flow's own that are worth a mark. */
const MOST_BYSTANDERS = 6;

/** The flow's two addresses, then those of a few pods and outside ends that lie in blocks, each once. */
export function pointsOf(
  { pods, externals }: Cluster,
  flow: Flow,
  blocks: readonly DrawnBlock[],
): DrawnPoint[] {
  const target = flow.backend?.endpoint ?? flow.destination;
  const own = [
    ...pointAt(flow.source.ip, `source ${flow.source.ip}`, 'source'),
    ...pointAt(target.ip, `destination ${target.ip}`, 'destination'),
  ];
  const others = [
    ...pods
      .filter((pod) => !isFinished(pod))
      .flatMap((pod) => pod.podIPs.flatMap((ip) => pointAt(ip, objectKey(pod), 'bystander'))),
    ...externals.flatMap(({ ip, name }) => pointAt(ip, name ?? ip, 'bystander')),
  ].filter(({ address }) => blocks.some(({ range }) => rangeContains(range, address)));
  const seen = new Set<Address['value']>();
  return [...own, ...others.slice(0, MOST_BYSTANDERS)].filter(({ address: { value } }) => {
    const isFirst = !seen.has(value);
    seen.add(value);
    return isFirst;
  });
}

function pointAt(ip: string, name: string, part: DrawnPoint['part']): DrawnPoint[] {
  const address = parseAddress(ip);
  return address === undefined ? [] : [{ address, name, part }];
}

/** A stretch of the line between two cuts. */
export interface AxisInterval {
  readonly range: AddressRange;
  readonly x: number;
  readonly width: number;
  /** Whether any block reaches it; what none reaches is drawn short. */
  readonly isCovered: boolean;
}

/** Where each address stands. */
export interface AddressAxis {
  readonly intervals: readonly AxisInterval[];
  readonly width: number;
}

const LEAST = { covered: 20, bare: 26, total: 560 };
const MOST_BARE = 60;

/**
 * A line of all addresses of a family, cut at both ends of every block, except and point. Each stretch is as wide
 * as its size has bits: one address and a whole family both find room, and the order is the true one.
 */
export function addressAxis(
  family: IPFamily,
  blocks: readonly DrawnBlock[],
  points: readonly DrawnPoint[],
): AddressAxis {
  const cuts = [
    ...blocks.flatMap(({ range, holes }) => [range, ...holes]),
    ...points.map(({ address }) => cidrRange(singleAddress(address))),
  ];
  const perBit = family === 'IPv4' ? 3.6 : 1.1;
  const stretches = elementaryIntervals(family, cuts).map((range) => {
    const isCovered = blocks.some((block) => rangeCovers(block.range, range));
    const natural = bitsOf(range) * perBit;
    const width = isCovered ? LEAST.covered + natural : Math.min(MOST_BARE, LEAST.bare + natural);
    return { range, width, isCovered };
  });
  const total = stretches.reduce((sum, { width }) => sum + width, 0);
  const scale = Math.max(1, LEAST.total / total);
  let x = 0;
  const intervals = stretches.map(({ range, width, isCovered }): AxisInterval => {
    const placed = { range, x, width: width * scale, isCovered };
    x += placed.width;
    return placed;
  });
  return { intervals, width: x };
}

function bitsOf({ first, last }: AddressRange): number {
  return (BigInt(last) - BigInt(first) + 1n).toString(2).length - 1;
}

/** The middle of the stretch in which an address lies. */
export function positionOf({ intervals }: AddressAxis, address: Address): number | undefined {
  const found = intervals.find(({ range }) => rangeContains(range, address));
  return found === undefined ? undefined : found.x + found.width / 2;
}

/** What a block is at a stretch of the line. */
export type Stretch = { readonly x: number; readonly width: number; readonly kind: 'held' | 'excepted' };

/** A block as stretches: held or cut out by an except, neighbours of one kind joined. */
export function stretchesOf({ range, holes }: DrawnBlock, { intervals }: AddressAxis): Stretch[] {
  const stretches: Stretch[] = [];
  for (const interval of intervals) {
    if (!rangeCovers(range, interval.range)) continue;
    const kind = holes.some((hole) => rangeCovers(hole, interval.range)) ? 'excepted' : 'held';
    const previous = stretches.at(-1);
    if (previous?.kind === kind) {
      stretches[stretches.length - 1] = { ...previous, width: previous.width + interval.width };
    } else stretches.push({ x: interval.x, width: interval.width, kind });
  }
  return stretches;
}
