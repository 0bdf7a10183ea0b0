import type { Address, IPFamily } from '../address/ip.ts';
import { firstAddress, lastAddress, shiftAddress } from '../address/ip.ts';
import type { AddressRange } from '../address/cidr.ts';
import { rangeFirst, rangeLast } from '../address/cidr.ts';

/**
 * The elementary intervals of an address family: the whole family, cut at both ends of every range. No
 * evaluator that looks at addresses through these ranges alone can tell two addresses of one interval apart.
 *
 * @returns intervals in ascending order, without gaps, covering the family
 */
export function elementaryIntervals(family: IPFamily, ranges: readonly AddressRange[]): AddressRange[] {
  // Starts of intervals; IPv4 and IPv6 values both compare with `<`, so one code path serves both.
  const starts = new Set<number | bigint>([firstAddress(family).value]);
  for (const range of ranges) {
    if (range.family !== family) continue;
    starts.add(range.first);
    const after = shiftAddress(rangeLast(range), 1);
    if (after !== undefined) starts.add(after.value);
  }
  const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
  const end = lastAddress(family).value;
  return sorted.map((first, index) => {
    const next = sorted[index + 1];
    const last = next === undefined ? end : typeof next === 'number' ? next - 1 : next - 1n;
    return { family, first, last } as AddressRange;
  });
}

/** Some address well inside the range: its middle. */
export function middleOf(range: AddressRange): Address {
  return range.family === 'IPv4'
    ? { family: 'IPv4', value: Math.floor((range.first + range.last) / 2) }
    : { family: 'IPv6', value: (range.first + range.last) >> 1n };
}

/** Which addresses of an interval to probe: its two ends and its middle, or its middle alone. */
export function intervalPoints(range: AddressRange, resolution: 'boundary' | 'class'): Address[] {
  if (resolution === 'class' || range.first === range.last) return [middleOf(range)];
  const ends = [rangeFirst(range), rangeLast(range)];
  const middle = middleOf(range);
  return middle.value === range.first ? ends : [ends[0]!, middle, ends[1]!];
}

/** Consecutive ports, both ends included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** 1..65535, cut at both ends of every range. */
export function portIntervals(ranges: Iterable<PortRange>): PortRange[] {
  const starts = new Set([1]);
  for (const { first, last } of ranges) {
    if (first >= 1 && first <= 65535) starts.add(first);
    if (last >= 1 && last < 65535) starts.add(last + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((first, index) => ({ first, last: (sorted[index + 1] ?? 65536) - 1 }));
}
