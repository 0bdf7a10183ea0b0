import type { Node } from 'yaml';
import { Document, isCollection, isMap, isScalar, isSeq, Scalar } from 'yaml';
import type { YamlValue } from './yaml-value.ts';

/** What stands on one line: short enough to read in a review, long enough for a pod. */
const LINE = 110;
/** More braces inside each other than this are hard to read, however short. */
const NESTING = 3;
/** Down to here, only what holds no further collection stands on one line. */
const OUTLINE = 2;

/** The text of a mapping: what fits on its line is written in braces or brackets, the rest is spread out. */
export function writeYaml(root: ReadonlyMap<string, YamlValue>): string {
  const document = new Document(root, { aliasDuplicateObjects: false });
  if (isMap(document.contents)) {
    for (const pair of document.contents.items) layOut(pair.value as Node, keyWidth(pair.key), 1);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Decides for a node, and all that it holds, between one line and many. */
function layOut(node: Node, column: number, depth: number): void {
  if (isScalar(node)) {
    if (isProse(node)) node.type = Scalar.BLOCK_LITERAL;
    return;
  }
  if (!isCollection(node)) return;
  const isShallow = nestingOf(node) <= (depth > OUTLINE ? NESTING : 1);
  if (isShallow && !isSeriesOfEntries(node) && column + inlineWidth(node) <= LINE) {
    node.flow = true;
    return;
  }
  for (const item of node.items) {
    if (isMap(node)) {
      const { key, value } = item as { key: unknown; value: Node };
      layOut(value, 2 * depth + keyWidth(key), depth + 1);
    } else layOutItem(item as Node, 2 * depth, depth + 1);
  }
}

/** An item with a single key needs no braces. */
function layOutItem(node: Node, column: number, depth: number): void {
  if (!isMap(node) || node.items.length !== 1) return layOut(node, column + 2, depth);
  const { key, value } = node.items[0] as { key: unknown; value: Node };
  layOut(value, column + 2 + keyWidth(key), depth + 1);
}

/** Several mappings read better one below the other; so does a list of several collections. */
function isSeriesOfEntries(node: Node): boolean {
  if (isMap(node)) return node.items.filter(({ value }) => isMap(value)).length > 1;
  return isSeq(node) && node.items.filter(isCollection).length > 1;
}

function isProse(node: unknown): boolean {
  return isScalar(node) && typeof node.value === 'string' && node.value.includes('\n');
}

/** How wide a node is on one line; infinite where it cannot be on one. */
function inlineWidth(node: unknown): number {
  if (isScalar(node)) return isProse(node) ? Infinity : String(node.value).length;
  if (!isCollection(node)) return 0;
  let width = 2;
  for (const item of node.items) {
    if (isMap(node)) {
      const { key, value } = item as { key: unknown; value: unknown };
      width += keyWidth(key) + inlineWidth(value) + 2;
    } else width += inlineWidth(item) + 2;
  }
  return width;
}

function nestingOf(node: unknown): number {
  if (!isCollection(node)) return 0;
  const inner = node.items.map((item) => nestingOf(isMap(node) ? (item as { value: unknown }).value : item));
  return 1 + Math.max(0, ...inner);
}

function keyWidth(key: unknown): number {
  return (isScalar(key) ? String(key.value).length : 0) + 2;
}
