import type { Labels } from '../../../model/index.ts';
import { labelsFrom, NO_LABELS, parseAddress, parseCidr } from '../../../model/index.ts';
import {
  fail,
  isText,
  readBoolean,
  readChoice,
  readList,
  readMap,
  readString,
  type Field,
} from '../document/field.ts';
import { sameData } from '../document/same-data.ts';
import { mapping, type YamlValue } from '../document/yaml-value.ts';
import type { PartCodec } from './parts.ts';

// The part codecs that several kinds of object share.

type Codec<Value> = PartCodec<object, Value, unknown>;

/** Labels, or a Service's selector; every value is text. */
export function readLabels(field: Field): Labels {
  return labelsFrom(readMap(field).map(([key, value]) => [key, readString(value)] as const));
}

export function writeLabels(labels: Labels): YamlValue {
  return mapping(Object.entries(labels));
}

export const labelsPart: Codec<Labels> = { read: readLabels, write: writeLabels, fallback: () => NO_LABELS };

export function readAddress(field: Field): string {
  const text = readString(field);
  return parseAddress(text) === undefined
    ? fail(field, `${JSON.stringify(text)} is not an IP address in plain form`)
    : text;
}

export const addressesPart: Codec<readonly string[]> = {
  read: (field) => readList(field).map(readAddress),
  write: (addresses) => addresses,
  fallback: () => [],
};

export const cidrsPart: Codec<readonly string[]> = {
  read: (field) =>
    readList(field).map((item) => {
      const text = readString(item);
      return parseCidr(text) === undefined ? fail(item, `${JSON.stringify(text)} is not a CIDR`) : text;
    }),
  write: (cidrs) => cidrs,
  fallback: () => [],
};

export const flagPart: Codec<boolean> = {
  read: readBoolean,
  write: (flag) => flag,
  fallback: () => false,
};

/** Text that may be missing altogether. */
export const optionalTextPart: Codec<string | undefined> = {
  read: readString,
  write: (text) => text ?? null,
  fallback: () => undefined,
};

/** One word of a closed set, the first of which is the default. */
export function choicePart<Word extends string>(words: readonly [Word, ...Word[]]): Codec<Word> {
  return { read: (field) => readChoice(field, words), write: (word) => word, fallback: () => words[0] };
}

/** A list whose items have a compact text and, for what the text cannot carry, a mapping. */
export function compactListPart<Item>(compact: {
  readonly what: string;
  readonly parse: (text: string) => Item | undefined;
  readonly format: (item: Item) => string;
  readonly read: (field: Field) => Item;
  readonly write: (item: Item) => YamlValue;
}): Codec<readonly Item[]> {
  const { what, parse, format, read, write } = compact;
  return {
    read: (field) =>
      readList(field).map((item) => {
        if (!isText(item)) return read(item);
        const text = readString(item);
        return parse(text) ?? fail(item, `${JSON.stringify(text)} is not ${what}`);
      }),
    write: (items) =>
      items.map((item) => {
        const text = format(item);
        return sameData(parse(text), item) ? text : write(item);
      }),
    fallback: () => [],
  };
}
