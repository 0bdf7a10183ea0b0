/**
 * A copy of plain data that shares nothing with it. Evaluators and simulators remember what they derived from an
 * object for as long as the object lives; who keeps data for long keeps a copy, and that does not keep all this.
 *
 * @param value arrays, maps, sets and records of primitives, of whatever prototype; nothing circular
 */
export function copyOf<Value>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [copied(key), copied(each)]));
  if (value instanceof Set) return new Set([...value].map(copied));
  // Defined, not assigned: a label may be called `__proto__`.
  const copy = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const [key, each] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      value: copied(each),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}
