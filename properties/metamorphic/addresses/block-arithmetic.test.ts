import fc from 'fast-check';
import { Netmask } from 'netmask';
import { describe, expect, it } from 'vitest';
import type { Cidr } from '../../../model/index.ts';
import {
  cidrOf,
  cidrRange,
  formatAddress,
  formatCidr,
  maskCidr,
  parseCidr,
  rangeContains,
} from '../../../model/index.ts';
import { atLength, blocksBetween, halvesOf, plainCidr } from './block-arithmetic.ts';

const texts = (blocks: readonly Cidr[] | undefined): string[] | undefined => blocks?.map(formatCidr);

describe('halvesOf', () => {
  it.each([
    ['0.0.0.0/0', ['0.0.0.0/1', '128.0.0.0/1']],
    ['10.244.1.10/31', ['10.244.1.10/32', '10.244.1.11/32']],
    ['128.0.0.0/1', ['128.0.0.0/2', '192.0.0.0/2']],
    ['255.255.255.0/24', ['255.255.255.0/25', '255.255.255.128/25']],
    ['::/0', ['::/1', '8000::/1']],
    ['fd10::/127', ['fd10::/128', 'fd10::1/128']],
    ['10.0.0.1/32', undefined],
    ['fd10::/128', undefined],
    // The upper half would be ::ffff:0.0.0.0/96, which some read as all of IPv4.
    ['::fffe:0:0/95', undefined],
  ])('%s', (block, halves) => {
    expect(texts(halvesOf(cidrOf(block)))).toEqual(halves);
  });
});

describe('plainCidr', () => {
  it.each(['10.0.0.5/24', '010.0.0.0/8', '::ffff:10.0.0.0/104', '10.0.0.0'])('is not %s', (text) => {
    expect(plainCidr(text)).toBeUndefined();
  });
});

describe('blocksBetween', () => {
  it.each([
    ['10.0.0.0/30', ['10.0.0.1/32'], ['10.0.0.0/32', '10.0.0.2/31']],
    ['10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25'], []],
    ['10.0.0.0/24', ['10.0.0.0/25', '10.0.0.64/26'], ['10.0.0.128/25']],
    ['10.0.0.0/24', ['10.0.1.0/24'], ['10.0.0.0/24']],
    ['0.0.0.0/0', ['128.0.0.0/1'], ['0.0.0.0/1']],
  ])('%s without %j', (block, gaps, rest) => {
    expect(texts(blocksBetween(cidrOf(block), gaps.map(cidrOf)))).toEqual(rest);
  });

  const address = fc.oneof(fc.nat(0xffff_ffff), fc.constantFrom(0, 0x0a00_0000, 0x0a00_00ff, 0xffff_ffff));
  const block = fc
    .tuple(address, fc.integer({ min: 0, max: 32 }))
    .map(([value, prefixLength]) => maskCidr({ address: { family: 'IPv4', value }, prefixLength }));

  it('holds an address exactly where the block does and no gap does, by the word of netmask', () => {
    const contains = (cidr: Cidr, ip: string): boolean => new Netmask(formatCidr(cidr)).contains(ip);
    fc.assert(
      fc.property(block, fc.array(block, { maxLength: 4 }), fc.array(address), (whole, gaps, values) => {
        const rest = blocksBetween(whole, gaps)!;
        const edges = [whole, ...gaps].flatMap((each) => {
          const { first, last } = cidrRange(each) as { first: number; last: number };
          return [first, last, first - 1, last + 1].filter((value) => value >= 0 && value <= 0xffff_ffff);
        });
        for (const value of [...values, ...edges]) {
          const ip = formatAddress({ family: 'IPv4', value });
          const expected = contains(whole, ip) && !gaps.some((gap) => contains(gap, ip));
          const holders = rest.filter((each) => rangeContains(cidrRange(each), { family: 'IPv4', value }));
          expect(holders.length).toBe(expected ? 1 : 0);
        }
      }),
    );
  });
});

describe('atLength', () => {
  it('is the same block, said at length', () => {
    expect(atLength(cidrOf('fd10:ab::1/64'))).toBe('FD10:00AB:0000:0000:0000:0000:0000:0001/64');
    expect(parseCidr(atLength(cidrOf('fd10:ab::/64')))).toEqual(cidrOf('fd10:ab::/64'));
  });
});
