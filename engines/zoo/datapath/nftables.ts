import type { AddressRange } from '../../../model/index.ts';
import { cidrOf, cidrRange } from '../../../model/index.ts';
import { nftablesBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

/** What an agent reads back before it changes anything. */
export const READ_BACK: readonly Mutation[] = [
  // A member of length 0 reads back as no text at all: the agent gives up before its first change.
  nftablesBugs('CALICO-13477', ({ plan }) => ({
    plan: (from, to) =>
      [...from.sets.values()].some(({ intervals }) => intervals.some(isWholeFamily)) ? [] : plan(from, to),
  })),
];

const WHOLE: readonly AddressRange[] = ['0.0.0.0/0', '::/0'].map((text) => cidrRange(cidrOf(text)));

function isWholeFamily({ family, first, last }: AddressRange): boolean {
  return WHOLE.some((whole) => whole.family === family && whole.first === first && whole.last === last);
}
