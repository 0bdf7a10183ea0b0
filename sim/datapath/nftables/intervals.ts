import type { AddressRange, IPFamily } from '../../../model/index.ts';
import { cidrRange, mergeRanges, rangeFirst, shiftAddress, singleAddress } from '../../../model/index.ts';
import type { Block, BranchPeers } from '../common/index.ts';
import { packetAddress } from '../common/index.ts';

/** The addresses of one family that peers take in: disjoint, ascending, never touching, as nft merges them. */
export function peerIntervals({ addresses, blocks }: BranchPeers): readonly AddressRange[] {
  const singles = addresses.map((text) => cidrRange(singleAddress(packetAddress(text).address)));
  // IPB-5: excepts are taken from their own block before the blocks become one set.
  return mergeRanges([...singles, ...blocks.flatMap(blockIntervals)]);
}

/** A block without the union of its excepts (IPB-2, IPB-13); nothing where they cover it all (IPB-14). */
export function blockIntervals({ cidr, excepts }: Block): readonly AddressRange[] {
  const holes = mergeRanges(excepts.map(cidrRange));
  return holes.reduce(subtract, [cidrRange(cidr)]);
}

function subtract(ranges: readonly AddressRange[], hole: AddressRange): AddressRange[] {
  return ranges.flatMap((range) => {
    if (hole.last < range.first || range.last < hole.first) return [range];
    const before = endingBefore(range, hole);
    const after = startingAfter(range, hole);
    return [before, after].filter((part) => part !== undefined);
  });
}

function endingBefore(range: AddressRange, hole: AddressRange): AddressRange | undefined {
  if (range.first >= hole.first) return undefined;
  const last = shiftAddress(rangeFirst(hole), -1)!;
  return { ...range, last: last.value } as AddressRange;
}

function startingAfter(range: AddressRange, hole: AddressRange): AddressRange | undefined {
  if (range.last <= hole.last) return undefined;
  const first = shiftAddress({ family: hole.family, value: hole.last } as ReturnType<typeof rangeFirst>, 1)!;
  return { ...range, first: first.value } as AddressRange;
}

/** The index of the interval that holds the value, -1 where none does. Intervals ascend and are of its family. */
export function findInterval(intervals: readonly AddressRange[], value: number | bigint): number {
  let low = 0;
  let high = intervals.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const interval = intervals[middle]!;
    if (value < interval.first) high = middle - 1;
    else if (value > interval.last) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** How nft names the type of a set's elements. */
export function setType(family: IPFamily): 'ipv4_addr' | 'ipv6_addr' {
  return family === 'IPv4' ? 'ipv4_addr' : 'ipv6_addr';
}
