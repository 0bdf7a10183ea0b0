import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/**
 * A set of (source, destination) pairs: those whose groups are equal, or one bit a pair where a replaced function
 * knows no groups.
 */
export interface PairSet {
  /** Group of each source; -1 for none. */
  readonly sources: Words;
  readonly destinations: Words;
  /** Rows of `words` words, one row a source. */
  readonly bits: Words | undefined;
  readonly words: number;
}

/** The pairs whose groups are equal and not -1. */
export function pairsOfGroups(sources: Words, destinations: Words): PairSet {
  return { sources, destinations, bits: undefined, words: 0 };
}

/** The pairs for which something holds, asked of every pair. */
export function pairsWhere(
  sources: number,
  destinations: number,
  holds: (source: number, destination: number) => boolean,
): PairSet {
  const words = (destinations + 31) >>> 5;
  const bits = wordsOf(sources * words);
  for (let source = 0; source < sources; source++) {
    for (let destination = 0; destination < destinations; destination++) {
      if (holds(source, destination)) bits[source * words + (destination >>> 5)]! |= 1 << (destination & 31);
    }
  }
  return {
    sources: wordsOf(sources, -1),
    destinations: wordsOf(destinations, -1),
    bits,
    words,
  };
}

/** Whether the set has the pair. */
export function hasPair(pairs: PairSet, source: number, destination: number): boolean {
  const group = pairs.sources[source]!;
  if (group >= 0 && group === pairs.destinations[destination]) return true;
  const { bits, words } = pairs;
  return (
    bits !== undefined && ((bits[source * words + (destination >>> 5)]! >>> (destination & 31)) & 1) === 1
  );
}
