import { describe, expect, it } from 'vitest';
import { escapeHtml, markup, NOTHING, trusted } from './markup.ts';

describe('markup', () => {
  it('escapes text and takes markup as it is', () => {
    const name = `</script><img src=x onerror="alert('1')">&`;
    expect(markup`<p title="${name}">${name}</p>`.markup).toBe(
      '<p title="&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">' +
        '&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</p>',
    );
    expect(markup`${trusted('<b>')}${markup`<i>${'<'}</i>`}`.markup).toBe('<b><i>&lt;</i>');
  });

  it('joins lists and leaves out what is not there', () => {
    expect(markup`${['a', markup`<br>`, ['b', 0]]}${undefined}${false}${NOTHING}`.markup).toBe('a<br>b0');
  });
});

describe('escapeHtml', () => {
  it.each([
    ['an override of direction', 'a\u{202e}b', 'a‹U+202E›b'],
    ['an isolate', '\u{2066}a\u{2069}', '‹U+2066›a‹U+2069›'],
    ['a space of no width', 'a\u{200b}b', 'a‹U+200B›b'],
    ['a soft hyphen', 'a\u{ad}b', 'a‹U+00AD›b'],
    ['an escape sequence', '\u{1b}[31m', '‹U+001B›[31m'],
    ['a NUL', '\u{0}', '‹U+0000›'],
    ['a tag character', '\u{e0041}', '‹U+E0041›'],
    ['half a pair', '\u{d83d}', '‹U+D83D›'],
    ['lines and tabs', 'a\n\tb\r', 'a\n\tb\r'],
    ['other scripts', 'סוד 你好 🙂', 'סוד 你好 🙂'],
  ])('%s', (_title, text, escaped) => {
    expect(escapeHtml(text)).toBe(escaped);
  });
});
