import { nearestWord } from '../../model/index.ts';

/** `. Did you mean 'x'?` for a misspelt word, or nothing where no candidate is near. */
export function nearest(word: string, candidates: readonly string[]): string {
  const found = nearestWord(word, candidates);
  return found === undefined ? '' : `. Did you mean '${found}'?`;
}
