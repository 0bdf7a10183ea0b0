/**
 * Small integers in a plain array: bit rows of 32-bit words, groups, or one flag an end. Plain, because making a
 * typed array costs more than everything that is done with the few dozen entries of a fuzz case.
 */
export type Words = number[];

export function wordsOf(length: number, value = 0): Words {
  const words: Words = [];
  for (let index = 0; index < length; index++) words.push(value);
  return words;
}
