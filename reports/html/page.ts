import { createHash } from 'node:crypto';
import type { Markup } from './markup.ts';
import { markup, trusted } from './markup.ts';
import { SHARED_SHAPES } from './pictures/svg.ts';
import { PAGE_SCRIPT } from './script.ts';
import { STYLES } from './styles/index.ts';

/** What a page of Fencepost's is made of. */
export interface Page {
  readonly title: string;
  /** Everything between the skip link and the end, landmarks included; the main one has the id `main`. */
  readonly body: Markup;
  /** Styles of this page's own, after those of all pages. */
  readonly styles?: string;
}

/**
 * A whole page in one file: it opens without a network, and its policy allows nothing but the style and the script
 * inside it, known by their hashes. Nothing that a scenario says could run even if it came through unescaped.
 */
export function htmlPage({ title, body, styles = '' }: Page): string {
  const allStyles = STYLES + styles;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(allStyles)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${ICON}">
<style>${trusted(allStyles)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${SHARED_SHAPES}
${body}
<script>${trusted(PAGE_SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

function contentPolicy(styles: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(styles)}'`,
    `script-src '${hashOf(PAGE_SCRIPT)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Three posts and two rails. */
const ICON =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="none" stroke="#2563c9" stroke-width="2" d="M3 2v12M8 2v12M13 2v12M1 6h14M1 11h14"/></svg>',
  );
