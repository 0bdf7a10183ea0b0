import netmask from 'netmask';
import { describe, expect, it } from 'vitest';
import { cidrOf, cidrRange, parseCidr, rangeContains, rangeFirst, rangeLast } from './cidr.ts';
import { addressOf, formatAddress } from './ip.ts';

const { Netmask } = netmask;

/**
 * `netmask` is an oracle for prefix arithmetic on canonical text and for nothing else. Each row is text, or an
 * answer, of which it makes something that no API server means; the day one of them changes, this says so.
 */
describe('text that netmask reads and that is no CIDR', () => {
  it.each([
    ['010.0.0.0/8', '8.0.0.0/8', 'a leading zero, read as octal'],
    ['0x0a.0.0.0/8', '10.0.0.0/8', 'hexadecimal'],
    ['10.0.0.0/24abc', '10.0.0.0/24', 'text behind the length'],
    ['10.0.0.0/24/8', '10.0.0.0/24', 'a second length'],
    ['10.0.0.0/8 ', '10.0.0.0/8', 'a space behind the length'],
    ['10.0.0.0/-1', '0.0.0.0/-1', 'a negative length'],
    ['10.0.0.0/+8', '10.0.0.0/8', 'a signed length'],
    ['10.0.0.0/08', '10.0.0.0/8', 'a leading zero in the length'],
    ['10.0.0.0/0x8', '0.0.0.0/0', 'a hexadecimal length'],
    ['10.0.0.0/1e1', '0.0.0.0/1', 'an exponent'],
    ['10.0.0.0/255.0.0.0', '10.0.0.0/8', 'a mask'],
    ['10.0.0.0/', '10.0.0.0/32', 'an empty length'],
    ['10.0.0.0', '10.0.0.0/32', 'a bare address'],
    ['10/8', '0.0.0.0/8', 'a short form, and not even as 10.0.0.0/8'],
    ['1.2.3/24', '1.2.0.0/24', 'three octets'],
    ['fe80::%1/64', 'fe80::/64', 'a zone'],
  ])('%j, there %s: %s', (text, theirs) => {
    const { base, bitmask } = new Netmask(text);
    expect(`${base}/${bitmask}`).toBe(theirs);
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('answers of netmask that leave addresses out', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.1', '203.0.113.254'],
    ['0.0.0.0/0', '0.0.0.1', '255.255.255.254'],
  ])('%s: first and last are %s and %s', (text, first, last) => {
    const block = new Netmask(text);
    expect([block.first, block.last]).toEqual([first, last]);
    // IPB-7: network and broadcast addresses belong to the block.
    const range = cidrRange(cidrOf(text));
    expect(formatAddress(rangeFirst(range))).toBe(block.base);
    expect(formatAddress(rangeLast(range))).toBe(block.broadcast);
  });

  it('/31 and /32 have no broadcast address there', () => {
    expect(new Netmask('192.0.2.2/31').broadcast).toBeFalsy();
    expect(formatAddress(rangeLast(cidrRange(cidrOf('192.0.2.2/31'))))).toBe('192.0.2.3');
  });
});

describe('families', () => {
  it.each([
    ['10.0.0.0/8', '::1', 'Invalid net address'],
    ['::/0', '10.0.0.1', 'Invalid IPv6'],
  ])('%s asked about %s throws there; the answer is no (IPB-8)', (block, address, message) => {
    expect(() => new Netmask(block).contains(address)).toThrow(message);
    expect(rangeContains(cidrRange(cidrOf(block)), addressOf(address))).toBe(false);
  });
});
