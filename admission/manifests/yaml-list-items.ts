import type { YamlText } from './yaml-documents.ts';

/** Texts shorter than this are read whole: a list of a few thousand objects does no harm. */
const LARGE = 1_000_000;

/** A long list taken apart. */
export interface YamlListItems {
  /** The list without its items: `apiVersion`, `kind` and `metadata`. */
  readonly frame: string;
  /** Each item as a text of its own, its dash replaced by a space so that columns stay. */
  readonly items: Iterable<YamlText>;
}

/**
 * Takes a large YAML `List` apart into its items, so that it need not be held in memory as a whole: `kubectl get
 * -A -o yaml` writes one document, whatever its size.
 *
 * @returns `undefined` where the text is small, is not one block-style list, or uses anchors, which could tie
 *   items together
 */
export function yamlListItems({ file, text }: Omit<YamlText, 'linesBefore'>): YamlListItems | undefined {
  if (text.length < LARGE) return undefined;
  const head = /^items:[ \t]*\r?\n( *)-[ \t\r\n]/m.exec(text);
  if (head === null || !/^kind:[ \t]*["']?\w*List["']?[ \t]*$/m.test(text)) return undefined;
  if (/\n---(?:\s|$)/.test(text) || /[\s[{,][&*]\w/.test(text)) return undefined;
  const start = text.indexOf('\n', head.index) + 1;
  const end = listEnd(text, start, head[1]!.length);
  const cuts = itemStarts(text, start, end, head[1]!);
  return {
    frame: `${text.slice(0, head.index)}${text.slice(end)}`,
    items: cutItems({ file, text, cuts, end, indent: head[1]!.length }),
  };
}

/** Where the list is over: at the first line that stands further left, or at the same place without a dash. */
function listEnd(text: string, start: number, indent: number): number {
  const pattern = indent === 0 ? /^[^\s#-]/gm : /^[^\s#]/gm;
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}

function itemStarts(text: string, start: number, end: number, indent: string): number[] {
  // A dash at exactly this depth always begins an item: everything inside an item stands further right.
  const pattern = new RegExp(`^${indent}-(?=[ \\t\\r\\n])`, 'gm');
  pattern.lastIndex = start;
  const starts: number[] = [];
  for (let match = pattern.exec(text); match !== null && match.index < end; match = pattern.exec(text)) {
    starts.push(match.index);
  }
  return starts;
}

interface Cutting {
  readonly file: string;
  readonly text: string;
  readonly cuts: readonly number[];
  readonly end: number;
  readonly indent: number;
}

function* cutItems({ file, text, cuts, end, indent }: Cutting): Generator<YamlText> {
  let linesBefore = 0;
  let counted = 0;
  for (const [index, cut] of cuts.entries()) {
    linesBefore += newlines(text, counted, cut);
    counted = cut;
    const item = text.slice(cut, cuts[index + 1] ?? end);
    yield { file, text: `${' '.repeat(indent + 1)}${item.slice(indent + 1)}`, linesBefore };
  }
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
