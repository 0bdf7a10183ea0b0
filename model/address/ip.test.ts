import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { describe, expect, it } from 'vitest';
import type { Address } from './ip.ts';
import {
  addressOf,
  compareAddresses,
  familyOf,
  firstAddress,
  formatAddress,
  isLoopback,
  lastAddress,
  parseAddress,
  shiftAddress,
} from './ip.ts';

const MAX_IPV6 = 2n ** 128n - 1n;

const ipv4Value = fc.oneof(
  fc.nat(0xffff_ffff),
  fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff),
);
// Groups of zeros and small groups are where the shortening of RFC 5952 has its cases.
const ipv6Value = fc
  .array(fc.oneof(fc.constant(0), fc.constantFrom(1, 0xffff), fc.nat(0xffff)), { minLength: 8, maxLength: 8 })
  .map((groups) => groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n));

describe('parseAddress accepts', () => {
  it.each<[string, Address['family'], number | bigint, string]>([
    ['0.0.0.0', 'IPv4', 0, 'the first'],
    ['255.255.255.255', 'IPv4', 4294967295, 'the last'],
    ['128.0.0.0', 'IPv4', 2147483648, 'bit 31 is no sign'],
    ['10.244.1.10', 'IPv4', 183763210, 'an ordinary one'],
    ['::', 'IPv6', 0n, 'unspecified'],
    ['::1', 'IPv6', 1n, 'loopback'],
    ['FD50::A', 'IPv6', (0xfd50n << 112n) | 10n, 'capitals'],
    ['fd50:0:0:0:0:0:0:000a', 'IPv6', (0xfd50n << 112n) | 10n, 'leading zeros inside a group'],
    ['1:2:3:4:5:6:7::', 'IPv6', 0x0001_0002_0003_0004_0005_0006_0007_0000n, '"::" for a single group'],
    ['::ffff:1.2.3.4', 'IPv6', 0xffff_0102_0304n, 'IPv4-mapped stays IPv6'],
    ['64:ff9b::1.2.3.4', 'IPv6', (0x64n << 112n) | (0xff9bn << 96n) | 0x0102_0304n, 'a dotted tail'],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'IPv6', MAX_IPV6, 'the last of IPv6'],
  ])('%s (%s)', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });
});

describe('parseAddress refuses', () => {
  it.each([
    ['', 'nothing'],
    ['1.2.3', 'three octets'],
    ['1.2.3.4.5', 'five octets'],
    ['1.2.3.', 'an empty octet at the end'],
    ['.1.2.3', 'an empty octet at the start'],
    ['1..2.3', 'an empty octet in the middle'],
    ['256.1.1.1', 'an octet too large'],
    ['1.2.3.999', 'a last octet too large'],
    ['010.0.0.1', 'a leading zero'],
    ['00.0.0.1', 'two zeros'],
    ['1.2.3.04', 'a leading zero at the end'],
    ['0x0a.0.0.1', 'hexadecimal octets'],
    ['1.2.3.4 ', 'a space behind'],
    [' 1.2.3.4', 'a space before'],
    ['1.2.3.4\n', 'a line end'],
    ['+1.2.3.4', 'a sign'],
    ['-1.2.3.4', 'a negative octet'],
    ['1.2.3.4x', 'trailing text'],
    ['\uff11.2.3.4', 'a full-width digit'],
    ['1.2.3.4/32', 'a CIDR'],
    [':', 'one colon'],
    [':::', 'three colons'],
    ['1::2::3', 'two gaps'],
    ['1:2:3:4:5:6:7', 'seven groups'],
    ['1:2:3:4:5:6:7:8:9', 'nine groups'],
    ['1:2:3:4:5:6:7:8::', 'eight groups and a gap'],
    ['::1:2:3:4:5:6:7:8', 'a gap and eight groups'],
    ['12345::', 'five digits'],
    ['g::', 'no hexadecimal digit'],
    ['fe80::1%eth0', 'a zone'],
    ['[::1]', 'brackets'],
    ['1:2:3:4:5:6:7:', 'an empty last group'],
    [':1:2:3:4:5:6:7', 'an empty first group'],
    ['1.2.3.4::', 'a dotted head'],
    ['::1.2.3.4:5', 'a dotted middle'],
    ['::1.2.3', 'a short dotted tail'],
    ['::01.2.3.4', 'a leading zero in a dotted tail'],
    ['1:2:3:4:5:6:7:1.2.3.4', 'a dotted tail in place of one group'],
  ])('%j: %s', (text) => {
    expect(parseAddress(text)).toBeUndefined();
    expect(() => addressOf(text)).toThrow(TypeError);
  });
});

