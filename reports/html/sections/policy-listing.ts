import { isCollection, LineCounter, parseDocument, stringify } from 'yaml';
import { objectToManifest } from '../../../admission/index.ts';
import type { Direction, NetworkPolicy, Reasons, SideReason } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import type { Child, Markup } from '../markup.ts';
import { markup } from '../markup.ts';

/** Something that is said of lines of a policy. */
interface Remark {
  readonly path: readonly (string | number)[];
  readonly kind: 'isolates' | 'allows' | 'refuses';
  readonly text: string;
}

/** A policy as YAML, with remarks in the margin: which lines select the pod, allow the flow or fail to. */
export function policyListing(policy: NetworkPolicy, reasons: Reasons | undefined): Markup {
  const text = stringify(objectToManifest(policy), { flowCollectionPadding: false, lineWidth: 0 });
  const remarks = reasons === undefined ? [] : remarksOn(policy, reasons);
  return codeBlock(linesOf(text, remarks), 'manifest', `Policy ${objectKey(policy)}`, 'yaml');
}

/**
 * Code with a button that copies it, which the page's script shows. It scrolls by itself, by keys too.
 *
 * @param what names it for the button: `command`
 */
export function codeBlock(code: Child, what: string, name = what, kind = 'plain'): Markup {
  return markup`<div class="copyable">
<pre class="${kind}" tabindex="0" role="region" aria-label="${name}"><code>${code}</code></pre>
<button class="copy" type="button" hidden aria-label="Copy the ${what}">Copy</button>
</div>`;
}

function remarksOn(policy: NetworkPolicy, { egress, ingress }: Reasons): Remark[] {
  const key = objectKey(policy);
  return [egress, ingress].flatMap((side) => (side === undefined ? [] : sideRemarks(key, side)));
}

function sideRemarks(key: string, side: SideReason): Remark[] {
  const { direction, subject, isolatedBy, allowedBy, refusals } = side;
  const remarks: Remark[] = [];
  if (isolatedBy.includes(key)) {
    const text = `isolates ${subject} for ${direction}`;
    remarks.push({ path: ['spec', 'podSelector'], kind: 'isolates', text });
  }
  if (allowedBy?.policy === key) {
    const rule = ['spec', direction, allowedBy.rule];
    const { peer, port } = allowedBy;
    if (peer === undefined && port === undefined) {
      remarks.push({ path: rule, kind: 'allows', text: 'allows the flow' });
    }
    if (peer !== undefined) {
      remarks.push({ path: [...rule, listOf(direction), peer], kind: 'allows', text: 'allows the flow' });
    }
    if (port !== undefined) {
      remarks.push({ path: [...rule, 'ports', port], kind: 'allows', text: 'and its port' });
    }
  }
  for (const { policy, rule, peers, ports } of refusals) {
    if (policy !== key) continue;
    const at = ['spec', direction, rule];
    if (peers === 'failed') {
      remarks.push({ path: [...at, listOf(direction)], kind: 'refuses', text: 'no peer matches' });
    }
    if (ports === 'failed') {
      remarks.push({ path: [...at, 'ports'], kind: 'refuses', text: 'no port matches' });
    }
  }
  return remarks;
}

function listOf(direction: Direction): string {
  return direction === 'ingress' ? 'from' : 'to';
}

function linesOf(text: string, remarks: readonly Remark[]): Child[] {
  const spans = remarks.flatMap((remark) => {
    const span = spanOf(text, remark.path);
    return span === undefined ? [] : [{ ...remark, ...span }];
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      const here = spans.filter(({ first, last }) => first <= index && index <= last);
      const kind = here.at(-1)?.kind;
      if (kind === undefined) return `${line}\n`;
      const notes = here.filter(({ first }) => first === index).map((span) => span.text);
      return markup`<span class="${kind}">${line}${notes.length > 0 && markup`<i> ← ${notes.join(', ')}</i>`}\n</span>`;
    });
}

/** The lines, counted from 0, that a value of a YAML text takes up, with the key before it. */
function spanOf(
  text: string,
  path: readonly (string | number)[],
): { readonly first: number; readonly last: number } | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const node = document.getIn(path, true);
  const range = (node as { readonly range?: readonly number[] | null } | undefined)?.range;
  if (range === undefined || range === null) return undefined;
  const lineOf = (offset: number): number => counter.linePos(offset).line - 1;
  const start = lineOf(range[0]!);
  // A collection under a key begins on the line after it.
  const startsBelow = isCollection(node) && node.flow !== true && typeof path.at(-1) === 'string';
  return { first: startsBelow ? start - 1 : start, last: Math.max(start, lineOf(range[1]! - 1)) };
}
