import type { Address } from '../../../model/index.ts';
import { cidrOf, familyBits } from '../../../model/index.ts';

/** Entries by CIDR in canonical form; the longest prefix that contains an address decides. */
export type PrefixTable<Value> = Readonly<Record<string, Value>>;

/** The entry that decides for an address. */
export interface PrefixHit<Value> {
  readonly cidr: string;
  readonly value: Value;
}

interface Level<Value> {
  /** What an address is divided by to leave the prefix. */
  readonly divisor: number;
  readonly hostBits: bigint;
  readonly hits: Map<number | bigint, PrefixHit<Value>>;
}

type Levels<Value> = readonly Level<Value>[];

// Derived from the table alone, and forgotten with it: tables are never changed in place.
const levelsOfTable = new WeakMap<object, Levels<unknown>>();

/** Looks an address up in a table of its own family, as the kernel does: one probe for each length present. */
export function longestPrefix<Value>(
  table: PrefixTable<Value>,
  address: Address,
): PrefixHit<Value> | undefined {
  let levels = levelsOfTable.get(table) as Levels<Value> | undefined;
  if (levels === undefined) {
    levels = readLevels(table);
    levelsOfTable.set(table, levels);
  }
  for (const { divisor, hostBits, hits } of levels) {
    const key = address.family === 'IPv4' ? Math.floor(address.value / divisor) : address.value >> hostBits;
    const hit = hits.get(key);
    if (hit !== undefined) return hit;
  }
  return undefined;
}

function readLevels<Value>(table: PrefixTable<Value>): Levels<Value> {
  const byLength = new Map<number, Level<Value>>();
  for (const [text, value] of Object.entries(table)) {
    const { address, prefixLength } = cidrOf(text);
    const hostBits = familyBits(address.family) - prefixLength;
    let level = byLength.get(prefixLength);
    if (level === undefined) {
      level = { divisor: 2 ** hostBits, hostBits: BigInt(hostBits), hits: new Map() };
      byLength.set(prefixLength, level);
    }
    const key =
      address.family === 'IPv4' ? Math.floor(address.value / level.divisor) : address.value >> level.hostBits;
    level.hits.set(key, { cidr: text, value });
  }
  return [...byLength].sort(([a], [b]) => b - a).map(([, level]) => level);
}
