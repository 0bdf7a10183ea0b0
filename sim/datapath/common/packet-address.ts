import type { Address } from '../../../model/index.ts';
import { addressOf, formatAddress } from '../../../model/index.ts';

/** An address as packets carry it, read once. */
export interface PacketAddress {
  readonly address: Address;
  /** In canonical form. */
  readonly text: string;
}

/** A case has some hundred addresses and asks about each thousands of times. More than this many are read again. */
const MOST = 16_384;

const known = new Map<string, PacketAddress>();

/** Reads the address of a packet, in whatever form it is written. */
export function packetAddress(written: string): PacketAddress {
  let found = known.get(written);
  if (found !== undefined) return found;
  if (known.size >= MOST) known.clear();
  const address = addressOf(written);
  found = { address, text: formatAddress(address) };
  known.set(written, found);
  return found;
}
