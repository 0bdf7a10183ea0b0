import type { AddressRange, IPBlock, NetworkPolicy, NetworkPolicyPeer } from '../../../model/index.ts';
import { rangeContains } from '../../../model/index.ts';
import { blockContains, matchesBlock, readBlock } from '../../clauses/blocks.ts';
import { matchesSelectors } from '../../clauses/peers.ts';
import { isValidSelector } from '../../clauses/selectors.ts';
import type { Context } from '../../semantics.ts';
import type { End } from '../../world.ts';
import { namespaceLabels } from '../../world.ts';
import type { LabelGroup } from './label-groups.ts';
import type { Roster } from './places.ts';
import type { Words } from './words.ts';

/** One byte an end of a roster: whether the peer items asked so far take it in. */
export type Marks = Words;

/** Marks the ends that the selectors of a peer item take in (`matchesSelectors`). */
export function markSelected(
  context: Context,
  policy: NetworkPolicy,
  peer: NetworkPolicyPeer,
  roster: Roster,
  groups: readonly LabelGroup[],
  marks: Marks,
): void {
  const { semantics } = context;
  if (semantics.matchesSelectors !== matchesSelectors) {
    for (const [index, end] of roster.ends.entries()) {
      if (marks[index] === 0 && semantics.matchesSelectors(context, policy, peer, end)) marks[index] = 1;
    }
    return;
  }
  markOrdinaryPods(context, policy, peer, roster, groups, marks);
  for (const index of roster.special) {
    if (marks[index] === 0 && semantics.matchesSelectors(context, policy, peer, roster.ends[index]!)) {
      marks[index] = 1;
    }
  }
}

/** `matchesSelectors` of the reference for pods that are neither their node nor gone, namespace by namespace. */
function markOrdinaryPods(
  context: Context,
  policy: NetworkPolicy,
  { podSelector, namespaceSelector }: NetworkPolicyPeer,
  roster: Roster,
  groups: readonly LabelGroup[],
  marks: Marks,
): void {
  const { semantics, world } = context;
  if (podSelector === undefined && namespaceSelector === undefined) return;
  if (podSelector !== undefined && !isValidSelector(podSelector)) return;
  if (namespaceSelector !== undefined && !isValidSelector(namespaceSelector)) return;
  let namespace: string | undefined;
  let isInScope = false;
  for (const group of groups) {
    if (group.namespace !== namespace) {
      namespace = group.namespace;
      isInScope =
        namespaceSelector === undefined
          ? namespace === policy.namespace
          : semantics.matchesSelector(context, namespaceSelector, namespaceLabels(world, namespace));
    }
    if (!isInScope) continue;
    if (podSelector !== undefined && !semantics.matchesSelector(context, podSelector, group.labels)) continue;
    for (const pod of group.pods) {
      const indices = roster.indicesOfPod[pod];
      if (indices === undefined) continue;
      for (const index of indices) marks[index] = 1;
    }
  }
}

/** Marks the ends whose addresses an ipBlock takes in (`matchesBlock`). */
export function markInBlock(context: Context, block: IPBlock, roster: Roster, marks: Marks): void {
  const { semantics } = context;
  const isReference = semantics.matchesBlock === matchesBlock && semantics.blockContains === blockContains;
  const ranges = isReference ? plainRanges(block) : undefined;
  if (ranges !== undefined) {
    markInRanges(context, ranges, roster, marks);
    return;
  }
  for (let index = 0; index < roster.ends.length; index++) {
    if (marks[index] === 1) continue;
    const seen = roster.blockEnds[index] ?? [roster.ends[index]!];
    if (seen.some((end) => semantics.matchesBlock(context, block, end))) marks[index] = 1;
  }
}

/** A block whose texts have one reading each (IPB-9, IPB-15). */
interface PlainRanges {
  readonly cidr: AddressRange;
  readonly excepts: readonly AddressRange[];
}

function plainRanges(block: IPBlock): PlainRanges | undefined {
  const { cidr, excepts } = readBlock(block);
  if (cidr.ambiguous || excepts.some(({ ambiguous }) => ambiguous)) return undefined;
  return { cidr: cidr.masked!, excepts: excepts.map(({ masked }) => masked!) };
}

function markInRanges(
  context: Context,
  ranges: PlainRanges,
  { ends, blockEnds, ipv4 }: Roster,
  marks: Marks,
): void {
  // Most blocks and most ends are IPv4, and most ends lie outside: two comparisons settle those.
  const { cidr } = ranges;
  const low = cidr.family === 'IPv4' ? cidr.first : 0;
  const high = cidr.family === 'IPv4' ? cidr.last : 0;
  for (let index = 0; index < ends.length; index++) {
    if (marks[index] === 1) continue;
    const seen = blockEnds[index];
    if (seen !== undefined) {
      if (seen.some((end) => isTakenIn(context, ranges, end))) marks[index] = 1;
      continue;
    }
    if (cidr.family === 'IPv4' && !(ipv4[index]! >= low && ipv4[index]! <= high)) continue;
    if (isTakenIn(context, ranges, ends[index]!)) marks[index] = 1;
  }
}

function isTakenIn(context: Context, { cidr, excepts }: PlainRanges, end: End): boolean {
  if (!rangeContains(cidr, end.address)) return false;
  for (const except of excepts) if (rangeContains(except, end.address)) return false;
  return blocksReach(context, end);
}

/** Whether blocks over its address name the end at all (IPB-6, IPB-10, HOST-4). */
function blocksReach({ option }: Context, { endpoint }: End): boolean {
  switch (endpoint.kind) {
    case 'external':
      return true;
    case 'pod':
      return option('ipBlockMatchesPodIPs') === 'yes';
    case 'node':
    case 'hostNetwork':
      return option('remoteNodeMatch') === 'by-ip-block';
  }
}
