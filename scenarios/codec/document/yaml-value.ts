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

/** Some fields of an object, in the order of the keys whatever the order in the object. */
export function fields<Data extends object>(
  data: Data,
  keys: readonly (Data extends unknown ? keyof Data & string : never)[],
): ReadonlyMap<string, YamlValue> {
  return mapping(
    keys.map((key) => {
      const value = (data as Record<string, unknown>)[key];
      return [key, value === undefined ? undefined : fromJson(value)];
    }),
  );
}

/**
 * Plain JSON data as a value to write; fields that are `undefined` are left out.
 *
 * @param order keys that come first, wherever they occur
 */
export function fromJson(data: unknown, order: readonly string[] = []): YamlValue {
  if (Array.isArray(data)) return data.map((item) => fromJson(item, order));
  if (typeof data !== 'object' || data === null) return data as YamlValue;
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return mapping(
    Object.entries(data)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([key, value]) => [key, fromJson(value, order)]),
  );
}
