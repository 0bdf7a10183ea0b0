import type { Cidr } from '../../../../model/index.ts';
import { hasHostBits, parseCidr } from '../../../../model/index.ts';

/** A CIDR of a stored object, in the plainest sense that its text can have. */
export interface StoredCidr {
  readonly cidr: Cidr;
  /** Whether admission would take the text today: no host bits, leading zeros or IPv4-mapped form (VAL-12). */
  readonly isCanonical: boolean;
}

/**
 * Reads what admission once let pass: leading zeros are decimal, and an IPv4-mapped block is IPv4 (IPB-15).
 *
 * @returns `undefined` for text that has no meaning at all
 */
export function readStoredCidr(text: string): StoredCidr | undefined {
  const strict = parseCidr(text);
  const read = strict ?? parseCidr(withoutLeadingZeros(text));
  if (read === undefined) return undefined;
  const mapped = mappedCidr(read);
  const cidr = mapped ?? read;
  return { cidr, isCanonical: strict !== undefined && mapped === undefined && !hasHostBits(cidr) };
}

/** Every octet, group and prefix length loses its leading zeros, which means the same in decimal and hexadecimal. */
function withoutLeadingZeros(text: string): string {
  return text.replaceAll(/(^|[.:/])0+(?=[0-9a-fA-F])/g, '$1');
}

const MAPPED_PREFIX = 0xffffn;
const MAPPED_BITS = 96;

/** The IPv4 block that an IPv4-mapped one stands for: `::ffff:10.0.0.0/104` is 10.0.0.0/8. */
function mappedCidr({ address, prefixLength }: Cidr): Cidr | undefined {
  if (address.family === 'IPv4' || prefixLength < MAPPED_BITS) return undefined;
  if (address.value >> 32n !== MAPPED_PREFIX) return undefined;
  const value = Number(address.value & 0xffff_ffffn);
  return { address: { family: 'IPv4', value }, prefixLength: prefixLength - MAPPED_BITS };
}
