import type { Address, Cidr, IPFamily } from '../../../model/index.ts';
import {
  cidrRange,
  formatCidr,
  maskCidr,
  parseCidr,
  rangeContains,
  singleAddress,
} from '../../../model/index.ts';
import type { PeerTerm, PodView } from '../intent.ts';
import { readAddress } from './packet-address.ts';

/** An address block that can be programmed: host bits cleared, excepts of the same family only. */
export interface Block {
  readonly family: IPFamily;
  readonly cidr: Cidr;
  readonly excepts: readonly Cidr[];
}

/**
 * Reads a block of an intent. Excepts of the other family remove nothing (IPB-8).
 *
 * @returns `undefined` where a text cannot be read: such a block matches nothing, and opens nothing (IPB-15).
 */
export function readBlock(term: Extract<PeerTerm, { kind: 'block' }>): Block | undefined {
  const cidr = parseCidr(term.cidr);
  if (cidr === undefined) return undefined;
  const excepts: Cidr[] = [];
  for (const text of term.excepts) {
    const except = parseCidr(text);
    if (except === undefined) return undefined;
    if (except.address.family === cidr.address.family) excepts.push(maskCidr(except));
  }
  return { family: cidr.address.family, cidr: maskCidr(cidr), excepts };
}

/** Whether a block takes an address in (IPB-1, IPB-2, IPB-4). */
export function blockContains(block: Block, address: Address): boolean {
  const inside = (cidr: Cidr): boolean => rangeContains(cidrRange(cidr), address);
  return inside(block.cidr) && !block.excepts.some(inside);
}

/** The blocks of a list of peers that can be read and are of the family. */
export function blocksOf(peers: readonly PeerTerm[], family: IPFamily): readonly Block[] {
  return peers.flatMap((peer) => {
    const block = peer.kind === 'block' ? readBlock(peer) : undefined;
    return block?.family === family ? [block] : [];
  });
}

/** The pods that the selectors of a list of peers take in. */
export function membersOf(peers: readonly PeerTerm[]): readonly PodView[] {
  return peers.flatMap((peer) => (peer.kind === 'pods' ? peer.members : []));
}

/** The addresses of one family, in canonical form, sorted, each once; text that is no address is left out. */
export function addressesIn(texts: readonly string[], family: IPFamily): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const read = readAddress(text);
    if (read?.address.family === family) found.add(read.text);
  }
  return [...found].sort();
}

/** `10.0.0.1/32`, `fd00::1/128`. */
export function hostCidr(address: Address): string {
  return formatCidr(singleAddress(address));
}
