import { visible } from '../visible.ts';

/** A piece of HTML or SVG that is safe to put into a page as it stands. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup is not, nothing is nothing. */
export type Child = Markup | string | number | undefined | false | readonly Child[];

/**
 * A template whose holes are escaped, so that nothing in a scenario can become markup. Holes stand in text or in
 * quoted attributes, nowhere else.
 */
export function markup(strings: TemplateStringsArray, ...children: readonly Child[]): Markup {
  let text = strings[0]!;
  for (const [index, child] of children.entries()) text += rendered(child) + strings[index + 1]!;
  return { markup: text };
}

/** Text of our own that is markup already: styles, scripts, numbers of a path. Never anything from a scenario. */
export function trusted(text: string): Markup {
  return { markup: text };
}

/** Text in which `backticks` mark code, as the catalogue writes it. */
export function prose(text: string): Child {
  return text.split('`').map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : part));
}

/** No markup at all. */
export const NOTHING: Markup = { markup: '' };

function rendered(child: Child): string {
  if (child === undefined || child === false) return '';
  if (typeof child === 'string') return escapeHtml(child);
  if (typeof child === 'number') return String(child);
  if ('markup' in child) return child.markup;
  return child.map(rendered).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that means itself in HTML, in text and in quoted attributes; what could not be seen is spelled out. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
