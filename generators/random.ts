import type { Random } from 'fast-check';

/** True with the given probability, 0..1: never at 0, always at 1. */
export function chance(random: Random, probability: number): boolean {
  return random.nextInt(0, 0xffff) < probability * 0x1_0000;
}

/** True once in `n` times. */
export function oneIn(random: Random, n: number): boolean {
  return random.nextInt(1, n) === 1;
}

/** One element of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[random.nextInt(0, list.length - 1)]!;
}

/**
 * Some of the elements, at least one where the list has one, in the order of the list. All subsets of one size
 * are equally likely.
 */
export function pickSome<T>(random: Random, list: readonly T[], count: number): T[] {
  const wanted = Math.min(count, list.length);
  const picked: T[] = [];
  for (let index = 0; picked.length < wanted; index++) {
    // Of the elements left, as many as are still missing are taken.
    if (random.nextInt(1, list.length - index) <= wanted - picked.length) picked.push(list[index]!);
  }
  return picked;
}

/**
 * The kinds that one case draws from, each repeated by a weight of its own (1 to 4), so that cases differ in
 * what they consist of. `base` needs no feature; it steps aside now and then where there is anything else.
 */
export function blend<T>(random: Random, base: T, extras: readonly (T | false)[]): readonly T[] {
  const kinds: T[] = [];
  for (const extra of extras) {
    if (extra !== false) for (let copies = random.nextInt(1, 4); copies > 0; copies--) kinds.push(extra);
  }
  const weight = kinds.length === 0 ? 1 : random.nextInt(0, 4);
  for (let copies = weight; copies > 0; copies--) kinds.push(base);
  return kinds;
}
