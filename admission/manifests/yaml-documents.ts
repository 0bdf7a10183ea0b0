import type { CST, Document, ParsedNode } from 'yaml';
import { Composer, LineCounter, Parser, isAlias, isMap, isScalar, isSeq, visit } from 'yaml';
import type { Position } from '../../model/index.ts';
import type { FieldPath } from '../field-error.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { MAX_DEPTH, broken } from './manifest-document.ts';
import { goInteger } from './yaml-int.ts';

type YamlDocument = Document.Parsed;

/** A text and where it was cut out of. */
export interface YamlText {
  readonly file: string;
  readonly text: string;
  /** How many lines of the file come before the text. */
  readonly linesBefore: number;
}

/** Most aliases that a document may expand; more is an attempt to fill the memory. */
const MAX_ALIASES = 100;

/**
 * The documents of a YAML text, one at a time: each is composed, decoded and forgotten before the next is looked
 * at. Empty documents are left out, broken ones do not hinder the others. Merge keys are applied, as
 * sigs.k8s.io/yaml does.
 */
export function* yamlDocuments({ file, text, linesBefore }: YamlText): Generator<ManifestDocument> {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line + linesBefore, column: col };
  };
  for (const composed of compose(text, lines)) {
    if (composed.kind === 'too-deep') {
      yield broken(`not YAML that can be read: nested deeper than ${MAX_DEPTH} levels`, at(composed.offset));
    } else {
      const document = decodeDocument(composed.document, text, at);
      if (document !== undefined) yield document;
    }
  }
}

type Composed =
  | { readonly kind: 'document'; readonly document: YamlDocument }
  | { readonly kind: 'too-deep'; readonly offset: number };

function* compose(text: string, lines: LineCounter): Generator<Composed> {
  const composer = new Composer({
    version: '1.2',
    merge: true,
    // Duplicates are ours to judge: what they lead to depends on fieldValidation (VAL-25).
    uniqueKeys: false,
    customTags: (tags) => [goInteger, ...tags],
    logLevel: 'silent',
  });
  const asComposed = (document: YamlDocument): Composed => ({ kind: 'document', document });
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === 'document' && isTooDeep(token)) {
      for (const document of composer.end()) yield asComposed(document);
      yield { kind: 'too-deep', offset: token.offset };
    } else {
      for (const document of composer.next(token)) yield asComposed(document);
    }
  }
  for (const document of composer.end()) yield asComposed(document);
}

/** Composing recurses, so the depth is measured beforehand, with a stack of our own. */
function isTooDeep(document: CST.Document): boolean {
  const stack: [CST.Token | null | undefined, number][] = [[document.value, 1]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [token, depth] = next;
    if (depth > MAX_DEPTH) return true;
    if (!token || !('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key && 'items' in key) stack.push([key, depth + 1]);
      if (value && 'items' in value) stack.push([value, depth + 1]);
    }
  }
  return false;
}

function decodeDocument(
  document: YamlDocument,
  text: string,
  at: (offset: number) => Position,
): ManifestDocument | undefined {
  const [error] = document.errors;
  const start = document.contents?.range[0] ?? document.range[0];
  if (error !== undefined) return broken(`not valid YAML: ${error.message}`, at(error.pos[0]));
  // An alias needs an asterisk; almost no manifest has one.
  const endless = text.slice(document.range[0], document.range[2]).includes('*')
    ? selfContaining(document)
    : undefined;
  if (endless !== undefined) return broken('not valid YAML: an anchor contains itself', at(endless));
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (value === null || value === undefined) return undefined;
    return {
      kind: 'decoded',
      position: at(start),
      value,
      duplicateFields: duplicateFields(document.contents, []),
      positionOf: (path) => at(offsetOf(document, path)),
    };
  } catch (cause) {
    // Aliases that are too many or point nowhere, and merges of what is no map, come to light only here.
    return broken(`not valid YAML: ${(cause as Error).message}`, at(start));
  }
}

/** Where an alias stands inside the very node that it stands for. */
function selfContaining(document: YamlDocument): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias(_, alias) {
      const source = alias.resolve(document);
      const [offset] = alias.range!;
      const range = source?.range;
      if (!range || offset < range[0] || offset >= range[1]) return undefined;
      found = offset;
      return visit.BREAK;
    },
  });
  return found;
}

/** A key as it comes out of `toJS`. */
function keyText(key: unknown): string {
  const value = isScalar(key) ? key.value : key;
  return value === null || value === undefined ? '' : String(value);
}

function duplicateFields(node: unknown, path: FieldPath): FieldPath[] {
  const found: FieldPath[] = [];
  if (isMap(node)) {
    const seen = new Set<string>();
    for (const { key, value } of node.items) {
      const text = keyText(key);
      if (seen.has(text)) found.push([...path, text]);
      seen.add(text);
      if (isMap(value) || isSeq(value)) found.push(...duplicateFields(value, [...path, text]));
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      if (isMap(item) || isSeq(item)) found.push(...duplicateFields(item, [...path, index]));
    }
  }
  return found;
}

/** The offset of a field's key or a list's item; where there is none, of what it should be in. */
function offsetOf(document: YamlDocument, path: FieldPath): number {
  let node: ParsedNode | null = document.contents;
  let offset = node?.range[0] ?? document.range[0];
  for (const part of path) {
    if (isAlias(node)) node = (node.resolve(document) ?? null) as ParsedNode | null;
    if (isMap(node)) {
      // The last of duplicates counts.
      const pair = node.items.findLast(({ key }) => keyText(key) === String(part));
      if (pair === undefined) return offset;
      offset = pair.key.range[0];
      node = pair.value as ParsedNode | null;
    } else if (isSeq(node) && typeof part === 'number') {
      const item = node.items[part] as ParsedNode | undefined;
      if (item === undefined) return offset;
      offset = item.range[0];
      node = item;
    } else return offset;
  }
  return offset;
}
