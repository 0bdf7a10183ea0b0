import type { Address, Cidr } from '../../../model/index.ts';
import {
  cidrRange,
  familyBits,
  hasHostBits,
  maskCidr,
  parseCidr,
  rangeCovers,
} from '../../../model/index.ts';

/** Whether a block lies among the IPv4-mapped addresses: some read it as IPv4, some not at all (IPB-15). */
export function isMapped({ address, prefixLength }: Cidr): boolean {
  return address.family === 'IPv6' && prefixLength >= 96 && address.value >> 32n === 0xffffn;
}

/** A block that everybody reads alike: no host bits (IPB-9), no IPv4-mapped form, nothing odd (IPB-15). */
export function plainCidr(text: string): Cidr | undefined {
  const cidr = parseCidr(text);
  return cidr === undefined || hasHostBits(cidr) || isMapped(cidr) ? undefined : cidr;
}

/** The two halves of a block; `undefined` for a single address, and where a half would have an odd form. */
export function halvesOf({ address, prefixLength }: Cidr): readonly [Cidr, Cidr] | undefined {
  const bits = familyBits(address.family);
  if (prefixLength === bits) return undefined;
  const longer = prefixLength + 1;
  const low = maskCidr({ address, prefixLength: longer });
  const high: Cidr = { address: withBit(low.address, bits - longer), prefixLength: longer };
  return isMapped(low) || isMapped(high) ? undefined : [low, high];
}

/** The address with one more bit set, counted from the lowest. */
function withBit(address: Address, bit: number): Address {
  return address.family === 'IPv4'
    ? { family: 'IPv4', value: address.value + 2 ** bit }
    : { family: 'IPv6', value: address.value + (1n << BigInt(bit)) };
}

/**
 * The fewest blocks that hold what is in a block and in none of the gaps, in ascending order.
 *
 * @returns `undefined` where one of them would have an odd form
 */
export function blocksBetween(block: Cidr, gaps: readonly Cidr[]): readonly Cidr[] | undefined {
  const range = cidrRange(block);
  // Of two prefixes one holds the other, or they share nothing.
  if (gaps.some((gap) => rangeCovers(cidrRange(gap), range))) return [];
  const inside = gaps.filter((gap) => rangeCovers(range, cidrRange(gap)));
  if (inside.length === 0) return [block];
  const halves = halvesOf(block)?.map((half) => blocksBetween(half, inside));
  return halves?.every((half) => half !== undefined) === true ? halves.flat() : undefined;
}

/** An IPv6 block with all eight groups of four digits, in capitals: legal, and not canonical (VAL-12). */
export function atLength({ address, prefixLength }: Cidr): string {
  const digits = BigInt(address.value).toString(16).toUpperCase().padStart(32, '0');
  return `${digits.match(/.{4}/g)!.join(':')}/${prefixLength}`;
}
