import type { Random } from 'fast-check';
import type { Cidr, IPBlock } from '../../../model/index.ts';
import {
  cidrRange,
  familyBits,
  formatCidr,
  hasHostBits,
  maskCidr,
  parseCidr,
  peersOf,
  rangeFirst,
  rangeLast,
  shiftAddress,
  singleAddress,
  withPeers,
} from '../../../model/index.ts';
import { pick } from '../../random.ts';
import { withField } from '../edit.ts';
import type { Mutation } from './mutation.ts';
import { inRule } from './mutation.ts';

/** The block with an edge moved by one step, or with one more or one other except; excepts outside it go. */
export function movedBlock(block: IPBlock, random: Random): IPBlock | undefined {
  const cidr = parseCidr(block.cidr);
  if (cidr === undefined || hasHostBits(cidr)) return undefined;
  if (random.nextInt(0, 1) === 0) return withExcept(block, cidr, random);
  const moved = pick(random, neighbours(cidr));
  const except = (block.except ?? []).filter((text) => liesWithin(text, moved));
  return withField({ ...block, cidr: formatCidr(moved) }, 'except', except);
}

/** A block gets an except at one of its boundaries. */
export const addExcept: Mutation = inRule((rule, direction, random) => {
  const peers = peersOf(rule, direction) ?? [];
  const blocks = [...peers.entries()].filter(([, { ipBlock }]) => ipBlock !== undefined);
  if (blocks.length === 0) return undefined;
  const [at, { ipBlock }] = pick(random, blocks);
  const cidr = parseCidr(ipBlock!.cidr);
  if (cidr === undefined || hasHostBits(cidr)) return undefined;
  const holed = withExcept(ipBlock!, cidr, random);
  return holed === undefined ? undefined : [withPeers(rule, direction, peers.with(at, { ipBlock: holed }))];
});

/** One half of the block, or its first or last address, taken out of it. */
function withExcept(block: IPBlock, cidr: Cidr, random: Random): IPBlock | undefined {
  const bits = familyBits(cidr.address.family);
  if (cidr.prefixLength === bits) return undefined;
  const range = cidrRange(cidr);
  const end = pick(random, [rangeFirst(range), rangeLast(range)]);
  const length = pick(random, [cidr.prefixLength + 1, bits]);
  const except = formatCidr(maskCidr({ address: end, prefixLength: length }));
  return { ...block, except: [...(block.except ?? []), except] };
}

/** A bit longer at either side, a bit shorter, and the single addresses just beside the block. */
function neighbours(cidr: Cidr): Cidr[] {
  const { address, prefixLength } = cidr;
  const range = cidrRange(cidr);
  const beside = [shiftAddress(rangeFirst(range), -1), shiftAddress(rangeLast(range), 1)];
  return [
    ...(prefixLength > 0 ? [maskCidr({ address, prefixLength: prefixLength - 1 })] : []),
    ...(prefixLength < familyBits(address.family)
      ? [rangeFirst(range), rangeLast(range)].map((end) =>
          maskCidr({ address: end, prefixLength: prefixLength + 1 }),
        )
      : []),
    ...beside.flatMap((each) => (each === undefined ? [] : [singleAddress(each)])),
  ];
}

/** VAL-13: an except lies within its cidr and is longer. */
function liesWithin(text: string, { address, prefixLength }: Cidr): boolean {
  const except = parseCidr(text);
  if (except === undefined || except.address.family !== address.family) return false;
  if (except.prefixLength <= prefixLength) return false;
  return formatCidr(maskCidr({ ...except, prefixLength })) === formatCidr({ address, prefixLength });
}
