import type { Address, Cidr, IPBlock, Profile } from '../../../../model/index.ts';
import {
  addressOf,
  cidrOf,
  cidrRange,
  formatCidr,
  maskCidr,
  rangeContains,
  singleAddress,
} from '../../../../model/index.ts';
import type { BlockTerm, ReadingContext } from '../policy-reading.ts';
import { readStoredCidr } from './stored-cidr.ts';

/** {@link PolicyReading.blockTerm} */
export function blockTerm(block: IPBlock, context: ReadingContext): BlockTerm | undefined {
  const { reading } = context;
  const cidr = reading.cidrMeant(block.cidr, context);
  if (cidr === undefined) return undefined;
  const excepts: string[] = [];
  for (const text of block.except ?? []) {
    const except = reading.cidrMeant(text, context);
    // To leave an except out would widen the block.
    if (except === undefined) return undefined;
    excepts.push(except);
  }
  return { kind: 'block', cidr, excepts: [...excepts, ...cutOut(cidr, excepts, context)] };
}

/** The addresses that no block takes in and that this one would take in otherwise, as further excepts. */
function cutOut(cidr: string, excepts: readonly string[], context: ReadingContext): readonly string[] {
  if (context.unmatchable.length === 0) return [];
  const range = cidrRange(cidrOf(cidr));
  const holes = excepts.map((text) => cidrRange(cidrOf(text)));
  const isTakenIn = (address: Address): boolean =>
    rangeContains(range, address) && !holes.some((hole) => rangeContains(hole, address));
  return context.unmatchable
    .map(addressOf)
    .filter(isTakenIn)
    .map((address) => formatCidr(singleAddress(address)));
}

/** {@link PolicyReading.unmatchableAddresses} */
export function unmatchableAddresses(context: ReadingContext): readonly string[] {
  const { profile, reading, nodes } = context;
  const found = new Set<string>();
  if (profile.ipBlockMatchesPodIPs === 'no') {
    // HOST-4: the address of a hostNetwork pod is a node's.
    for (const { view: pod } of context.known) {
      if (!pod.hostNetwork) for (const address of pod.addresses) found.add(address);
    }
  }
  if (profile.remoteNodeMatch === 'never') {
    // IPB-10: the own node as well, whose exemption does not come from blocks.
    for (const node of nodes.values()) {
      for (const address of reading.nodeAddresses(node)) found.add(address);
    }
  }
  return found.size === 0 ? [] : [...found].sort();
}

/** {@link PolicyReading.cidrMeant} */
export function cidrMeant(text: string, { profile }: ReadingContext): string | undefined {
  return rememberedMeaning(text, profile.ipBlockHostBits);
}

type HostBits = Profile['ipBlockHostBits'];

const MOST_REMEMBERED = 4_096;
const meanings = new Map<string, string | undefined>();

/** The same CIDRs are read for each node and after each event. */
function rememberedMeaning(text: string, hostBits: HostBits): string | undefined {
  const key = `${hostBits} ${text}`;
  const known = meanings.get(key);
  if (known !== undefined || meanings.has(key)) return known;
  if (meanings.size >= MOST_REMEMBERED) meanings.clear();
  const cidr = meaningOf(text, hostBits);
  const meaning = cidr === undefined ? undefined : formatCidr(cidr);
  meanings.set(key, meaning);
  return meaning;
}

// IPB-9, IPB-15
function meaningOf(text: string, hostBits: HostBits): Cidr | undefined {
  const stored = readStoredCidr(text);
  if (stored === undefined || stored.isCanonical) return stored?.cidr;
  switch (hostBits) {
    case 'mask':
      return maskCidr(stored.cidr);
    case 'single-host':
      return singleAddress(stored.cidr.address);
    case 'ignore-item':
      return undefined;
  }
}
