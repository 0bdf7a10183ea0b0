import type { Words } from '../grid/words.ts';
import { wordsOf } from '../grid/words.ts';

/** Rows sorted into classes of equal rows. */
export interface RowClasses {
  /** Class of each row. */
  readonly classOf: Words;
  /** A row of each class. */
  readonly rowOf: Words;
}

/**
 * Which rows of a table are equal.
 *
 * @param rows `count` rows of `words` words
 */
export function rowClasses(rows: Words, words: number, count: number): RowClasses {
  const classOf = wordsOf(count);
  const rowOf: number[] = [];
  // A hash table with open addressing, at most half full.
  const slots = wordsOf(1 << (33 - Math.clz32(Math.max(count, 1))), -1);
  const mask = slots.length - 1;
  for (let row = 0; row < count; row++) {
    let slot = hashOfRow(rows, words, row) & mask;
    while (slots[slot] !== -1 && !equalRows(rows, words, rowOf[slots[slot]!]!, row)) slot = (slot + 1) & mask;
    if (slots[slot] === -1) slots[slot] = rowOf.push(row) - 1;
    classOf[row] = slots[slot]!;
  }
  return { classOf, rowOf };
}

function hashOfRow(rows: Words, words: number, row: number): number {
  let hash = 0;
  for (let at = row * words; at < (row + 1) * words; at++) {
    hash = Math.imul(hash ^ rows[at]!, 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function equalRows(rows: Words, words: number, a: number, b: number): boolean {
  for (let word = 0; word < words; word++) {
    if (rows[a * words + word] !== rows[b * words + word]) return false;
  }
  return true;
}

/** Classes of what is equal in every one of several tables. */
export function jointClasses(count: number, tables: readonly Words[]): RowClasses {
  const rows = wordsOf(count * tables.length);
  for (const [word, table] of tables.entries()) {
    for (let row = 0; row < count; row++) rows[row * tables.length + word] = table[row]!;
  }
  return rowClasses(rows, tables.length, count);
}
