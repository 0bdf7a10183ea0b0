import type { AddressRange } from './cidr.ts';
import { familyBits, rangeFirst, rangeLast } from './cidr.ts';
import { formatAddress } from './ip.ts';

/** A range as people write it: an address, a CIDR where it is one, else `first-last`. */
export function formatRange(range: AddressRange): string {
  const first = formatAddress(rangeFirst(range));
  if (range.first === range.last) return first;
  const size = BigInt(range.last) - BigInt(range.first) + 1n;
  const isPowerOfTwo = (size & (size - 1n)) === 0n;
  if (isPowerOfTwo && BigInt(range.first) % size === 0n) {
    return `${first}/${familyBits(range.family) - (size.toString(2).length - 1)}`;
  }
  return `${first}-${formatAddress(rangeLast(range))}`;
}

/** Ranges in ascending order, with those that touch or overlap made one. All of one family. */
export function mergeRanges(ranges: readonly AddressRange[]): AddressRange[] {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && BigInt(range.first) <= BigInt(previous.last) + 1n) {
      const last = range.last > previous.last ? range.last : previous.last;
      merged[merged.length - 1] = { ...previous, last } as AddressRange;
    } else merged.push(range);
  }
  return merged;
}
