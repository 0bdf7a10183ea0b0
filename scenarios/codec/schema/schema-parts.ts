// Shorthand for JSON Schema, so that the schema reads like the format. An explicit null counts as nothing
// written, as it does for the codec.

export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

export const text: JsonSchema = { type: 'string' };
export const flag: JsonSchema = { type: 'boolean' };
export const anything: JsonSchema = true;
export const someObject: JsonSchema = { type: 'object' };

export function matching(pattern: string): JsonSchema {
  return { type: 'string', pattern };
}

export function words(...values: readonly string[]): JsonSchema {
  return { enum: values };
}

export function wholeNumber(minimum?: number, maximum?: number): JsonSchema {
  return {
    type: 'integer',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

export function list(items: JsonSchema): JsonSchema {
  return { type: ['array', 'null'], items };
}

/** A mapping with keys of the user's own. */
export function mapOf(values: JsonSchema, keys?: JsonSchema): JsonSchema {
  return {
    type: ['object', 'null'],
    additionalProperties: values,
    ...(keys === undefined ? {} : { propertyNames: keys }),
  };
}

/** A mapping with known keys only. */
export function record(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = [],
): JsonSchema {
  return {
    type: required.length === 0 ? ['object', 'null'] : 'object',
    properties,
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
  };
}

/** {@link record} whose keys may all be missing, and whose values may be null: parts of an object's entry. */
export function parts(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const nullable = Object.entries(properties).map(([key, value]) => [key, anyOf(value, { type: 'null' })]);
  return {
    type: ['object', 'null'],
    properties: Object.fromEntries(nullable) as Record<string, JsonSchema>,
    additionalProperties: false,
  };
}

/** A mapping with exactly one of the keys. */
export function oneKey(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, additionalProperties: false, minProperties: 1, maxProperties: 1 };
}

export function anyOf(...schemas: readonly JsonSchema[]): JsonSchema {
  return { anyOf: schemas };
}

export function definition(name: string): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

export function described(description: string, schema: JsonSchema): JsonSchema {
  return typeof schema === 'boolean' ? { description } : { description, ...schema };
}
