import type { IPBlock, IPFamily, NetworkPolicyPeer } from '../../model/index.ts';
import { formatCidr, maskCidr, parseCidr } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { FAMILIES, LANDMARKS, PREFIX_LENGTHS } from '../pools/addresses.ts';
import type { Place } from '../pools/places.ts';
import { network, placeText, sibling, splice } from '../pools/places.ts';
import { oneIn, pick } from '../random.ts';

interface Prefix {
  readonly place: Place;
  readonly length: number;
}

/** Draws an `ipBlock`: most often around an address that something has, with excepts that nest and meet. */
export function drawBlock(scene: Scene): IPBlock {
  const { draft } = scene;
  const { random, sizes, on } = draft;
  const family = drawFamily(draft);
  if (on.nonCanonicalCidrs && oneIn(random, 4)) return drawCommonBlock(scene, family);
  const block = drawPrefix(scene, family);
  const cidr = cidrText(draft, block);
  if (!on.excepts || block.length >= single(block.place.family) || oneIn(random, 3)) return { cidr };
  const except: string[] = [];
  let inner: Prefix | undefined;
  for (let left = count(draft, sizes.excepts); left > 0; left--) {
    inner = drawExcept(scene, block, inner);
    const text = cidrText(draft, inner);
    if (!except.includes(text) || (on.repeatedItems && oneIn(random, 2))) except.push(text);
  }
  return except.length === 0 ? { cidr } : { cidr, except };
}

/** Draws everything as blocks: of one family, or mostly of each that the case has (IPB-8). */
export function drawWholeFamilies({ draft }: Scene): IPBlock[] {
  const { random, words } = draft;
  const families = oneIn(random, 3) ? [pick(random, words.families)] : words.families;
  return families.map((family) => ({ cidr: family === 'IPv4' ? '0.0.0.0/0' : '::/0' }));
}

/**
 * Draws a block that has to do with some peers: a wider one without a block of theirs, or, where they have none, a
 * single address, which a selector of theirs may name as well.
 */
export function drawRelatedBlock(scene: Scene, peers: readonly NetworkPolicyPeer[] = []): IPBlock {
  const { draft } = scene;
  const { random, on } = draft;
  const blocks = peers.flatMap(({ ipBlock }) => ipBlock ?? []);
  const around = blocks.length > 0 && on.excepts ? blockAround(draft, pick(random, blocks).cidr) : undefined;
  if (around !== undefined || !on.singleAddressCidrs) return around ?? drawBlock(scene);
  const family = drawFamily(draft);
  return { cidr: cidrText(draft, { place: drawPlace(scene, family), length: single(family) }) };
}

/** A wider block without the one of the text; `undefined` where there is none. */
function blockAround({ random, on, words }: Draft, text: string): IPBlock | undefined {
  const inner = parseCidr(text);
  if (inner === undefined) return undefined;
  const { address, prefixLength: length } = inner;
  const shorter = words.prefixLengths[address.family].filter((each) => each < length);
  const lengths = on.zeroCidrs && length > 0 ? [0, ...shorter] : shorter;
  if (lengths.length === 0) return undefined;
  const outer = maskCidr({ address, prefixLength: pick(random, lengths) });
  return { cidr: formatCidr(outer), except: [text] };
}

/** Draws a block and one inside it, which adds nothing to what the first allows (IPB-5). */
export function drawNestedBlocks(scene: Scene): readonly [outer: IPBlock, inner: IPBlock] {
  const { draft } = scene;
  const family = pick(draft.random, draft.words.families);
  const lengths = PREFIX_LENGTHS[family].slice(1, -2);
  const outer = { place: drawPlace(scene, family), length: pick(draft.random, lengths) };
  const inner = drawExcept(scene, outer, undefined);
  return [{ cidr: cidrText(draft, outer) }, { cidr: cidrText(draft, inner) }];
}

function drawFamily({ random, on, words }: Draft): IPFamily {
  return on.otherFamilyCidrs && oneIn(random, 8) ? pick(random, FAMILIES) : pick(random, words.families);
}

/**
 * The block of all pods, or a wider one without it: what is cut out then has host bits, as it may have been stored
 * before they became illegal, and so another text than the block with the same network (IPB-9).
 */