describe('formatAddress writes RFC 5952', () => {
  it.each([
    ['2001:DB8::1', '2001:db8::1'], // §4.3: lower case
    ['2001:0db8:0:0:0:0:0:0001', '2001:db8::1'], // §4.1: no leading zeros
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'], // §4.2.2: a single zero group stays
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'], // §4.2.3: the longest run
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'], // §4.2.3: of equal runs the first
    ['1:2:3:4:5:6:0:0', '1:2:3:4:5:6::'],
    ['0:0:1:2:3:4:5:6', '::1:2:3:4:5:6'],
    ['::', '::'],
    ['::ffff:0a00:0001', '::ffff:10.0.0.1'], // §5: a known mapping keeps its dots
    ['::fffe:0a00:0001', '::fffe:a00:1'],
    ['1::ffff:a00:1', '1::ffff:a00:1'],
  ])('%s → %s', (text, canonical) => {
    expect(formatAddress(addressOf(text))).toBe(canonical);
  });
});

describe('against independent oracles', () => {
  it('IPv4: values and text agree with ip-address, and text comes back', () => {
    fc.assert(
      fc.property(ipv4Value, (value) => {
        const text = formatAddress({ family: 'IPv4', value });
        expect(new Address4(text).bigInt()).toBe(BigInt(value));
        expect(parseAddress(text)).toEqual({ family: 'IPv4', value });
      }),
    );
  });

  it('IPv6: values and text agree with ip-address, and text comes back', () => {
    fc.assert(
      fc.property(ipv6Value, (value) => {
        const oracle = Address6.fromBigInt(value);
        const mapped = value >> 32n === 0xffffn;
        const text = formatAddress({ family: 'IPv6', value });
        expect(text).toBe(mapped ? oracle.to4in6() : oracle.correctForm());
        for (const form of [text, oracle.canonicalForm(), oracle.to4in6()]) {
          expect(parseAddress(form)).toEqual({ family: 'IPv6', value });
        }
      }),
    );
  });

  it('accepts what Node accepts, and nothing else', () => {
    const alphabet = fc.constantFrom('0', '1', '9', '25', 'f', 'ffff', ':', '::', '.', '%', '/', ' ', '');
    const text = fc.array(alphabet, { maxLength: 17 }).map((parts) => parts.join(''));
    const almost = fc
      .tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(40), alphabet)
      .map(([ip, at, insert]) => ip.slice(0, at) + insert + ip.slice(at));
    fc.assert(
      fc.property(fc.oneof(text, almost), (candidate) => {
        // Node lets zones pass; an address of a Kubernetes object has none.
        const expected = (isIPv4(candidate) || isIPv6(candidate)) && !candidate.includes('%');
        expect(parseAddress(candidate) !== undefined).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('neighbours and order', () => {
  it('shiftAddress stops at both ends of both families', () => {
    expect(shiftAddress(lastAddress('IPv4'), 1)).toBeUndefined();
    expect(shiftAddress(firstAddress('IPv4'), -1)).toBeUndefined();
    expect(shiftAddress(lastAddress('IPv6'), 1)).toBeUndefined();
    expect(shiftAddress(firstAddress('IPv6'), -1)).toBeUndefined();
    expect(shiftAddress(addressOf('255.255.255.254'), 1)).toEqual(lastAddress('IPv4'));
    expect(shiftAddress(addressOf('0.0.0.1'), -1)).toEqual(firstAddress('IPv4'));
    expect(shiftAddress(shiftAddress(lastAddress('IPv6'), -1)!, 1)).toEqual(lastAddress('IPv6'));
    expect(shiftAddress(addressOf('::1'), -1)).toEqual(firstAddress('IPv6'));
    expect(shiftAddress(addressOf('127.255.255.255'), 1)).toEqual(addressOf('128.0.0.0'));
    expect(shiftAddress(addressOf('1::'), -1)).toEqual(addressOf('0:ffff:ffff:ffff:ffff:ffff:ffff:ffff'));
  });

  it('compareAddresses puts IPv4 first and compares values without a sign', () => {
    const texts = ['::1', '200.0.0.1', 'ff00::', '10.0.0.1', '9.255.255.255', '::'];
    expect(texts.map(addressOf).sort(compareAddresses).map(formatAddress)).toEqual([
      '9.255.255.255',
      '10.0.0.1',
      '200.0.0.1',
      '::',
      '::1',
      'ff00::',
    ]);
    expect(compareAddresses(addressOf('::1'), addressOf('0::1'))).toBe(0);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.255.255.255', true],
    ['126.255.255.255', false],
    ['128.0.0.0', false],
    ['::1', true],
    ['::2', false],
    ['::ffff:127.0.0.1', false],
  ])('isLoopback(%s) is %s (SELF-1)', (text, expected) => {
    expect(isLoopback(addressOf(text))).toBe(expected);
  });

  it('familyOf goes by the form alone', () => {
    expect(familyOf('10.0.0.1')).toBe('IPv4');
    expect(familyOf('::ffff:10.0.0.1')).toBe('IPv6');
  });
});
