import type { AddressRange } from './cidr.ts';
import { cidrOf, cidrRange, rangeContains, rangeFirst, rangeLast } from './cidr.ts';
import type { Address } from './ip.ts';
import { shiftAddress } from './ip.ts';

/** Addresses that no host has for its own on a network: no two of these ranges touch. */
const NOT_UNICAST: readonly AddressRange[] = [
  '0.0.0.0/8', // "this network"
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local
  '224.0.0.0/3', // multicast and reserved
  '::/80', // unspecified, loopback, IPv4-mapped
  'fe80::/10', // link-local
  'ff00::/8', // multicast
].map((text) => cidrRange(cidrOf(text)));

/**
 * Whether a packet could carry the address as the unicast address of a host: not unspecified, loopback,
 * link-local, multicast, or reserved.
 */
export function isUsableUnicast(address: Address): boolean {
  return !NOT_UNICAST.some((range) => rangeContains(range, address));
}

/** An address of the range that a host could have, as near to `wanted` as there is; `undefined` if none. */
export function usableUnicastNear(range: AddressRange, wanted: Address): Address | undefined {
  const obstacle = NOT_UNICAST.find((reserved) => rangeContains(reserved, wanted));
  if (obstacle === undefined) return wanted;
  return [shiftAddress(rangeFirst(obstacle), -1), shiftAddress(rangeLast(obstacle), 1)].find(
    (candidate) => candidate !== undefined && rangeContains(range, candidate),
  );
}
