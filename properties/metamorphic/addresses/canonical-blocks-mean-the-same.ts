import type { IPBlock, PartialProfile } from '../../../model/index.ts';
import { formatCidr, hasHostBits, maskCidr, parseCidr } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import { rewriteBlocks } from '../rewriting/rewrite.ts';
import { atLength, isMapped } from './block-arithmetic.ts';

/**
 * IPB-7, IPB-9, VAL-12: a block is its addresses, however they are written. Writes every cidr and except in
 * canonical form, or spells IPv6 out in capitals and zeros, which is legal too. A block with host bits is only
 * touched for engines that declare to mask them; one that nobody can read for certain stays (IPB-15).
 *
 * Nothing in the zoo is wrong in this way yet; broken-engines.test.ts has an engine that is.
 */
export const canonicalBlocksMeanTheSame = metamorphicProperty({
  name: 'canonical-blocks-mean-the-same',
  sentence: 'Writing address blocks in canonical form, or IPv6 at full length, changes no verdict.',
  relation: 'equal',
  every: 2,
  transform: ({ cluster, salt, profile }) =>
    oneOf([CANONICAL, AT_LENGTH], salt, ({ describe, write }) =>
      transformed(
        rewriteBlocks(cluster, (block) => rewritten(block, (text) => write(text, profile))),
        describe,
      ),
    ),
});

interface Spelling {
  readonly describe: (where: string) => string;
  /** The same block in other words. */
  readonly write: (text: string, profile: PartialProfile) => string;
}

const CANONICAL: Spelling = {
  describe: (where) => `writing the block of ${where} in canonical form`,
  write: (text, { ipBlockHostBits }) => {
    const cidr = parseCidr(text);
    if (cidr === undefined || isMapped(cidr)) return text;
    if (!hasHostBits(cidr)) return formatCidr(cidr);
    return ipBlockHostBits === 'mask' ? formatCidr(maskCidr(cidr)) : text;
  },
};

const AT_LENGTH: Spelling = {
  describe: (where) => `spelling out the IPv6 block of ${where}`,
  write: (text) => {
    const cidr = parseCidr(text);
    return cidr?.address.family !== 'IPv6' || isMapped(cidr) ? text : atLength(cidr);
  },
};

function rewritten(block: IPBlock, write: (text: string) => string): readonly [IPBlock] | undefined {
  const cidr = write(block.cidr);
  const except = block.except?.map(write);
  const changed =
    cidr !== block.cidr || except?.some((text, index) => text !== block.except?.[index]) === true;
  return changed ? [{ cidr, ...(except === undefined ? {} : { except }) }] : undefined;
}
