import type { Node } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { nodePlace, podCidr, podPlace, secondNodePlace } from '../pools/addresses.ts';
import { nameAt } from '../pools/names.ts';
import { oneIn } from '../random.ts';
import type { AddressBook } from './address-book.ts';
import { enter } from './address-book.ts';
import { drawLabels } from './labels.ts';

/** The last octet of a node's own address inside its pod CIDR. No pod ever gets it. */
const GATEWAY = 1;

/** Draws the nodes and enters their addresses in the book. */
export function drawNodes(draft: Draft, book: AddressBook): Node[] {
  const nodes: Node[] = [];
  for (let index = 0, total = count(draft, draft.sizes.nodes); index < total; index++) {
    nodes.push(drawNode(draft, index, book));
  }
  return nodes;
}

/** Draws the node of the number, which decides its name and addresses. */
export function drawNode(draft: Draft, index: number, book: AddressBook): Node {
  const { random, on, words } = draft;
  const addresses: string[] = [];
  for (const family of words.families) addresses.push(enter(book, nodePlace(family, index)));
  // After the addresses that hostNetwork pods share.
  for (const family of words.families) {
    if (on.secondNodeAddresses && oneIn(random, 3))
      addresses.push(enter(book, secondNodePlace(family, index)));
    if (on.gatewayAddresses && oneIn(random, 2))
      addresses.push(enter(book, podPlace(family, index, GATEWAY)));
  }
  return {
    kind: 'Node',
    name: nameAt(words.nodeNames, index),
    labels: drawLabels(draft),
    addresses,
    podCIDRs: words.families.map((family) => podCidr(family, index)),
  };
}
