import { isEmpty, readRecord, type Field } from '../document/field.ts';
import { sameData } from '../document/same-data.ts';
import { mapping, type YamlValue } from '../document/yaml-value.ts';

/** How one key of an object's entry is read, written and left out. */
export interface PartCodec<Parts, Value, Context> {
  readonly read: (field: Field, parts: Partial<Parts>, context: Context) => Value;
  readonly write: (value: Value, context: Context) => YamlValue;
  /** What holds where nothing is written. It may look at the parts that stand before it in the table. */
  readonly fallback: (parts: Partial<Parts>, context: Context) => Value;
}

/** The keys of an object's entry, in the order in which they are written. */
export type PartTable<Parts, Context = void> = {
  readonly [Key in keyof Parts]-?: PartCodec<Parts, Parts[Key], Context>;
};

/**
 * The parts that an entry describes. In a change, `previous` holds: what is not written stays, and an explicit
 * null puts the fallback in its place.
 */
export function readParts<Parts extends object, Context>(
  field: Field,
  table: PartTable<Parts, Context>,
  context: Context,
  previous?: Parts,
): Parts {
  const keys = Object.keys(table) as (keyof Parts & string)[];
  const fields = readRecord(field, keys);
  const parts: Partial<Parts> = {};
  for (const key of keys) {
    const written = fields[key];
    if (written === undefined && previous !== undefined) parts[key] = previous[key];
    else if (written === undefined || isEmpty(written)) parts[key] = table[key].fallback(parts, context);
    else parts[key] = table[key].read(written, parts, context);
  }
  return parts as Parts;
}

/** The entry from which {@link readParts} makes the parts. */
export function writeParts<Parts extends object, Context>(
  parts: Parts,
  table: PartTable<Parts, Context>,
  context: Context,
  previous?: Parts,
): ReadonlyMap<string, YamlValue> {
  const keys = Object.keys(table) as (keyof Parts & string)[];
  return mapping(
    keys.map((key) => {
      const value = parts[key];
      const fallback = table[key].fallback(parts, context);
      const implied = previous === undefined ? fallback : previous[key];
      if (sameData(value, implied)) return [key, undefined] as const;
      return [key, sameData(value, fallback) ? null : table[key].write(value, context)] as const;
    }),
  );
}
