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

/** Characters that are not seen, or turn the order of those around them: names of two things could look alike. */
const UNSEEN = new RegExp(
  [
    String.raw`[\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{7f}-\u{9f}]`, // controls
    String.raw`[\u{ad}\u{61c}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}]`, // invisible, bidi
    String.raw`[\u{fff9}-\u{fffb}\u{e0000}-\u{e007f}]|\p{Surrogate}`, // annotations, tags, halves
  ].join('|'),
  'gu',
);

/** Text that means itself in HTML, in text and in quoted attributes; what could not be seen is spelled out. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** The text with each character that nobody can see written as `‹U+202E›`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => {
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `‹U+${code}›`;
  });
}
