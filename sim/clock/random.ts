import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { FencepostError } from '../../model/index.ts';

/** A stream of random choices. The same seed and labels give the same stream, everywhere and always. */
export interface Random {
  /** A whole number from 0 to n - 1. */
  below(n: number): number;
  /** True with the given probability, 0 to 1: never at 0, always at 1. */
  chance(probability: number): boolean;
  /** One element of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** A stream of its own, made of this one's seed and the label, whatever was drawn before. */
  fork(label: string): Random;
}

/** Four words of 32 bits, which are all that a stream comes from. */
type Key = readonly [number, number, number, number];

/**
 * The stream of a seed.
 *
 * @param seed a safe integer
 */
export function createRandom(seed: number): Random {
  return streamOf(keyOf([seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]));
}

function streamOf(key: Key): Random {
  // xoroshiro never leaves the state of zeros, so one word is made odd.
  const generator = xoroshiro128plusFromState([key[0] | 1, key[1], key[2], key[3]]);
  const between = (low: number, high: number): number => {
    // The distribution would loop for ever.
    if (!(low <= high)) throw new FencepostError('internal', `nothing lies from ${low} to ${high}`);
    return uniformInt(generator, low, high);
  };
  return {
    below: (n) => between(0, n - 1),
    chance: (probability) => generator.next() >>> 0 < probability * 2 ** 32,
    pick: (items) => items[between(0, items.length - 1)]!,
    between,
    fork: (label) => streamOf(keyOf([...key, ...Array.from(label, (each) => each.codePointAt(0)!)])),
  };
}

function keyOf(words: readonly number[]): Key {
  return [digest(words, 1), digest(words, 2), digest(words, 3), digest(words, 4)];
}

/** All words in one of 32 bits; every `start` gives another. */
function digest(words: readonly number[], start: number): number {
  return words.reduce((sum, word) => scatter(sum ^ scatter(word + 0x9e37_79b9)), scatter(start));
}

/** A bijection of 32 bits (the finisher of MurmurHash 3): every bit that goes in reaches every bit that comes out. */
function scatter(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2_ae35);
  return bits ^ (bits >>> 16);
}
