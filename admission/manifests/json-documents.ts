import type { Position } from '../../model/index.ts';
import type { FieldPath } from '../field-error.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { scanJson, valueEnd } from './scan-json.ts';
import type { ManifestSource } from './manifest-source.ts';

const WHITESPACE = /\s*/y;

/**
 * The documents of a JSON text: one value, or several one after the other. Native parsing does the work; the text
 * is looked at again only for what it forgets, duplicate fields and positions.
 *
 * @returns `undefined` where the text is not JSON; it may still be YAML
 */
export function jsonDocuments(source: ManifestSource): ManifestDocument[] | undefined {
  const { text } = source;
  const documents: ManifestDocument[] = [];
  const at = locator(source.file, text);
  for (let start = skipSpace(text, 0); start < text.length;) {
    if (text[start] !== '{' && text[start] !== '[') return undefined;
    const end = valueEnd(text, start);
    const value = end === undefined ? undefined : parse(text.slice(start, end));
    if (end === undefined || value === undefined) return undefined;
    documents.push(documentOf(source, start, value, at));
    start = skipSpace(text, end);
  }
  return documents;
}

function skipSpace(text: string, from: number): number {
  WHITESPACE.lastIndex = from;
  WHITESPACE.exec(text);
  return WHITESPACE.lastIndex;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function documentOf(
  { text }: ManifestSource,
  start: number,
  value: unknown,
  at: (offset: number) => Position,
): ManifestDocument {
  const { duplicateFields, itemOffsets } = survey(text, start);
  return {
    kind: 'decoded',
    position: at(start),
    value,
    duplicateFields,
    positionOf: (path) => {
      // Looking for a field begins at the item it is in: a list may have many thousand.
      const depth = typeof path[0] === 'number' ? 1 : 2;
      const item = itemOffsets.get(path.slice(0, depth).join('.'));
      if (item === undefined) return at(offsetOf(text, start, path));
      return at(path.length === depth ? item : offsetOf(text, item, path.slice(depth)));
    },
  };
}

interface Survey {
  readonly duplicateFields: readonly FieldPath[];
  /** Where the items of a bare list, or of the `items` of a `List`, begin: `7` or `items.7`. */
  readonly itemOffsets: ReadonlyMap<string, number>;
}

function survey(text: string, start: number): Survey {
  const seen: Set<string>[] = [];
  const duplicates: FieldPath[] = [];
  const itemOffsets = new Map<string, number>();
  scanJson(text, start, (path, offset) => {
    const last = path.at(-1);
    // Entering a list or object anew forgets what its predecessor at this depth had.
    if (seen.length > path.length) seen.length = path.length;
    if (typeof last === 'number') {
      if (path.length === 1 || (path.length === 2 && path[0] === 'items'))
        itemOffsets.set(path.join('.'), offset);
      return;
    }
    if (last === undefined) return;
    const keys = (seen[path.length - 1] ??= new Set());
    if (keys.has(last)) duplicates.push([...path]);
    keys.add(last);
  });
  return { duplicateFields: duplicates, itemOffsets };
}

/** The offset of a field's key or a list's item; where there is none, of what it should be in. */
function offsetOf(text: string, start: number, wanted: FieldPath): number {
  let best = start;
  let depth = 0;
  const first = text.charCodeAt(start);
  if (first !== 123 && first !== 91) return start;
  scanJson(text, start, (path, offset) => {
    if (path.length < depth || path.length > wanted.length) return;
    if (path.every((part, index) => part === wanted[index])) [best, depth] = [offset, path.length];
  });
  return best;
}

/** Turns offsets into positions. */
function locator(file: string, text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - starts[low]! + 1 };
  };
}
