/** The `index`-th pair i ≤ j, in the order 00, 01, 11, 02, 12, 22 and so on. */
export function unorderedPair(index: number): readonly [i: number, j: number] {
  let j = Math.floor((Math.sqrt(8 * index + 1) - 1) / 2);
  // Roots of large numbers may come out a little too large or too small.
  while ((j * (j + 1)) / 2 > index) j--;
  while (((j + 1) * (j + 2)) / 2 <= index) j++;
  return [index - (j * (j + 1)) / 2, j];
}
