import type { Address, IPFamily } from './ip.ts';
import { formatAddress, parseAddress } from './ip.ts';

/** A CIDR as written, host bits and all. */
export interface Cidr {
  readonly address: Address;
  /** 0..32 or 0..128. */
  readonly prefixLength: number;
}

/** Consecutive addresses of one family, both ends included. */
export type AddressRange =
  | { readonly family: 'IPv4'; readonly first: number; readonly last: number }
  | { readonly family: 'IPv6'; readonly first: bigint; readonly last: bigint };

const PREFIX_LENGTH = /^(?:0|[1-9][0-9]{0,2})$/;

/** Bits in an address of the family. */
export function familyBits(family: IPFamily): 32 | 128 {
  return family === 'IPv4' ? 32 : 128;
}

/**
 * Reads `address/length` strictly. Host bits are kept (whether they are legal is for admission to say, VAL-12).
 *
 * @returns `undefined` for anything else: a bare address, leading zeros, a mask, trailing text.
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const address = parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !PREFIX_LENGTH.test(length)) return undefined;
  const prefixLength = Number(length);
  return prefixLength > familyBits(address.family) ? undefined : { address, prefixLength };
}

/** {@link parseCidr} for text known to be a CIDR; throws a `TypeError` when it is not. */
export function cidrOf(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new TypeError(`not a CIDR: ${JSON.stringify(text)}`);
  return cidr;
}

/** The text of a CIDR with its address in canonical form; host bits stay. */
export function formatCidr({ address, prefixLength }: Cidr): string {
  return `${formatAddress(address)}/${prefixLength}`;
}

/** All addresses that share the prefix; network and broadcast addresses belong to it (IPB-7). */
export function cidrRange({ address, prefixLength }: Cidr): AddressRange {
  if (address.family === 'IPv4') {
    // 2 ** n instead of shifts: `1 << 32` is 1 and bit 31 is the sign.
    const size = 2 ** (32 - prefixLength);
    const first = Math.floor(address.value / size) * size;
    return { family: 'IPv4', first, last: first + size - 1 };
  }
  const hostBits = BigInt(128 - prefixLength);
  const first = (address.value >> hostBits) << hostBits;
  return { family: 'IPv6', first, last: first + (1n << hostBits) - 1n };
}

/** Whether bits beyond the prefix are set, as in `10.0.0.5/24`. */
export function hasHostBits(cidr: Cidr): boolean {
  return cidrRange(cidr).first !== cidr.address.value;
}

/** The same CIDR with host bits cleared. */
export function maskCidr(cidr: Cidr): Cidr {
  const range = cidrRange(cidr);
  return { address: rangeFirst(range), prefixLength: cidr.prefixLength };
}

/** Whether the address lies in the range; addresses of the other family never do (IPB-8). */
export function rangeContains(range: AddressRange, address: Address): boolean {
  return range.family === address.family && range.first <= address.value && address.value <= range.last;
}

/** Whether every address of `inner` lies in `outer`. */
export function rangeCovers(outer: AddressRange, inner: AddressRange): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** The first address of a range. */
export function rangeFirst(range: AddressRange): Address {
  return range.family === 'IPv4'
    ? { family: 'IPv4', value: range.first }
    : { family: 'IPv6', value: range.first };
}

/** The last address of a range. */
export function rangeLast(range: AddressRange): Address {
  return range.family === 'IPv4'
    ? { family: 'IPv4', value: range.last }
    : { family: 'IPv6', value: range.last };
}

/** The CIDR that holds exactly one address. */
export function singleAddress(address: Address): Cidr {
  return { address, prefixLength: familyBits(address.family) };
}
