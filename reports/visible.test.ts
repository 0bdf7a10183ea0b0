import { expect, it } from 'vitest';
import { visible } from './visible.ts';

it.each([
  ['an override of direction', 'a\u{202e}b', 'a‹U+202E›b'],
  ['an isolate', '\u{2066}a\u{2069}', '‹U+2066›a‹U+2069›'],
  ['a space of no width', 'a\u{200b}b', 'a‹U+200B›b'],
  ['a soft hyphen', 'a\u{ad}b', 'a‹U+00AD›b'],
  ['an escape sequence', '\u{1b}[31m', '‹U+001B›[31m'],
  ['a NUL', '\u{0}', '‹U+0000›'],
  ['a tag character', '\u{e0041}', '‹U+E0041›'],
  ['half a pair', '\u{d83d}', '‹U+D83D›'],
  ['lines and tabs stay', 'a\n\tb\r', 'a\n\tb\r'],
  ['other scripts stay', 'סוד 你好 🙂', 'סוד 你好 🙂'],
])('%s', (_title, text, seen) => {
  expect(visible(text)).toBe(seen);
});
