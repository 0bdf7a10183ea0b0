import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressRange } from '../address/cidr.ts';
import { cidrOf, cidrRange, rangeContains, rangeFirst, rangeLast } from '../address/cidr.ts';
import type { Address, IPFamily } from '../address/ip.ts';
import { addressOf, firstAddress, formatAddress, lastAddress, shiftAddress } from '../address/ip.ts';
import { elementaryIntervals, intervalPoints, middleOf, portIntervals } from './cuts.ts';

function ranges(...texts: string[]): AddressRange[] {
  return texts.map((text) => cidrRange(cidrOf(text)));
}

function written(intervals: readonly AddressRange[]): string[] {
  return intervals.map((range) => `${formatAddress(rangeFirst(range))}-${formatAddress(rangeLast(range))}`);
}

describe('elementaryIntervals', () => {
  it.each<[string, IPFamily, string[], string[]]>([
    ['nothing to cut by', 'IPv4', [], ['0.0.0.0-255.255.255.255']],
    ['the whole family', 'IPv4', ['0.0.0.0/0'], ['0.0.0.0-255.255.255.255']],
    [
      'a block and its except',
      'IPv4',
      ['10.0.0.0/8', '10.1.0.0/16'],
      [
        '0.0.0.0-9.255.255.255',
        '10.0.0.0-10.0.255.255',
        '10.1.0.0-10.1.255.255',
        '10.2.0.0-10.255.255.255',
        '11.0.0.0-255.255.255.255',
      ],
    ],
    ['the first half', 'IPv4', ['0.0.0.0/1'], ['0.0.0.0-127.255.255.255', '128.0.0.0-255.255.255.255']],
    [
      'the very last address',
      'IPv4',
      ['255.255.255.255/32'],
      ['0.0.0.0-255.255.255.254', '255.255.255.255-255.255.255.255'],
    ],
    ['blocks of the other family', 'IPv4', ['::/0', 'fd50::/64'], ['0.0.0.0-255.255.255.255']],
    [
      'an IPv6 block up to the end',
      'IPv6',
      ['8000::/1', '10.0.0.0/8'],
      ['::-7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '8000::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ],
  ])('%s', (_, family, cuts, expected) => {
    expect(written(elementaryIntervals(family, ranges(...cuts)))).toEqual(expected);
  });

  const anyRange = fc
    .tuple(fc.nat(0xffff_ffff), fc.integer({ min: 0, max: 32 }), fc.boolean())
    .map(([value, length, v6]): AddressRange =>
      v6
        ? cidrRange({
            address: { family: 'IPv6', value: BigInt(value) << 96n },
            prefixLength: length,
          })
        : cidrRange({ address: { family: 'IPv4', value }, prefixLength: length }),
    );
  const anyRanges = fc.array(anyRange, { maxLength: 8 });
  const anyFamily = fc.constantFrom<IPFamily>('IPv4', 'IPv6');

  it('covers the family in order and without gaps', () => {
    fc.assert(
      fc.property(anyFamily, anyRanges, (family, cuts) => {
        const intervals = elementaryIntervals(family, cuts);
        expect(rangeFirst(intervals[0]!)).toEqual(firstAddress(family));
        expect(rangeLast(intervals.at(-1)!)).toEqual(lastAddress(family));
        expect(intervals.every(({ first, last }) => first <= last)).toBe(true);
        const starts = intervals.slice(1).map(rangeFirst);
        expect(starts).toEqual(intervals.slice(0, -1).map((range) => shiftAddress(rangeLast(range), 1)));
      }),
    );
  });

  it('holds every address of an interval to the same side of every cut', () => {
    fc.assert(
      fc.property(anyFamily, anyRanges, (family, cuts) => {
        const sides = (address: Address): string =>
          cuts.map((range) => (rangeContains(range, address) ? 'in' : 'out')).join();
        for (const interval of elementaryIntervals(family, cuts)) {
          const inside = sides(middleOf(interval));
          expect(sides(rangeFirst(interval))).toBe(inside);
          expect(sides(rangeLast(interval))).toBe(inside);
        }
      }),
    );
  });
});

describe('intervalPoints', () => {
  it.each<[string, string, string[], string[]]>([
    ['10.0.0.0', '10.0.0.0', ['10.0.0.0'], ['10.0.0.0']],
    ['10.0.0.0', '10.0.0.1', ['10.0.0.0', '10.0.0.1'], ['10.0.0.0']],
    ['10.0.0.0', '10.0.0.2', ['10.0.0.0', '10.0.0.1', '10.0.0.2'], ['10.0.0.1']],
    ['0.0.0.0', '255.255.255.255', ['0.0.0.0', '127.255.255.255', '255.255.255.255'], ['127.255.255.255']],
    ['fd50::', 'fd50::3', ['fd50::', 'fd50::1', 'fd50::3'], ['fd50::1']],
  ])('%s-%s', (first, last, boundary, inside) => {
    const range = {
      family: addressOf(first).family,
      first: addressOf(first).value,
      last: addressOf(last).value,
    } as AddressRange;
    expect(intervalPoints(range, 'boundary').map(formatAddress)).toEqual(boundary);
    expect(intervalPoints(range, 'class').map(formatAddress)).toEqual(inside);
  });
});

describe('portIntervals', () => {
  it.each<[string, [number, number][], [number, number][]]>([
    ['nothing to cut by', [], [[1, 65535]]],
    ['all ports', [[1, 65535]], [[1, 65535]]],
    [
      'one port',
      [[80, 80]],
      [
        [1, 79],
        [80, 80],
        [81, 65535],
      ],
    ],
    [
      'the first port',
      [[1, 1]],
      [
        [1, 1],
        [2, 65535],
      ],
    ],
    [
      'the last port',
      [[65535, 65535]],
      [
        [1, 65534],
        [65535, 65535],
      ],
    ],
    [
      'ranges that overlap',
      [
        [80, 90],
        [85, 100],
      ],
      [
        [1, 79],
        [80, 84],
        [85, 90],
        [91, 100],
        [101, 65535],
      ],
    ],
    [
      'numbers that are no ports',
      [
        [0, 0],
        [70000, 80000],
        [-5, -1],
      ],
      [[1, 65535]],
    ],
  ])('%s', (_, cuts, expected) => {
    const intervals = portIntervals(cuts.map(([first, last]) => ({ first, last })));
    expect(intervals.map(({ first, last }) => [first, last])).toEqual(expected);
  });
});
