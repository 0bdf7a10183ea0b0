import type { Address } from '../../../model/index.ts';
import { addressOf, formatAddress, parseAddress } from '../../../model/index.ts';

/** An address as packets carry it, read once. */
export interface PacketAddress {
  readonly address: Address;
  /** In canonical form. */
  readonly text: string;
}

/** A case has some hundred addresses and reads each thousands of times. More than this many are read again. */
const MOST = 16_384;

const known = new Map<string, PacketAddress | undefined>();

/** Reads an address, in whatever form it is written; `undefined`: it is none. */
export function readAddress(written: string): PacketAddress | undefined {
  const found = known.get(written);
  if (found !== undefined || known.has(written)) return found;
  if (known.size >= MOST) known.clear();
  const address = parseAddress(written);
  const read = address === undefined ? undefined : { address, text: formatAddress(address) };
  known.set(written, read);
  return read;
}

/**
 * Reads the address of a packet.
 *
 * @throws FencepostError for a text that is no address
 */
export function packetAddress(written: string): PacketAddress {
  return readAddress(written) ?? { address: addressOf(written), text: written };
}
