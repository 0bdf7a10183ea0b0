import { labelsFrom } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import type { FieldPath } from '../field-error.ts';
import type { FieldSchema, Schema, StructSchema } from './schema.ts';

/** The choices that decoding leaves to the rules. */
export interface DecodeRules {
  /** Whether a type has a field, `status` of a NetworkPolicy included (VAL-25, VAL-27). */
  readonly isKnownField: (type: StructSchema, field: string) => boolean;
  /** An int32 as JSON gives it; `undefined` fails the request (VAL-28). */
  readonly int32: (value: unknown) => number | undefined;
  /** `intstr.IntOrString`; `undefined` fails the request (VAL-28). */
  readonly intOrString: (value: unknown) => number | string | undefined;
  /** What a `null` in a list becomes (VAL-29). */
  readonly nullItem: (items: Schema) => 'zero' | 'dropped';
  /** What `null` for a pointer field becomes (VAL-30). */
  readonly nullField: (type: StructSchema, field: string) => 'absent' | 'zero';
}

/** What decoding found, next to the value. */
export interface Decoding {
  readonly value: unknown;
  readonly complaints: readonly Complaint[];
  /** Fields that no type has, in the order met. */
  readonly unknownFields: readonly FieldPath[];
}

interface Context {
  readonly rules: DecodeRules;
  readonly complaints: Complaint[];
  readonly unknownFields: FieldPath[];
}

/** A JSON object, as opposed to null, a list or a scalar. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Decodes JSON the way Go does into typed structs: types are exact, keys case-sensitive, unknown fields left
 * out, zero values filled in. Maps of strings come without a prototype, so that any key is an ordinary one.
 */
export function decode(schema: StructSchema, raw: unknown, rules: DecodeRules): Decoding {
  const context: Context = { rules, complaints: [], unknownFields: [] };
  const value = decodeValue(schema, raw, [], context);
  return { value, complaints: context.complaints, unknownFields: context.unknownFields };
}

const NOUNS: Readonly<Record<Schema['kind'], string>> = {
  string: 'a string',
  boolean: 'a boolean',
  int32: 'a 32-bit integer',
  int64: 'an integer',
  'int-or-string': 'a 32-bit integer or a string',
  'string-map': 'a map of strings',
  list: 'a list',
  struct: 'an object',
  any: 'anything',
};

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? 'object' : value;
}

function mistyped(schema: Schema, raw: unknown, path: FieldPath, context: Context): unknown {
  context.complaints.push({
    type: 'type',
    path,
    value: shown(raw),
    detail: `must be ${NOUNS[schema.kind]}`,
  });
  return zeroOf(schema);
}

function decodeValue(schema: Schema, raw: unknown, path: FieldPath, context: Context): unknown {
  if (raw === null || raw === undefined) return zeroOf(schema);
  switch (schema.kind) {
    case 'any':
      return raw;
    case 'string':
    case 'boolean':
      return typeof raw === schema.kind ? raw : mistyped(schema, raw, path, context);
    case 'int32':
      return context.rules.int32(raw) ?? mistyped(schema, raw, path, context);
    case 'int64':
      return Number.isInteger(raw) ? raw : mistyped(schema, raw, path, context);
    case 'int-or-string':
      return context.rules.intOrString(raw) ?? mistyped(schema, raw, path, context);
    case 'string-map':
      return isRecord(raw) ? decodeMap(raw, path, context) : mistyped(schema, raw, path, context);
    case 'list':
      return Array.isArray(raw)
        ? decodeList(schema.items, raw, path, context)
        : mistyped(schema, raw, path, context);
    case 'struct':
      return isRecord(raw) ? decodeStruct(schema, raw, path, context) : mistyped(schema, raw, path, context);
  }
}

function decodeMap(raw: Readonly<Record<string, unknown>>, path: FieldPath, context: Context): unknown {
  const entries: [string, string][] = [];
  for (const key of Object.keys(raw)) {
    entries.push([key, decodeValue({ kind: 'string' }, raw[key], [...path, key], context) as string]);
  }
  return labelsFrom(entries);
}

function decodeList(items: Schema, raw: readonly unknown[], path: FieldPath, context: Context): unknown[] {
  const list: unknown[] = [];
  for (const [index, item] of raw.entries()) {
    if (item === null && context.rules.nullItem(items) === 'dropped') continue;
    list.push(decodeValue(items, item, [...path, index], context));
  }
  return list;
}

function decodeStruct(
  schema: StructSchema,
  raw: Readonly<Record<string, unknown>>,
  path: FieldPath,
  context: Context,
): unknown {
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(raw)) {
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (!context.rules.isKnownField(schema, key)) context.unknownFields.push([...path, key]);
    else if (field === undefined) entries.push([key, raw[key]]);
  }
  for (const [key, field] of Object.entries(schema.fields)) {
    const written = Object.hasOwn(raw, key) ? raw[key] : undefined;
    if (isPresent(schema, key, field, written, context)) {
      entries.push([key, decodeValue(field.schema, written, [...path, key], context)]);
    }
  }
  return Object.fromEntries(entries);
}

function isPresent(
  type: StructSchema,
  key: string,
  field: FieldSchema,
  written: unknown,
  context: Context,
): boolean {
  if (field.mode === 'value') return true;
  if (written !== null) return written !== undefined;
  // Null for a list or map is a nil slice or map, which is the same as an absent one (VAL-17).
  return field.schema.kind === 'struct' && context.rules.nullField(type, key) === 'zero';
}

/** Go's zero value, with the zero values of its value fields inside. */
function zeroOf(schema: Schema): unknown {
  switch (schema.kind) {
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'int32':
    case 'int64':
    case 'int-or-string':
      return 0;
    case 'list':
      return [];
    case 'string-map':
      return labelsFrom([]);
    case 'any':
      return undefined;
    case 'struct': {
      const fields = Object.entries(schema.fields).filter(([, field]) => field.mode === 'value');
      return Object.fromEntries(fields.map(([key, field]) => [key, zeroOf(field.schema)]));
    }
  }
}
