import type { IPFamily } from '../../model/index.ts';
import { addressOf } from '../../model/index.ts';
import type { Place } from './places.ts';
import { place4, place6 } from './places.ts';

/** A place from text; for tables, not for the hot path. */
function placeOf(text: string): Place {
  const address = addressOf(text);
  if (address.family === 'IPv4') return place4(address.value);
  const bits = (shift: bigint): number => Number((address.value >> shift) & 0xffff_ffffn);
  return place6(bits(96n), bits(64n), Number(address.value & 0xffffn));
}

const IPV4_PODS = placeOf('10.244.0.0').high;
const IPV6_PODS = placeOf('fd10:244::').high;
const IPV6_NODES = placeOf('fd50::').high;
const IPV6_SECOND = placeOf('fd50:1::').high;
const IPV6_SERVICES = placeOf('fd96::').high;
const IPV6_OUTSIDE = placeOf('2001:db8::').high;

/** Last octets in the order in which pods get them: ends of /25, /26 and /30 blocks first. */
const HOSTS: readonly number[] = [
  10, 11, 63, 64, 127, 128, 191, 192, 254, 255, 2, 3, 4, 5, 31, 32, 62, 65, 126, 129, 253, 20, 21, 30,
];
const OTHER_HOSTS = Array.from({ length: 252 }, (_, index) => index + 2).filter(
  (host) => !HOSTS.includes(host),
);

/** How many pods can have an address of their own. */
export const MAX_PODS = HOSTS.length + OTHER_HOSTS.length;

/** The last octet of the pod with the given number; `start` rotates the order. No two pods share one. */
export function hostNumber(pod: number, start: number): number {
  return pod < HOSTS.length ? HOSTS[(pod + start) % HOSTS.length]! : OTHER_HOSTS[pod - HOSTS.length]!;
}

/** An address in the pod CIDR of a node: `10.244.2.10`, `fd10:244:2::a` on the second node. */
export function podPlace(family: IPFamily, node: number, host: number): Place {
  return family === 'IPv4'
    ? place4(IPV4_PODS + (node + 1) * 256 + host)
    : place6(IPV6_PODS, (node + 1) << 16, host);
}

/** `10.244.2.0/24`, `fd10:244:2::/64` for the second node. */
export function podCidr(family: IPFamily, node: number): string {
  return family === 'IPv4' ? `10.244.${node + 1}.0/24` : `fd10:244:${node + 1}::/64`;
}

/** The address of a node on its own network. */
export function nodePlace(family: IPFamily, node: number): Place {
  return family === 'IPv4'
    ? place4(0xc0a8_320b + node) // 192.168.50.11
    : place6(IPV6_NODES, 0, 0x11 + node);
}

/** A second address of a node, on another network. */
export function secondNodePlace(family: IPFamily, node: number): Place {
  return family === 'IPv4'
    ? place4(0x0a00_000b + node) // 10.0.0.11
    : place6(IPV6_SECOND, 0, 0x11 + node);
}

/** A cluster IP. */
export function clusterPlace(family: IPFamily, service: number): Place {
  return family === 'IPv4'
    ? place4(0x0a60_000a + service) // 10.96.0.10
    : place6(IPV6_SERVICES, 0, 10 + service);
}

/** An address for `externalIPs`. */
export function externalServicePlace(family: IPFamily, service: number): Place {
  return family === 'IPv4'
    ? place4(0xcb00_7164 + service) // 203.0.113.100
    : place6(IPV6_OUTSIDE, 0x0002_0000, 100 + service);
}

/** An address that a load balancer assigns. */
export function balancerPlace(family: IPFamily, service: number): Place {
  return family === 'IPv4'
    ? place4(0xc633_6450 + service) // 198.51.100.80
    : place6(IPV6_OUTSIDE, 0x0003_0000, 80 + service);
}

/** Addresses that nothing in a generated cluster ever has, close to those that something has. */
export const OUTSIDE: Readonly<Record<IPFamily, readonly Place[]>> = {
  IPv4: ['203.0.113.7', '203.0.113.200', '10.0.0.99', '172.17.0.5', '10.244.9.9', '192.168.50.200'].map(
    placeOf,
  ),
  IPv6: ['2001:db8:1::7', '2001:db8:1::ff', 'fd00::9', '2001:db8::1', 'fd10:244:9::9', 'fd50::c8'].map(
    placeOf,
  ),
};

/** The one address outside that Services have as their backend (SVC-4). */
export const EXTERNAL_BACKEND: Readonly<Record<IPFamily, Place>> = {
  IPv4: OUTSIDE.IPv4[0]!,
  IPv6: OUTSIDE.IPv6[0]!,
};

/** Where blocks begin that belong to nothing in particular. */
export const LANDMARKS: Readonly<Record<IPFamily, readonly Place[]>> = {
  IPv4: [
    '10.0.0.0',
    '10.244.0.0',
    '10.244.1.0',
    '10.96.0.0',
    '172.16.0.0',
    '192.168.50.0',
    '203.0.113.0',
    '255.255.255.255',
  ].map(placeOf),
  IPv6: [
    'fc00::',
    'fd10:244::',
    'fd10:244:1::',
    'fd96::',
    'fd50::',
    '2001:db8::',
    '2001:db8:1::',
    'ffff:ffff:ffff:ffff::ffff',
  ].map(placeOf),
};

/** Prefix lengths that nest, meet and end beside octets and groups; 0 is drawn apart. */
export const PREFIX_LENGTHS: Readonly<Record<IPFamily, readonly number[]>> = {
  IPv4: [1, 8, 9, 12, 15, 16, 17, 20, 23, 24, 25, 26, 27, 28, 30, 31, 32],
  IPv6: [1, 7, 16, 32, 33, 47, 48, 56, 63, 64, 112, 120, 121, 122, 126, 127, 128],
};

export const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];
