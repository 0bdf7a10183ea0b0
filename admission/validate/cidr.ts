import type { Cidr } from '../../model/index.ts';
import {
  cidrRange,
  formatAddress,
  formatCidr,
  hasHostBits,
  maskCidr,
  parseCidr,
  rangeContains,
} from '../../model/index.ts';

/**
 * A CIDR as the API server's lenient parser reads it: leading zeros are decimal, host bits are kept, and a
 * mapped address is an IPv6 one.
 */
export interface LenientCidr {
  readonly cidr: Cidr;
  readonly leadingZeros: boolean;
  /** Written as IPv4-mapped IPv6, `::ffff:10.0.0.0/104`. */
  readonly mapped: boolean;
}

/** Reads a CIDR leniently; `undefined` for what no API server ever took, a bare address included. */
export function parseLenientCidr(text: string): LenientCidr | undefined {
  const strict = parseCidr(text);
  const cidr = strict ?? parseCidr(withoutLeadingZeros(text));
  if (cidr === undefined) return undefined;
  return { cidr, leadingZeros: strict === undefined, mapped: isMapped(cidr) };
}

function withoutLeadingZeros(text: string): string {
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const dotted = address.lastIndexOf(':') + 1;
  const groups = address.slice(0, dotted).replaceAll(/0+(?=[0-9a-fA-F]{4})/g, '');
  const octets = address.slice(dotted);
  const tail = octets.includes('.')
    ? octets.replaceAll(/(?<![0-9])0+(?=[0-9])/g, '')
    : octets.replace(/^0+(?=[0-9a-fA-F]{4})/, '');
  return `${groups}${tail}/${text.slice(slash + 1).replace(/^0+(?=[0-9])/, '')}`;
}

function isMapped({ address }: Cidr): boolean {
  return address.family === 'IPv6' && address.value >> 32n === 0xffffn;
}

/** The IPv4 network behind a mapped one; anything else stays as it is, host bits cleared. */
function effectiveNetwork(cidr: Cidr): Cidr {
  const network = maskCidr(cidr);
  if (network.address.family !== 'IPv6' || !isMapped(network)) return network;
  const value = Number(network.address.value & 0xffff_ffffn);
  return { address: { family: 'IPv4', value }, prefixLength: cidr.prefixLength - 96 };
}

/** What is wrong with a CIDR: always, and under strict validation only (VAL-12). */
export function cidrErrors(text: string, strict: boolean): string[] {
  const lenient = parseLenientCidr(text);
  if (lenient === undefined) {
    return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];
  }
  if (!strict) return [];
  // One complaint a CIDR, the first that applies, as the API server has it.
  if (lenient.leadingZeros) return ['must not have leading 0s in IP or prefix length'];
  if (lenient.mapped) return ['must not have an IPv4-mapped IPv6 address'];
  if (hasHostBits(lenient.cidr)) return ['must not have bits set beyond the prefix length'];
  return [];
}

/** What an API server warns of in a CIDR that it accepts (VAL-12). */
export function cidrWarnings(text: string): string[] {
  const lenient = parseLenientCidr(text);
  if (lenient === undefined) return [];
  const { cidr, leadingZeros, mapped } = lenient;
  const network = formatCidr(effectiveNetwork(cidr));
  const quoted = JSON.stringify(text);
  const warnings: string[] = [];
  if (hasHostBits(cidr)) {
    const single = `${formatAddress(cidr.address)}/${cidr.address.family === 'IPv4' ? 32 : 128}`;
    warnings.push(
      `CIDR value ${quoted} is ambiguous in this context (should be "${network}" or "${single}"?)`,
    );
  }
  if (leadingZeros || mapped) {
    warnings.push(
      `non-standard CIDR value ${quoted} will be considered invalid in a future Kubernetes release: use "${network}"`,
    );
  }
  if (warnings.length === 0 && cidr.address.family === 'IPv6' && formatCidr(cidr) !== text) {
    warnings.push(`IPv6 CIDR value ${quoted} should be in RFC 5952 canonical format ("${formatCidr(cidr)}")`);
  }
  return warnings;
}

/**
 * Whether an except lies within its cidr and is narrower (VAL-13). Texts that do not parse pass: they have been
 * complained of already, or are grandfathered (VAL-24).
 */
export function exceptErrors(cidrText: string, exceptText: string): string[] {
  const cidr = parseLenientCidr(cidrText)?.cidr;
  const except = parseLenientCidr(exceptText)?.cidr;
  if (cidr === undefined || except === undefined) return [];
  // VAL-14: a mapped except counts as IPv4 for the containment, but its own prefix length is compared.
  const inside = rangeContains(cidrRange(effectiveNetwork(cidr)), effectiveNetwork(except).address);
  const narrower = cidr.prefixLength < except.prefixLength;
  return inside && narrower ? [] : ['must be a strict subset of `cidr`'];
}
