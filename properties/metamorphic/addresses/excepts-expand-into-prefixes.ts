import { formatCidr } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { nonEmpty, transformed } from '../rewriting/places.ts';
import { rewriteBlocks } from '../rewriting/rewrite.ts';
import { blocksBetween, plainCidr } from './block-arithmetic.ts';

/**
 * IPB-2, IPB-4, IPB-5, IPB-13: an except is a gap and nothing more. Replaces every block that has excepts by the
 * prefixes between them. A block whose excepts leave nothing stays, for a list without any peer would admit
 * everybody (IPB-14, PEER-1); so do blocks with host bits and those that cannot be read (IPB-9, IPB-15).
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: ANTREA-71, AWS-58, AZURE-599, AWS-104, MIZAR-409 and OVN-845B.
 */
export const exceptsExpandIntoPrefixes = metamorphicProperty({
  name: 'excepts-expand-into-prefixes',
  sentence: 'A block with excepts means what the blocks between the excepts mean together.',
  relation: 'equal',
  every: 2,
  transform: ({ cluster }) =>
    transformed(
      rewriteBlocks(cluster, ({ cidr, except = [] }) => {
        const whole = plainCidr(cidr);
        const gaps = except.map(plainCidr);
        if (except.length === 0 || whole === undefined || !gaps.every((gap) => gap !== undefined)) {
          return undefined;
        }
        const blocks = blocksBetween(whole, gaps);
        return blocks && nonEmpty(blocks.map((block) => ({ cidr: formatCidr(block) })));
      }),
      (where) => `writing the block ${where} as the prefixes between its excepts`,
    ),
});
