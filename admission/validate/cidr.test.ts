import { describe, expect, it } from 'vitest';
import { cidrErrors, cidrWarnings, exceptErrors, parseLenientCidr } from './cidr.ts';

describe('parseLenientCidr', () => {
  it.each([
    ['10.0.0.0/8', false, false],
    ['010.000.0.001/8', true, false],
    ['10.0.0.0/08', true, false],
    ['2001:0db8::/032', true, false],
    ['2001:00db8::/32', true, false],
    ['::ffff:10.0.0.0/104', false, true],
    ['::ffff:010.0.0.0/104', true, true],
    ['0db8::/16', false, false],
  ])('takes %s', (text, leadingZeros, mapped) => {
    expect(parseLenientCidr(text)).toMatchObject({ leadingZeros, mapped });
  });

  it.each([
    '10.0.0.1',
    '10/8',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0.0/',
    '/8',
    '',
    '10.0.0.0/8 ',
    '10.0.0.0/+8',
    '10.0.0.0/-1',
    '10.0.0.0/24abc',
    'fe80::%eth0/64',
    '256.0.0.0/8',
    '0x10.0.0.0/8',
    '10.0.0.0/8/8',
  ])('refuses %j', (text) => {
    expect(parseLenientCidr(text)).toBeUndefined();
  });

  it('reads leading zeros as decimal, never as octal', () => {
    expect(parseLenientCidr('010.0.0.0/8')?.cidr).toEqual(parseLenientCidr('10.0.0.0/8')?.cidr);
  });
});

describe('cidrErrors under strict validation', () => {
  it.each([
    ['010.0.0.5/24', 'must not have leading 0s in IP or prefix length'],
    ['::ffff:10.0.0.5/104', 'must not have an IPv4-mapped IPv6 address'],
    ['10.0.0.5/24', 'must not have bits set beyond the prefix length'],
    ['2001:db8::1/64', 'must not have bits set beyond the prefix length'],
  ])('says one thing about %s', (text, message) => {
    expect(cidrErrors(text, true)).toEqual([message]);
    expect(cidrErrors(text, false)).toEqual([]);
  });
});

describe('cidrWarnings', () => {
  it.each([
    [
      '10.0.0.5/24',
      'CIDR value "10.0.0.5/24" is ambiguous in this context (should be "10.0.0.0/24" or "10.0.0.5/32"?)',
    ],
    [
      '010.0.0.0/8',
      'non-standard CIDR value "010.0.0.0/8" will be considered invalid in a future Kubernetes release: use "10.0.0.0/8"',
    ],
    [
      '::ffff:10.0.0.0/104',
      'non-standard CIDR value "::ffff:10.0.0.0/104" will be considered invalid in a future Kubernetes release: use "10.0.0.0/8"',
    ],
    [
      '2001:DB8:0::/32',
      'IPv6 CIDR value "2001:DB8:0::/32" should be in RFC 5952 canonical format ("2001:db8::/32")',
    ],
  ])('%s', (text, message) => {
    expect(cidrWarnings(text)).toEqual([message]);
  });

  it('are none for canonical text', () => {
    expect(['10.0.0.0/8', '2001:db8::/32', '::/0', '0.0.0.0/0'].flatMap(cidrWarnings)).toEqual([]);
  });
});

describe('exceptErrors', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.255/32', true],
    ['10.0.0.0/8', '9.255.255.255/32', false],
    ['10.0.0.0/8', '11.0.0.0/32', false],
    ['10.0.0.0/31', '10.0.0.1/32', true],
    ['10.0.0.5/24', '10.0.0.0/25', true],
    ['128.0.0.0/1', '255.0.0.0/8', true],
    ['::/0', '2001:db8::/32', true],
    ['::ffff:10.0.0.0/104', '10.1.0.0/16', false],
    ['::ffff:10.0.0.0/104', '::ffff:10.1.0.0/112', true],
    ['10.0.0.0/8', 'nonsense', true],
  ])('%s without %s', (cidr, except, accepted) => {
    // A mapped cidr has prefix length 104 and an IPv4 except at most 32, so none can be narrower.
    expect(exceptErrors(cidr, except).length === 0).toBe(accepted);
  });
});
