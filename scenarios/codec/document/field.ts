import type { Document, LineCounter, Node, Pair } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Position } from '../../../model/index.ts';
import { FencepostError } from '../../../model/index.ts';
import { didYouMean } from './did-you-mean.ts';

/** One parsed file. */
export interface Source {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  /** Aliases that may still be followed: they can nest, so following them without end is a bomb. */
  aliasBudget: number;
}

/** One place of a file: what stands there and what it is called in messages. */
export interface Field {
  readonly source: Source;
  /** `cluster.pods[x/a].ports[0]`; empty for the whole document. */
  readonly path: string;
  /** Never an alias; `undefined` where nothing is written. */
  readonly node: Node | undefined;
  /** The key, where there is one: it gives the place of a field that has no node. */
  readonly key?: Node;
}

/** The field of a node, aliases followed. */
export function fieldOf(source: Source, path: string, node: unknown, key?: unknown): Field {
  const start = (node ?? undefined) as Node | undefined;
  const field = { source, path, node: start, ...(isNode(key) ? { key } : {}) };
  if (!isAlias(start)) return field;
  if (source.aliasBudget-- <= 0) fail(field, 'too many aliases');
  return { ...field, node: start.resolve(source.document) ?? fail(field, `no anchor named ${start.source}`) };
}

/** Where a field begins. */
export function positionOf({ source, node, key }: Field): Position {
  const offset = (node ?? key)?.range?.[0];
  if (offset === undefined) return { file: source.file };
  const { line, col } = source.lines.linePos(offset);
  return { file: source.file, line, column: col };
}

/** Ends decoding with an error that names the field and its place. */
export function fail(field: Field, message: string): never {
  const text = field.path === '' ? message : `${field.path}: ${message}`;
  throw new FencepostError('input', text, positionOf(field));
}

/** The entries of a mapping in the order of the file; nothing written counts as empty. */
export function readMap(field: Field): [string, Field][] {
  if (isEmpty(field)) return [];
  if (!isMap(field.node)) return fail(field, `must be a mapping, not ${describe(field)}`);
  return field.node.items.map((pair) => {
    const key = readKey(field, pair);
    return [key, fieldOf(field.source, `${field.path}[${key}]`, pair.value, pair.key)];
  });
}

/** The fields of a mapping whose keys are known; an unknown key is an error. */
export function readRecord<Key extends string>(
  field: Field,
  keys: readonly Key[],
): { readonly [K in Key]?: Field } {
  const fields = Object.create(null) as { [K in Key]?: Field };
  if (isEmpty(field)) return fields;
  if (!isMap(field.node)) return fail(field, `must be a mapping, not ${describe(field)}`);
  for (const pair of field.node.items) {
    const key = readKey(field, pair);
    if (!(keys as readonly string[]).includes(key)) {
      const at = fieldOf(field.source, field.path, pair.key);
      fail(at, `unknown key ${JSON.stringify(key)}${didYouMean(key, keys)}; known: ${keys.join(', ')}`);
    }
    const path = field.path === '' ? key : `${field.path}.${key}`;
    fields[key as Key] = fieldOf(field.source, path, pair.value, pair.key);
  }
  return fields;
}

/** A field that must be there. */
export function required(parent: Field, field: Field | undefined, key: string): Field {
  return field ?? fail(parent, `${JSON.stringify(key)} is missing`);
}

/** The items of a list; nothing written counts as empty. */
export function readList(field: Field): Field[] {
  if (isEmpty(field)) return [];
  if (!isSeq(field.node)) return fail(field, `must be a list, not ${describe(field)}`);
  return field.node.items.map((item, index) => fieldOf(field.source, `${field.path}[${index}]`, item));
}

/** Text; a number or boolean must be quoted to count as text. */
export function readString(field: Field): string {
  const value = scalarOf(field);
  if (typeof value !== 'string') {
    const hint = typeof value === 'number' || typeof value === 'boolean' ? ': quote it' : '';
    return fail(field, `must be text, not ${describe(field)}${hint}`);
  }
  return value;
}

export function readStrings(field: Field): string[] {
  return readList(field).map(readString);
}

export function readInteger(field: Field, min: number, max: number): number {
  const value = scalarOf(field);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    return fail(field, `must be a whole number from ${min} to ${max}, not ${describe(field)}`);
  }
  return value;
}

/** A number that need not be whole. */
export function readNumber(field: Field, min: number, max: number): number {
  const value = scalarOf(field);
  if (typeof value === 'number' && value >= min && value <= max) return value;
  return fail(field, `must be a number from ${min} to ${max}, not ${describe(field)}`);
}

export function readPort(field: Field): number {
  return readInteger(field, 1, 65_535);
}

export function readBoolean(field: Field): boolean {
  const value = scalarOf(field);
  return typeof value === 'boolean' ? value : fail(field, `must be true or false, not ${describe(field)}`);
}

/** One word of a closed set. */
export function readChoice<Word extends string>(field: Field, words: readonly Word[]): Word {
  return oneOf(field, readString(field), words);
}

/** One of the words, which is part of the text at the field. */
export function oneOf<Word extends string>(field: Field, word: string, words: readonly Word[]): Word {
  return (words as readonly string[]).includes(word)
    ? (word as Word)
    : fail(field, `${JSON.stringify(word)} is none of ${words.join(', ')}${didYouMean(word, words)}`);
}

/**
 * Text of two words.
 *
 * @param example for the message where it is something else
 */
export function readTwoWords(field: Field, example: string): [string, string] {
  const words = readString(field).trim().split(/\s+/);
  return words.length === 2 ? [words[0]!, words[1]!] : fail(field, `must be two words, ${example}`);
}

const OWN = { enumerable: true, configurable: true, writable: true };

/** Plain data, as JSON would hold it. Any key is an ordinary key, `__proto__` too. */
export function readJson(field: Field): unknown {
  const { node } = field;
  if (isMap(node)) {
    const result: Record<string, unknown> = {};
    for (const [key, value] of readMap(field)) {
      Object.defineProperty(result, key, { ...OWN, value: readJson(value) });
    }
    return result;
  }
  return isSeq(node) ? readList(field).map(readJson) : scalarOf(field);
}

/** Whether nothing, or an explicit null, is written. */
export function isEmpty({ node }: Field): boolean {
  return node === undefined || (isScalar(node) && node.value === null);
}

export function isText({ node }: Field): boolean {
  return isScalar(node) && typeof node.value === 'string';
}

/** What stands at a field, for messages. */
export function describe(field: Field): string {
  if (isMap(field.node)) return 'a mapping';
  if (isSeq(field.node)) return 'a list';
  return isEmpty(field) ? 'empty' : JSON.stringify(scalarOf(field));
}

function scalarOf({ node }: Field): unknown {
  return isScalar(node) ? node.value : isMap(node) || isSeq(node) ? node : null;
}

function readKey(field: Field, pair: Pair): string {
  const key = fieldOf(field.source, field.path, pair.key);
  if (!isScalar(key.node)) return fail(key, `a key must be a single word, not ${describe(key)}`);
  // A key such as `1` or `on` means the text that is written.
  return typeof key.node.value === 'string' ? key.node.value : (key.node.source ?? String(key.node.value));
}
