import { nearestWord } from '../../../model/index.ts';

/** ` (did you mean "podSelector"?)` for the nearest known word, or the empty string where none is near. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? '' : ` (did you mean ${JSON.stringify(nearest)}?)`;
}
