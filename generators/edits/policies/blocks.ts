import type { Cidr, IPBlock } from '../../../model/index.ts';
import { familyBits, formatCidr, maskCidr, parseCidr } from '../../../model/index.ts';
import type { Cut } from '../edit.ts';
import { shorterLists, simplerField } from '../edit.ts';

/** Simpler blocks: fewer excepts, canonical text, shorter and rounder prefixes. */
export function* simplerBlocks(block: IPBlock): Generator<Cut<IPBlock>> {
  yield* simplerField(block, 'except', (list) =>
    shorterLists(list, (dropped) => `except ${dropped.join(', ')}`),
  );
  for (const to of simplerCidrs(block.cidr, 0)) {
    yield { describe: `cidr ${block.cidr} → ${to}`, to: { ...block, cidr: to } };
  }
  // VAL-13: an except is strictly longer than its cidr.
  const shortest = (parseCidr(block.cidr)?.prefixLength ?? 0) + 1;
  for (const [index, except] of (block.except ?? []).entries()) {
    for (const to of simplerCidrs(except, shortest)) {
      yield {
        describe: `except ${except} → ${to}`,
        to: { ...block, except: block.except!.with(index, to) },
      };
    }
  }
}

/** Simpler texts for a CIDR, the shortest prefix first; none shorter than `shortest` bits. */
export function* simplerCidrs(text: string, shortest: number): Generator<string> {
  const cidr = parseCidr(text);
  if (cidr === undefined) {
    // IPB-15: a stored text with leading zeros, read as decimal.
    const decimal = text.replaceAll(/(^|\.)0+(?=\d)/g, '$1');
    if (parseCidr(decimal) !== undefined) yield decimal;
    return;
  }
  for (const length of simplerLengths(cidr, shortest)) {
    yield formatCidr(maskCidr({ ...cidr, prefixLength: length }));
  }
  const masked = formatCidr(maskCidr(cidr));
  if (masked !== text) yield masked;
}

function* simplerLengths({ address, prefixLength }: Cidr, shortest: number): Generator<number> {
  const round = familyBits(address.family) / 4;
  for (let length = 0; length < prefixLength; length += round) if (length >= shortest) yield length;
  // One octet or group less, in the end one bit: an except at the edge needs just that.
  const octet = prefixLength - (prefixLength % 8 || 8);
  if (octet >= shortest && octet % round !== 0) yield octet;
  if (prefixLength - 1 >= shortest && (prefixLength - 1) % 8 !== 0) yield prefixLength - 1;
}
