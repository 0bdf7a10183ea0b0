import type { JsonSchema } from '../schema/schema-parts.ts';

interface Schema {
  readonly [keyword: string]: unknown;
}

type Keyword = (value: unknown, data: unknown, path: string, schema: Schema, root: JsonSchema) => string[];

/** What a document does to offend a JSON Schema; every keyword that our schema uses, and no other. */
export function schemaErrors(
  schema: JsonSchema,
  data: unknown,
  path = '',
  root: JsonSchema = schema,
): string[] {
  if (typeof schema === 'boolean') return schema ? [] : [`${path}: nothing may stand here`];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const check = KEYWORDS[keyword];
    if (check === undefined) throw new Error(`the checker does not know the keyword ${keyword}`);
    return check(value, data, path, schema, root);
  });
}

const nothing: Keyword = () => [];

function failing(isWrong: (value: never, data: never) => boolean): Keyword {
  return (value, data, path) =>
    isWrong(value as never, data as never)
      ? [`${path}: ${JSON.stringify(data)} against ${JSON.stringify(value)}`]
      : [];
}

const KEYWORDS: Readonly<Record<string, Keyword>> = {
  $schema: nothing,
  $defs: nothing,
  title: nothing,
  description: nothing,
  $ref: (value, data, path, _, root) => {
    const name = String(value).replace('#/$defs/', '');
    const definition = (root as { $defs: Record<string, JsonSchema> }).$defs[name];
    if (definition === undefined) throw new Error(`no definition ${name}`);
    return schemaErrors(definition, data, path, root);
  },
  type: failing(
    (types: string | string[], data: unknown) => ![types].flat().some((type) => isOfType(type, data)),
  ),
  enum: failing((values: unknown[], data: unknown) => !values.includes(data)),
  const: failing((value: unknown, data: unknown) => value !== data),
  pattern: failing(
    (pattern: string, data: unknown) => typeof data === 'string' && !new RegExp(pattern, 'u').test(data),
  ),
  minimum: failing((limit: number, data: unknown) => typeof data === 'number' && data < limit),
  maximum: failing((limit: number, data: unknown) => typeof data === 'number' && data > limit),
  minProperties: failing(
    (limit: number, data: unknown) => isObject(data) && Object.keys(data).length < limit,
  ),
  maxProperties: failing(
    (limit: number, data: unknown) => isObject(data) && Object.keys(data).length > limit,
  ),
  required: failing(
    (keys: string[], data: unknown) => isObject(data) && keys.some((key) => !Object.hasOwn(data, key)),
  ),
  items: (value, data, path, _, root) =>
    Array.isArray(data)
      ? data.flatMap((item, index) => schemaErrors(value as JsonSchema, item, `${path}[${index}]`, root))
      : [],
  properties: (value, data, path, _, root) =>
    Object.entries(value as Record<string, JsonSchema>).flatMap(([key, schema]) =>
      isObject(data) && Object.hasOwn(data, key)
        ? schemaErrors(schema, data[key], `${path}.${key}`, root)
        : [],
    ),
  additionalProperties: (value, data, path, schema, root) => {
    const known = (schema['properties'] ?? {}) as object;
    return Object.entries(isObject(data) ? data : {}).flatMap(([key, item]) =>
      Object.hasOwn(known, key) ? [] : schemaErrors(value as JsonSchema, item, `${path}.${key}`, root),
    );
  },
  propertyNames: (value, data, path, _, root) =>
    Object.keys(isObject(data) ? data : {}).flatMap((key) =>
      schemaErrors(value as JsonSchema, key, `${path}.${key}`, root),
    ),
  anyOf: (value, data, path, _, root) => {
    const answers = (value as JsonSchema[]).map((schema) => schemaErrors(schema, data, path, root));
    return answers.some((errors) => errors.length === 0) ? [] : answers.flat();
  },
};

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function isOfType(type: string, data: unknown): boolean {
  if (type === 'array') return Array.isArray(data);
  if (type === 'object') return isObject(data);
  if (type === 'null') return data === null;
  if (type === 'integer') return Number.isInteger(data);
  return typeof data === type;
}
