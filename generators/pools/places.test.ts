import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address, AddressRange } from '../../model/index.ts';
import { addressOf, cidrOf, cidrRange, formatAddress, rangeCovers } from '../../model/index.ts';
import { LANDMARKS, OUTSIDE, PREFIX_LENGTHS } from './addresses.ts';
import type { Place } from './places.ts';
import { network, place4, place6, placeText, sibling, splice } from './places.ts';

const u32 = fc.oneof(fc.constantFrom(0, 1, 0xffff, 0x1_0000, 0xffff_ffff), fc.nat({ max: 0xffff_ffff }));
const firstGroup = 0x1_0000;
const place = fc.oneof(
  u32.map(place4),
  fc.constant(place6(0, 0, 0)),
  fc
    .tuple(u32, u32, fc.nat({ max: 0xffff }))
    .map(([high, middle, low]) => place6(Math.max(high, firstGroup), middle, low)),
);
const placeAndLength = place.chain((of) =>
  fc.tuple(fc.constant(of), fc.constantFrom(...PREFIX_LENGTHS[of.family], 0)),
);

/** The same address by the model's arithmetic. */
function addressOfPlace({ family, high, middle, low }: Place): Address {
  return family === 'IPv4'
    ? { family, value: high }
    : { family, value: (BigInt(high) << 96n) | (BigInt(middle) << 64n) | BigInt(low) };
}

const rangeOf = (of: Place, length: number): AddressRange =>
  cidrRange({ address: addressOfPlace(of), prefixLength: length });

describe('places', () => {
  it('are written as the model writes them', () => {
    fc.assert(
      fc.property(place, (of) => placeText(of) === formatAddress(addressOfPlace(of))),
      { numRuns: 2000 },
    );
  });

  it.each([
    [place4(0xffff_ffff), '255.255.255.255'],
    [place6(0, 0, 0), '::'],
    [place6(0xfd10_0244, 0x0001_0000, 10), 'fd10:244:1::a'],
    [place6(0xfd50_0000, 0, 0x11), 'fd50::11'],
    [place6(0x2001_0db8, 0, 0), '2001:db8::'],
    [place6(0x2001_0000, 0x0000_0001, 3), '2001:0:0:1::3'],
  ])('%o is %s', (of, text) => {
    expect(placeText(of)).toBe(text);
    expect(addressOf(text)).toEqual(addressOfPlace(of));
  });

  it('begin the network that the model says', () => {
    fc.assert(
      fc.property(placeAndLength, ([of, length]) => {
        expect(addressOfPlace(network(of, length)).value).toBe(rangeOf(of, length).first);
      }),
    );
  });

  it('stay inside the block that they are spliced into', () => {
    fc.assert(
      fc.property(placeAndLength, place, ([of, length], rest) => {
        fc.pre(rest.family === of.family);
        const inside = addressOfPlace(splice(of, length, rest));
        const range = rangeOf(of, length);
        expect(range.first <= inside.value && inside.value <= range.last).toBe(true);
      }),
    );
  });

  it('have a sibling that fills the wider block with them', () => {
    fc.assert(
      fc.property(placeAndLength, ([of, length]) => {
        fc.pre(length > 0 && (length <= 64 || length > 112));
        const [own, other, wider] = [
          rangeOf(of, length),
          rangeOf(sibling(of, length), length),
          rangeOf(of, length - 1),
        ];
        expect(other.first).not.toBe(own.first);
        expect(rangeCovers(wider, other)).toBe(true);
      }),
    );
  });

  it('in the pools are addresses', () => {
    for (const of of [...OUTSIDE.IPv4, ...OUTSIDE.IPv6, ...LANDMARKS.IPv4, ...LANDMARKS.IPv6]) {
      const text = placeText(of);
      expect(cidrOf(`${text}/${of.family === 'IPv4' ? 32 : 128}`).address).toEqual(addressOfPlace(of));
    }
  });
});
