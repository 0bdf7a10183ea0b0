/**
 * Sixteen hexadecimal digits for any list of texts, for names that kernels keep short. The list is hashed as JSON,
 * so that no choice of names can move a separator. Two lanes of FNV-1a: enough against accidents, not against
 * attackers.
 */
export function shortHash(...parts: readonly unknown[]): string {
  const text = JSON.stringify(parts);
  let left = 0x811c_9dc5;
  let right = 0x9747_b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    left = Math.imul(left ^ code, 0x0100_0193);
    right = Math.imul(right ^ code, 0x85eb_ca6b);
    right ^= right >>> 15;
  }
  return hex(left) + hex(right);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
