import type { Address, AddressRange, Cidr, IPBlock } from '../../model/index.ts';
import { cidrRange, hasHostBits, parseCidr, rangeContains, singleAddress } from '../../model/index.ts';
import type { Context } from '../semantics.ts';
import type { End } from '../world.ts';

/** IPB-1: the address of the other end decides, not who is behind it; where plugins differ, the profile does. */
export function matchesBlock(context: Context, block: IPBlock, end: End): boolean {
  if (!context.semantics.blockContains(context, block, end.address)) return false;
  switch (end.endpoint.kind) {
    case 'external':
      return true;
    case 'pod':
      // IPB-6: identity-based plugins do not match the addresses of pods.
      return context.option('ipBlockMatchesPodIPs') === 'yes';
    case 'node':
      // IPB-10: a block over its address is the only way to name a node.
      return context.option('remoteNodeMatch') === 'by-ip-block';
    case 'hostNetwork':
      // HOST-4: matchable through the node's address.
      return context.option('remoteNodeMatch') === 'by-ip-block';
  }
}

/**
 * IPB-1, IPB-2: in cidr and in none of its excepts. IPB-4, IPB-13: excepts are a union. IPB-14: they may leave
 * nothing. IPB-8: another family is never inside.
 */
export function blockContains(context: Context, block: IPBlock, address: Address): boolean {
  const { cidr, excepts } = readBlock(block);
  const within = textContains(context, cidr, address);
  if (!within) return false;
  for (const except of excepts) {
    // A plugin that ignores what it cannot read ignores the item, and does not widen it (IPB-9).
    if (except.ambiguous && context.option('ipBlockHostBits') === 'ignore-item') return false;
    const excepted = textContains(context, except, address);
    if (excepted === 'unreadable' || excepted) return false;
  }
  return within === true;
}

/** How a stored CIDR may be read. */
export interface StoredCidr {
  /** Addresses that share the prefix, and the one address as written; `undefined` where the text is no CIDR. */
  readonly masked: AddressRange | undefined;
  readonly single: AddressRange | undefined;
  /** IPB-9, IPB-15: stored before strict validation, so that plugins may differ. */
  readonly ambiguous: boolean;
}

function textContains(context: Context, cidr: StoredCidr, address: Address): boolean | 'unreadable' {
  const { masked, single, ambiguous } = cidr;
  if (masked === undefined || single === undefined) return 'unreadable';
  if (!ambiguous) return rangeContains(masked, address);
  const inMasked = rangeContains(masked, address);
  // An address outside the widest reading is outside all of them.
  if (!inMasked) return false;
  switch (context.option('ipBlockHostBits')) {
    case 'mask':
      return true;
    case 'single-host':
      return rangeContains(single, address);
    case 'ignore-item':
      return 'unreadable';
  }
}

/** An ipBlock, read once. */
export interface StoredBlock {
  readonly cidr: StoredCidr;
  readonly excepts: readonly StoredCidr[];
}

const readBlocks = new WeakMap<IPBlock, StoredBlock>();

/** How the texts of a block may be read. */
export function readBlock(block: IPBlock): StoredBlock {
  let read = readBlocks.get(block);
  if (read === undefined) {
    read = { cidr: readCidr(block.cidr), excepts: (block.except ?? []).map(readCidr) };
    readBlocks.set(block, read);
  }
  return read;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)\/(\d+)$/i;

function readCidr(text: string): StoredCidr {
  const strict = parseCidr(text);
  // What reads strictly as IPv4 is in none of the old forms, and most text does: no need to look for them.
  if (strict?.address.family === 'IPv4') return storedCidr(strict, hasHostBits(strict));
  const canonical = withoutLegacyForms(text);
  const cidr = parseCidr(canonical);
  if (cidr === undefined) return { masked: undefined, single: undefined, ambiguous: true };
  return storedCidr(cidr, canonical !== text || hasHostBits(cidr));
}

function storedCidr(cidr: Cidr, ambiguous: boolean): StoredCidr {
  return { masked: cidrRange(cidr), single: cidrRange(singleAddress(cidr.address)), ambiguous };
}

/** IPB-15: leading zeros read as decimal, as Kubernetes' own legacy parser does; mapped IPv4 as IPv4. */
function withoutLegacyForms(text: string): string {
  const mapped = MAPPED.exec(text);
  const plain = mapped !== null && Number(mapped[2]) >= 96 ? `${mapped[1]}/${Number(mapped[2]) - 96}` : text;
  return /^[\d.]+\/\d+$/.test(plain) ? plain.replace(/(^|\.)0+(?=\d)/g, '$1') : plain;
}
