import type { NetworkPolicy, Scenario } from '../../model/index.ts';
import { scenarioOf } from '../../model/index.ts';
import { mirror } from './mirror.ts';
import { unorderedPair } from './pairs.ts';
import type { SizeClass } from './size-classes.ts';
import { sizeClasses } from './size-classes.ts';
import type { SmallPlace } from './small-place.ts';
import { SMALL_PLACES } from './small-place.ts';

/** How large a small scenario is: first by policies, then by all that they and their cluster consist of. */
export interface SmallSize {
  readonly policies: 0 | 1 | 2;
  readonly parts: number;
}

/** All small scenarios, numbered so that each is at least as large as those before it. */
export interface SmallScope {
  /** How many there are. Counted by arithmetic, not by making them. */
  readonly total: number;
  /** @throws RangeError outside 0..total-1 */
  scenario(index: number): Scenario;
  /** @throws RangeError outside 0..total-1 */
  sizeOf(index: number): SmallSize;
  /** The largest size of which the first `count` scenarios are all there are; absent where there is none. */
  completeAfter(count: number): SmallSize | undefined;
}

/** Scenarios of one size and kind, one after the other. */
interface Block extends SmallSize {
  readonly place: SmallPlace;
  readonly count: number;
  readonly policiesAt: (index: number) => readonly NetworkPolicy[];
}

let known: SmallScope | undefined;

/**
 * Everything there is with two pods: no policy, then every policy of one rule, then every pair of them, in each of
 * the {@link SMALL_PLACES}. Two policies have no order (ISO-6), and pairs that differ by swapping the pods are one.
 */
export function smallScope(): SmallScope {
  return (known ??= scopeOf(SMALL_PLACES));
}

function scopeOf(places: readonly SmallPlace[]): SmallScope {
  const blocks = places
    .flatMap(blocksOf)
    .filter(({ count }) => count > 0)
    // Stable: blocks of one size stay in the order of the places.
    .sort((a, b) => a.policies - b.policies || a.parts - b.parts);
  const starts: number[] = [];
  let total = 0;
  for (const { count } of blocks) {
    starts.push(total);
    total += count;
  }
  const blockAt = (index: number): { readonly block: Block; readonly offset: number } => {
    if (!(index >= 0 && index < total)) throw new RangeError(`no scenario ${index} of ${total}`);
    const at = lastAtMost(starts, index);
    return { block: blocks[at]!, offset: index - starts[at]! };
  };
  return {
    total,
    scenario(index) {
      const { block, offset } = blockAt(index);
      return scenarioOf('exhaustive', { ...block.place.cluster, policies: block.policiesAt(offset) });
    },
    sizeOf(index) {
      return sizeOf(blockAt(index).block);
    },
    completeAfter(count) {
      const next = count < total ? blockAt(count).block : undefined;
      const complete = blocks.filter((block, at) => starts[at]! + block.count <= count);
      const last = complete.findLast((block) => next === undefined || !areEqual(block, next));
      return last === undefined ? undefined : sizeOf(last);
    },
  };
}

function sizeOf({ policies, parts }: Block): SmallSize {
  return { policies, parts };
}

function areEqual(a: SmallSize, b: SmallSize): boolean {
  return a.policies === b.policies && a.parts === b.parts;
}

function blocksOf(place: SmallPlace): Block[] {
  const classes = sizeClasses(place);
  const image = mirror(place);
  const none: Block = { place, policies: 0, parts: place.size, count: 1, policiesAt: () => [] };
  const single = classes.map(({ size, all }): Block => ({
    place,
    policies: 1,
    parts: place.size + size,
    count: all.length,
    policiesAt: (index) => [all[index]!],
  }));
  const pairs = classes.flatMap((a, index) =>
    classes.slice(index).flatMap((b) => pairBlocks(place, a, b, image)),
  );
  return [none, ...single, ...pairs];
}

/**
 * Pairs of policies of two sizes. Of the four ways to take mirror images of either, two are images of the others,
 * and where one of the policies is its own image all four are.
 */
function pairBlocks(
  place: SmallPlace,
  a: SizeClass,
  b: SizeClass,
  image: (policy: NetworkPolicy) => NetworkPolicy,
): Block[] {
  const block = (
    [m, n]: readonly [number, number],
    second: (policy: NetworkPolicy) => NetworkPolicy,
  ): Block => ({
    place,
    policies: 2,
    parts: place.size + a.size + b.size,
    count: a === b ? (m * (m + 1)) / 2 : m * n,
    policiesAt(index) {
      const [i, j] = a === b ? unorderedPair(index) : [index % m, Math.floor(index / m)];
      return [a.halves[i]!, { ...second(b.halves[j]!), name: 'q' }];
    },
  });
  return [
    block([a.halves.length, b.halves.length], (policy) => policy),
    block([a.twofold, b.twofold], image),
  ];
}

/** The index of the last of some ascending numbers that is at most a value. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
