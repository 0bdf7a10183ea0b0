import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cidrOf, cidrRange, rangeContains, rangeFirst, rangeLast } from './cidr.ts';
import { addressOf, formatAddress } from './ip.ts';
import { isUsableUnicast, usableUnicastNear } from './unicast.ts';

describe('isUsableUnicast', () => {
  it.each([
    ['0.0.0.0', false],
    ['0.255.255.255', false],
    ['1.0.0.0', true],
    ['126.255.255.255', true],
    ['127.0.0.1', false],
    ['128.0.0.0', true],
    ['169.253.255.255', true],
    ['169.254.0.0', false],
    ['169.254.255.255', false],
    ['169.255.0.0', true],
    ['223.255.255.255', true],
    ['224.0.0.0', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:10.0.0.1', false],
    ['::1:0:0:0', true],
    ['fe7f:ffff::', true],
    ['fe80::1', false],
    ['febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', false],
    ['fec0::', true],
    ['feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', true],
    ['ff02::1', false],
    ['fd50::11', true],
  ])('%s: %s', (text, expected) => {
    expect(isUsableUnicast(addressOf(text))).toBe(expected);
  });
});

describe('usableUnicastNear', () => {
  it.each([
    ['0.0.0.0/0', '127.255.255.255', '126.255.255.255'],
    ['127.0.0.0/8', '127.128.0.0', undefined],
    ['126.0.0.0/7', '127.0.0.0', '126.255.255.255'],
    ['0.0.0.0/7', '0.0.0.5', '1.0.0.0'],
    ['10.0.0.0/8', '10.1.2.3', '10.1.2.3'],
    ['::/0', '::', '::1:0:0:0'],
  ])('in %s near %s: %s', (range, wanted, expected) => {
    const found = usableUnicastNear(cidrRange(cidrOf(range)), addressOf(wanted));
    expect(found === undefined ? undefined : formatAddress(found)).toBe(expected);
  });

  it('finds an address wherever either end of a range is one', () => {
    const bounds = fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff), fc.nat(0xffff_ffff));
    fc.assert(
      fc.property(bounds, (values) => {
        const [first, wanted, last] = values.sort((a, b) => a - b) as [number, number, number];
        const range = { family: 'IPv4' as const, first, last };
        const found = usableUnicastNear(range, { family: 'IPv4', value: wanted });
        if (found !== undefined) return isUsableUnicast(found) && rangeContains(range, found);
        return !isUsableUnicast(rangeFirst(range)) && !isUsableUnicast(rangeLast(range));
      }),
    );
  });
});
