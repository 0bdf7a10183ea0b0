/** Address families as Kubernetes spells them. */
export type IPFamily = 'IPv4' | 'IPv6';

/**
 * One address: an unsigned 32-bit `number` for IPv4, an unsigned 128-bit `bigint` for IPv6. The two never
 * compare (IPB-8): check `family` first. IPv4 stays a number because evaluators spend their time here.
 */
export type Address =
  { readonly family: 'IPv4'; readonly value: number } | { readonly family: 'IPv6'; readonly value: bigint };

const MAX_IPV4 = 0xffff_ffff;
const MAX_IPV6 = (1n << 128n) - 1n;

/** The last address of a family, as a value. */
export function lastAddress(family: IPFamily): Address {
  return family === 'IPv4' ? { family, value: MAX_IPV4 } : { family, value: MAX_IPV6 };
}

/** The first address of a family, as a value. */
export function firstAddress(family: IPFamily): Address {
  return family === 'IPv4' ? { family, value: 0 } : { family, value: 0n };
}

/**
 * Reads an address strictly: four decimal octets without leading zeros, or RFC 4291 text without a zone.
 * IPv4-mapped IPv6 (`::ffff:1.2.3.4`) is an IPv6 address.
 *
 * @returns `undefined` for anything else; nothing is ever guessed or masked.
 */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseIPv6(text) : parseIPv4(text);
}

/** {@link parseAddress} for text that is known to be an address; throws a `TypeError` when it is not. */
export function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new TypeError(`not an IP address: ${JSON.stringify(text)}`);
  return address;
}

/** The family of an address text, judged by its form alone. */
export function familyOf(text: string): IPFamily {
  return text.includes(':') ? 'IPv6' : 'IPv4';
}

const ZERO = 48;
const DOT = 46;

function parseIPv4(text: string): Address | undefined {
  // Written by hand over char codes: a regular expression with four groups costs ten times as much.
  const { length } = text;
  if (length < 7 || length > 15) return undefined;
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (digits === 0) return undefined;
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9) return undefined;
      if (digits > 0 && octet === 0) return undefined;
      octet = octet * 10 + digit;
      if (octet > 255) return undefined;
      digits++;
    }
  }
  if (dots !== 3 || digits === 0) return undefined;
  return { family: 'IPv4', value: value * 256 + octet };
}

const HEX_GROUP = /^[0-9a-fA-F]{1,4}$/;

function parseIPv6(text: string): Address | undefined {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = readGroups(halves[0]!, halves.length === 1);
  const tail = halves.length === 2 ? readGroups(halves[1]!, true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  // "::" stands for at least one group (RFC 5952 forbids one, RFC 4291 and Go accept it).
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  let value = 0n;
  for (const group of head) value = (value << 16n) | BigInt(group);
  value <<= 16n * BigInt(missing);
  for (const group of tail) value = (value << 16n) | BigInt(group);
  return { family: 'IPv6', value };
}

function readGroups(text: string, mayEndInIPv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (mayEndInIPv4 && index === parts.length - 1 && part.includes('.')) {
      const dotted = parseIPv4(part);
      if (dotted?.family !== 'IPv4') return undefined;
      groups.push(dotted.value >>> 16, dotted.value & 0xffff);
    } else {
      if (!HEX_GROUP.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

/** The canonical text: dotted decimal, or RFC 5952 (lower case, longest run of zero groups shortened). */
export function formatAddress(address: Address): string {
  if (address.family === 'IPv4') {
    const v = address.value;
    return `${v >>> 24}.${(v >>> 16) & 255}.${(v >>> 8) & 255}.${v & 255}`;
  }
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((address.value >> shift) & 0xffffn));
  // RFC 5952 §5: an IPv4-mapped address keeps its dotted tail.
  if (address.value >> 32n === 0xffffn) {
    return `::ffff:${formatAddress({ family: 'IPv4', value: Number(address.value & 0xffff_ffffn) })}`;
  }
  return shortenZeros(groups);
}

function shortenZeros(groups: readonly number[]): string {
  let bestStart = -1;
  let bestLength = 1;
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (start + length < 8 && groups[start + length] === 0) length++;
    if (length > bestLength) [bestStart, bestLength] = [start, length];
  }
  const hex = groups.map((group) => group.toString(16));
  if (bestStart < 0) return hex.join(':');
  return `${hex.slice(0, bestStart).join(':')}::${hex.slice(bestStart + bestLength).join(':')}`;
}

/** The address `offset` places further on, or `undefined` beyond either end of the family. */
export function shiftAddress(address: Address, offset: number): Address | undefined {
  if (address.family === 'IPv4') {
    const value = address.value + offset;
    return value < 0 || value > MAX_IPV4 ? undefined : { family: 'IPv4', value };
  }
  const value = address.value + BigInt(offset);
  return value < 0n || value > MAX_IPV6 ? undefined : { family: 'IPv6', value };
}

/** Orders IPv4 before IPv6, then by value. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.family !== b.family) return a.family === 'IPv4' ? -1 : 1;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

/** Loopback: 127.0.0.0/8 and ::1 (SELF-1). */
export function isLoopback(address: Address): boolean {
  return address.family === 'IPv4' ? address.value >>> 24 === 127 : address.value === 1n;
}
