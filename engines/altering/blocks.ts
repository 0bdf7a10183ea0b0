import type { Address, AddressRange, IPBlock } from '../../model/index.ts';
import {
  cidrRange,
  elementaryIntervals,
  parseCidr,
  rangeContains,
  rangeCovers,
  rangeFirst,
  rangeLast,
  shiftAddress,
} from '../../model/index.ts';

/** The addresses of a CIDR; `undefined` for text that is none. */
export function rangeOf(text: string): AddressRange | undefined {
  const cidr = parseCidr(text);
  return cidr === undefined ? undefined : cidrRange(cidr);
}

/** Whether the address shares the prefix; nothing lies in text that is no CIDR. */
export function inCidr(text: string, address: Address): boolean {
  const range = rangeOf(text);
  return range !== undefined && rangeContains(range, address);
}

/** Whether a CIDR is the whole of its family. */
export function isWholeFamily(text: string): boolean {
  return parseCidr(text)?.prefixLength === 0;
}

/** The ranges of a block's excepts, those that can be read. */
export function exceptRanges({ except = [] }: IPBlock): readonly AddressRange[] {
  return except.flatMap((text) => rangeOf(text) ?? []);
}

/** Whether some except takes the address out of the block's cidr. */
export function isExcepted(block: IPBlock, address: Address): boolean {
  return inCidr(block.cidr, address) && (block.except ?? []).some((text) => inCidr(text, address));
}

/** Whether two ranges share an address, or follow one another without a gap. */
export function touch(a: AddressRange, b: AddressRange): boolean {
  const overlap = rangeContains(a, rangeFirst(b)) || rangeContains(b, rangeFirst(a));
  return overlap || follows(a, b) || follows(b, a);
}

function follows(a: AddressRange, b: AddressRange): boolean {
  const next = shiftAddress(rangeLast(a), 1);
  return next !== undefined && a.family === b.family && next.value === b.first;
}

/** Whether the excepts leave nothing of the cidr (IPB-14). */
export function isEmptied(block: IPBlock): boolean {
  const whole = rangeOf(block.cidr);
  if (whole === undefined) return false;
  const excepts = exceptRanges(block);
  return elementaryIntervals(whole.family, [whole, ...excepts])
    .filter((interval) => rangeCovers(whole, interval))
    .every((interval) => excepts.some((except) => rangeCovers(except, interval)));
}
