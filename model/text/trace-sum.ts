/** One more than the largest hash of 64 bits. */
const SPAN = 1n << 64n;

/**
 * Takes two trace hashes together, each of one simulation or of many: whoever lives through the same simulations, in
 * whatever order and on however many machines, comes to the same sum.
 *
 * @param a 16 hexadecimal digits; absent where nothing was simulated
 */
export function addTraces(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return ((BigInt(`0x${a}`) + BigInt(`0x${b}`)) % SPAN).toString(16).padStart(16, '0');
}
