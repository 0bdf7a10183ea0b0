/** What a file holds, in the order in which it is written. */
export type YamlValue =
  string | number | boolean | null | readonly YamlValue[] | ReadonlyMap<string, YamlValue>;

/** A mapping from entries; those whose value is `undefined` are left out. */
export function mapping(
  entries: Iterable<readonly [string, YamlValue | undefined]>,
): ReadonlyMap<string, YamlValue> {
  const result = new Map<string, YamlValue>();
  for (const [key, value] of entries) if (value !== undefined) result.set(key, value);
  return result;
}

/** Plain JSON data as a value to write; fields that are `undefined` are left out. */
export function fromJson(data: unknown): YamlValue {
  if (Array.isArray(data)) return data.map(fromJson);
  if (typeof data !== 'object' || data === null) return data as YamlValue;
  return mapping(
    Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, fromJson(value)]),
  );
}
