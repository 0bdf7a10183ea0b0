/**
 * The shape of an API type, as data. What Go does with JSON follows from it: which fields exist, what `null`
 * becomes, which types a value may have.
 */
export type Schema =
  | { readonly kind: 'string' | 'boolean' | 'int32' | 'int64' | 'int-or-string' }
  /** Anything: carried along unread. */
  | { readonly kind: 'any' }
  /** `map[string]string` */
  | { readonly kind: 'string-map' }
  | { readonly kind: 'list'; readonly items: Schema }
  | StructSchema;

export interface StructSchema {
  readonly kind: 'struct';
  /** The Go type, for rules that look at one type only. */
  readonly name: string;
  readonly fields: Readonly<Record<string, FieldSchema>>;
}

/**
 * A field of a struct. A `value` field is always there: absent and `null` become the zero value. A `pointer`
 * field (and every list and map) can be absent, and `null` means absent (VAL-30).
 */
export interface FieldSchema {
  readonly schema: Schema;
  readonly mode: 'value' | 'pointer';
}

export const STRING: Schema = { kind: 'string' };
export const BOOLEAN: Schema = { kind: 'boolean' };
export const INT32: Schema = { kind: 'int32' };
export const INT64: Schema = { kind: 'int64' };
export const INT_OR_STRING: Schema = { kind: 'int-or-string' };
export const STRING_MAP: Schema = { kind: 'string-map' };
export const ANY: Schema = { kind: 'any' };

export function listOf(items: Schema): Schema {
  return { kind: 'list', items };
}

/** A struct type; fields given as a bare schema are pointers. */
export function struct(name: string, fields: Record<string, Schema | FieldSchema>): StructSchema {
  const entries = Object.entries(fields).map(([key, field]): [string, FieldSchema] => [
    key,
    'mode' in field ? field : { schema: field, mode: 'pointer' },
  ]);
  return { kind: 'struct', name, fields: Object.fromEntries(entries) };
}

/** A field that is always there. */
export function value(schema: Schema): FieldSchema {
  return { schema, mode: 'value' };
}
