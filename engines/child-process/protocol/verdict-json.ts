import { ALLOW, DENY, UNSUPPORTED } from '../../engine.ts';
import { excerpt, isJsonObject, WrongAnswer } from './messages.ts';

/** The protocol's words for verdicts; the index is the byte in `Verdicts`. */
const WORDS: readonly string[] = ((words: string[]) => {
  words[DENY] = 'deny';
  words[ALLOW] = 'allow';
  words[UNSUPPORTED] = 'unsupported';
  return words;
})([]);

export type VerdictWord = 'allow' | 'deny' | 'unsupported';

/** The protocol's word for a verdict byte. */
export function verdictWord(verdict: number): VerdictWord {
  return WORDS[verdict] as VerdictWord;
}

/** Reads the result of a `probe` of so many flows. */
export function readVerdicts(result: unknown, flows: number): Uint8Array {
  const words = isJsonObject(result) ? result['verdicts'] : undefined;
  if (!Array.isArray(words)) throw new WrongAnswer('nonsense', `no list of verdicts: ${excerpt(result)}`);
  if (words.length !== flows) {
    throw new WrongAnswer('wrong-count', `${words.length} verdicts for ${flows} flows`);
  }
  return Uint8Array.from(words, (word: unknown, index) => readVerdict(word, `verdicts[${index}]`));
}

/** Reads one verdict word. */
export function readVerdict(word: unknown, field: string): number {
  const verdict = WORDS.indexOf(word as string);
  if (verdict < 0) throw new WrongAnswer('nonsense', `${field}: ${excerpt(word)} is not a verdict`);
  return verdict;
}

/** The most that is kept of an engine's own words. */
const MAX_REASONS = 100;

/** Reads the reasons in the result of `explain`. */
export function readReasons(result: unknown): readonly string[] {
  if (!isJsonObject(result)) throw new WrongAnswer('nonsense', `no object: ${excerpt(result)}`);
  const { verdict, reasons } = result;
  readVerdict(verdict, 'verdict');
  if (!Array.isArray(reasons) || !reasons.every((reason) => typeof reason === 'string')) {
    throw new WrongAnswer('nonsense', `reasons: ${excerpt(reasons)} is not a list of strings`);
  }
  return reasons.slice(0, MAX_REASONS);
}

/** Reads the result of a method that has nothing to say. */
export function readDone(result: unknown): void {
  if (!isJsonObject(result)) throw new WrongAnswer('nonsense', `${excerpt(result)} instead of {}`);
}