function drawCommonBlock(scene: Scene, family: IPFamily): IPBlock {
  const [wide, common] = LANDMARKS[family];
  const [wideLength, length] = family === 'IPv4' ? [8, 16] : [7, 32];
  if (!scene.draft.on.excepts || oneIn(scene.draft.random, 2))
    return { cidr: `${placeText(common!)}/${length}` };
  const inside = splice(common!, length, drawPlace(scene, family));
  return { cidr: `${placeText(wide!)}/${wideLength}`, except: [`${placeText(inside)}/${length}`] };
}

function drawPrefix(scene: Scene, family: IPFamily): Prefix {
  const { random, on, words } = scene.draft;
  const place = drawPlace(scene, family);
  if (on.zeroCidrs && oneIn(random, 8)) return { place, length: 0 };
  const lengths = words.prefixLengths[family];
  if (on.singleAddressCidrs && oneIn(random, 5)) return { place, length: lengths.at(-1)! };
  return { place, length: lengths[random.nextInt(0, lengths.length - 2)]! };
}

/** An address of the cluster, or where a well-known block begins. */
function drawPlace({ draft, book }: Scene, family: IPFamily): Place {
  const known = book[family];
  return known.length === 0 || oneIn(draft.random, 4)
    ? pick(draft.random, LANDMARKS[family])
    : pick(draft.random, known);
}

/** A longer prefix inside the block; with nesting on, often inside or beside the one before (VAL-15). */
function drawExcept(scene: Scene, block: Prefix, before: Prefix | undefined): Prefix {
  const { random, on } = scene.draft;
  if (on.nestedExcepts && before !== undefined && oneIn(random, 2)) {
    if (oneIn(random, 2)) return { ...before, place: sibling(before.place, before.length) };
    const wider = oneIn(random, 2) ? undefined : longerThan(scene.draft, before);
    if (wider !== undefined) return { place: before.place, length: wider };
    return { place: before.place, length: longerThan(scene.draft, block)! };
  }
  const { family } = block.place;
  return {
    place: splice(block.place, block.length, drawPlace(scene, family)),
    length: longerThan(scene.draft, block)!,
  };
}

/** A prefix length longer than that of the prefix; `undefined` where there is none. */
function longerThan({ random, on, words }: Draft, { place, length }: Prefix): number | undefined {
  const lengths = words.prefixLengths[place.family];
  // The next few lengths as often as all of the rest: neighbours are where nesting goes wrong.
  const from = lengths.findIndex((candidate) => candidate > length);
  if (from < 0) return undefined;
  const last = on.singleAddressCidrs ? lengths.length - 1 : Math.max(from, lengths.length - 2);
  const to = oneIn(random, 2) ? Math.min(last, from + 3) : last;
  return lengths[random.nextInt(from, to)]!;
}

function single(family: IPFamily): number {
  return PREFIX_LENGTHS[family].at(-1)!;
}

function cidrText({ random, on }: Draft, { place, length }: Prefix): string {
  const legacy = on.nonCanonicalCidrs && oneIn(random, 3);
  if (legacy && place.family === 'IPv4' && oneIn(random, 6))
    return oneIn(random, 2) ? withLeadingZero(network(place, length), length) : mapped(place, length);
  // IPB-9: stored before host bits became illegal.
  const text = `${placeText(legacy ? place : network(place, length))}/${length}`;
  return on.looseCidrText && place.family === 'IPv6' && oneIn(random, 3) ? loosen(text) : text;
}

/** IPB-15: `::ffff:10.0.0.0/104`, an IPv4 block in the form of sixteen bytes. */
function mapped(place: Place, length: number): string {
  return `::ffff:${placeText(network(place, length))}/${96 + length}`;
}

/** IPB-15: `010.0.0.0/8`, which some read as 10.0.0.0/8 and some as 8.0.0.0/8. */
function withLeadingZero(place: Place, length: number): string {
  return `0${placeText(place)}/${length}`;
}

/** Legal text that is not the canonical one: capitals, or a leading zero in a group. */
function loosen(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.replace('::', ':0000::').replace(/^:0000::/, '0000::') : upper;
}
