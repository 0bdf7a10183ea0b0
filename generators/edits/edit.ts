import type { Scenario } from '../../model/index.ts';

/** A small step from one scenario to another. */
export interface Edit {
  /** What it does, for a person: `drop policies x/a, x/b`. */
  readonly describe: string;
  /** The scenario after the step. The one before is not changed. */
  apply(): Scenario;
}

/** A simpler form of one part of a scenario. */
export interface Cut<T> {
  readonly describe: string;
  readonly to: T;
}

/** All the simpler forms of a part, the boldest first. */
export type Simplify<T> = (part: T) => Iterable<Cut<T>>;

/**
 * The list without some of its elements: without either half first, then quarters, down to single elements.
 *
 * @param name what the elements are, in the plural or with their name
 */
export function* shorterLists<T>(
  list: readonly T[],
  name: (dropped: readonly T[]) => string,
): Generator<Cut<readonly T[]>> {
  if (list.length > 1) yield { describe: `drop ${name(list)}`, to: [] };
  for (let size = Math.max(1, list.length >> 1); size >= 1 && list.length > 0; size >>= 1) {
    for (let start = 0; start < list.length; start += size) {
      const dropped = list.slice(start, start + size);
      yield { describe: `drop ${name(dropped)}`, to: list.toSpliced(start, size) };
    }
  }
}

/** The list with one element in a simpler form. */
export function* simplerElements<T>(list: readonly T[], simplify: Simplify<T>): Generator<Cut<readonly T[]>> {
  for (const [index, element] of list.entries()) {
    for (const { describe, to } of simplify(element)) yield { describe, to: list.with(index, to) };
  }
}

/** The record with one field in a simpler form; `undefined` and an empty list take the field away. */
export function* simplerField<T extends object, K extends keyof T>(
  record: T,
  key: K,
  simplify: Simplify<NonNullable<T[K]>>,
): Generator<Cut<T>> {
  const value = record[key];
  if (value === undefined || value === null) return;
  for (const { describe, to } of simplify(value)) yield { describe, to: withField(record, key, to) };
}

/** The record with the field set; `undefined` and an empty list take it away, as in stored objects. */
export function withField<T extends object, K extends keyof T>(
  record: T,
  key: K,
  value: T[K] | undefined,
): T {
  if (value !== undefined && !(Array.isArray(value) && value.length === 0))
    return { ...record, [key]: value };
  return withoutField(record, key);
}

/** The record without the field. */
export function withoutField<T extends object>(record: T, key: keyof T): T {
  const rest = { ...record };
  delete rest[key];
  return rest;
}

/** The same cuts with words in front that say where. */
export function* within<T>(place: string, cuts: Iterable<Cut<T>>): Generator<Cut<T>> {
  for (const { describe, to } of cuts) yield { describe: `${place}: ${describe}`, to };
}
