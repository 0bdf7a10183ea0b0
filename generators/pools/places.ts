import type { IPFamily } from '../../model/index.ts';

/**
 * An address as small numbers, because a generator spends its time with addresses and bigints are slow.
 * IPv4 is all in `high`. Of an IPv6 address `high` holds groups 1 and 2, `middle` groups 3 and 4, `low` group
 * 8; groups 5 to 7 are always zero here, and group 1 is only where all are.
 */
export interface Place {
  readonly family: IPFamily;
  readonly high: number;
  readonly middle: number;
  readonly low: number;
}

/** An IPv4 place from its 32 bits. */
export function place4(high: number): Place {
  return { family: 'IPv4', high: high >>> 0, middle: 0, low: 0 };
}

/** An IPv6 place from groups 1 and 2, groups 3 and 4, and group 8. */
export function place6(high: number, middle: number, low: number): Place {
  return { family: 'IPv6', high: high >>> 0, middle: middle >>> 0, low };
}

const ZERO: Readonly<Record<IPFamily, Place>> = { IPv4: place4(0), IPv6: place6(0, 0, 0) };

/** The first `length` bits of `prefix`, then the bits of `rest`. Both are of one family. */
export function splice(prefix: Place, length: number, rest: Place): Place {
  const high = mask(length);
  const middle = mask(length - 32);
  const low = mask(length - 112) >>> 16;
  return {
    family: prefix.family,
    high: ((prefix.high & high) | (rest.high & ~high)) >>> 0,
    middle: ((prefix.middle & middle) | (rest.middle & ~middle)) >>> 0,
    low: (prefix.low & low) | (rest.low & ~low & 0xffff),
  };
}

/** The place with every bit after the prefix cleared. */
export function network(place: Place, length: number): Place {
  return splice(place, length, ZERO[place.family]);
}

/**
 * The place with the last bit of its prefix turned: the block beside its own. Where that bit lies in groups 5
 * to 7, which are always zero here, the place itself.
 */
export function sibling(place: Place, length: number): Place {
  if (length <= 32) return { ...place, high: (place.high ^ (1 << (32 - length))) >>> 0 };
  if (length <= 64) return { ...place, middle: (place.middle ^ (1 << (64 - length))) >>> 0 };
  return length <= 112 ? place : { ...place, low: place.low ^ (1 << (128 - length)) };
}

function mask(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? 0xffff_ffff : (0xffff_ffff << (32 - bits)) >>> 0;
}

/** The canonical text of the address. */
export function placeText({ family, high, middle, low }: Place): string {
  if (family === 'IPv4') {
    return `${high >>> 24}.${(high >>> 16) & 255}.${(high >>> 8) & 255}.${high & 255}`;
  }
  // Groups 5 to 7 are zero, so theirs is always the longest run and the one that RFC 5952 shortens.
  const tail = low === 0 ? '' : low.toString(16);
  if (high === 0 && middle === 0) return `::${tail}`;
  let head = hexPair(high, middle !== 0);
  if (middle !== 0) head += `:${hexPair(middle, false)}`;
  return `${head}::${tail}`;
}

/** Two groups; the second is left out where it is zero and nothing follows. */
function hexPair(pair: number, whole: boolean): string {
  const first = (pair >>> 16).toString(16);
  const second = pair & 0xffff;
  return second === 0 && !whole ? first : `${first}:${second.toString(16)}`;
}
