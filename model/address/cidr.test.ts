import fc from 'fast-check';
import { Address6 } from 'ip-address';
import netmask from 'netmask';
import { describe, expect, it } from 'vitest';
import type { Cidr } from './cidr.ts';
import {
  cidrOf,
  cidrRange,
  familyBits,
  formatCidr,
  hasHostBits,
  maskCidr,
  parseCidr,
  rangeContains,
  rangeCovers,
  rangeFirst,
  rangeLast,
  singleAddress,
} from './cidr.ts';
import { addressOf, formatAddress } from './ip.ts';

const { Netmask } = netmask;

const ipv4Cidr: fc.Arbitrary<Cidr> = fc.record({
  address: fc.nat(0xffff_ffff).map((value) => ({ family: 'IPv4' as const, value })),
  prefixLength: fc.integer({ min: 0, max: 32 }),
});
const ipv6Cidr: fc.Arbitrary<Cidr> = fc.record({
  address: fc.bigInt(0n, 2n ** 128n - 1n).map((value) => ({ family: 'IPv6' as const, value })),
  prefixLength: fc.integer({ min: 0, max: 128 }),
});

function bounds(text: string): [string, string] {
  const range = cidrRange(cidrOf(text));
  return [formatAddress(rangeFirst(range)), formatAddress(rangeLast(range))];
}

describe('cidrRange (IPB-7: every address of the prefix, ends included)', () => {
  it.each([
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
    ['128.0.0.0/1', '128.0.0.0', '255.255.255.255'],
    ['200.0.0.0/32', '200.0.0.0', '200.0.0.0'],
    ['255.255.255.254/31', '255.255.255.254', '255.255.255.255'],
    ['203.0.113.77/24', '203.0.113.0', '203.0.113.255'],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['fd50::11/128', 'fd50::11', 'fd50::11'],
    ['2001:db8:1::/48', '2001:db8:1::', '2001:db8:1:ffff:ffff:ffff:ffff:ffff'],
    ['8000::/1', '8000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::ffff:10.0.0.0/104', '::ffff:10.0.0.0', '::ffff:10.255.255.255'],
  ])('%s is %s to %s', (text, first, last) => {
    expect(bounds(text)).toEqual([first, last]);
  });

  it('agrees with netmask on IPv4 in canonical form', () => {
    fc.assert(
      fc.property(ipv4Cidr, fc.nat(0xffff_ffff), (cidr, value) => {
        const oracle = new Netmask(formatCidr(cidr));
        const range = cidrRange(cidr);
        expect(formatAddress(rangeFirst(range))).toBe(oracle.base);
        // netmask has no broadcast address for /31 and /32; there its `last` is the last.
        expect(formatAddress(rangeLast(range))).toBe(oracle.broadcast ?? oracle.last);
        const address = { family: 'IPv4' as const, value };
        expect(rangeContains(range, address)).toBe(oracle.contains(formatAddress(address)));
      }),
      {
        examples: [0, 1, 30, 31, 32].map((prefixLength) => [
          { address: addressOf('192.0.2.129'), prefixLength },
          0,
        ]),
      },
    );
  });

  it('agrees with ip-address on IPv6', () => {
    fc.assert(
      fc.property(ipv6Cidr, (cidr) => {
        const oracle = new Address6(formatCidr(cidr));
        const range = cidrRange(cidr);
        expect(range.first).toBe(oracle.startAddress().bigInt());
        expect(range.last).toBe(oracle.endAddress().bigInt());
      }),
    );
  });
});

describe('parseCidr', () => {
  it('reads back what formatCidr writes, host bits and all', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4Cidr, ipv6Cidr), (cidr) => {
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  it.each([
    ['10.0.0.0', 'no length'],
    ['10.0.0.0/', 'an empty length'],
    ['/8', 'no address'],
    ['10.0.0.0/33', 'too long for IPv4'],
    ['::/129', 'too long for IPv6'],
    ['10.0.0.0/999', 'far too long'],
    ['10.0.0.0/8.0', 'a fraction'],
    ['10.0.0.0/ 8', 'a space'],
    ['10.0.0.0//8', 'two slashes'],
  ])('refuses %j: %s', (text) => {
    expect(parseCidr(text)).toBeUndefined();
    expect(() => cidrOf(text)).toThrow(TypeError);
  });
});

describe('parts of a CIDR', () => {
  it.each([
    ['10.0.0.5/24', true, '10.0.0.0/24'],
    ['10.0.0.0/24', false, '10.0.0.0/24'],
    ['10.0.0.1/32', false, '10.0.0.1/32'],
    ['10.0.0.1/0', true, '0.0.0.0/0'],
    ['fd50::1/64', true, 'fd50::/64'],
    ['fd50::/64', false, 'fd50::/64'],
  ])('%s: host bits %s, masked %s', (text, hostBits, masked) => {
    expect(hasHostBits(cidrOf(text))).toBe(hostBits);
    expect(formatCidr(maskCidr(cidrOf(text)))).toBe(masked);
  });

  it('a single address is a CIDR of the full length', () => {
    expect(formatCidr(singleAddress(addressOf('10.0.0.1')))).toBe('10.0.0.1/32');
    expect(formatCidr(singleAddress(addressOf('::1')))).toBe('::1/128');
    expect([familyBits('IPv4'), familyBits('IPv6')]).toEqual([32, 128]);
  });
});

describe('ranges', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0', true],
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '9.255.255.255', false],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['0.0.0.0/0', '200.1.2.3', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', false],
    ['::ffff:10.0.0.0/104', '10.0.0.1', false],
  ])('%s contains %s: %s (IPB-8: families are disjoint)', (cidr, address, expected) => {
    expect(rangeContains(cidrRange(cidrOf(cidr)), addressOf(address))).toBe(expected);
  });

  it.each([
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['::/0', '10.0.0.0/8', false],
  ])('%s covers %s: %s', (outer, inner, expected) => {
    expect(rangeCovers(cidrRange(cidrOf(outer)), cidrRange(cidrOf(inner)))).toBe(expected);
  });
});
