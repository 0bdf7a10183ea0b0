import { describe, expect, it } from 'vitest';
import { escapeHtml, markup, NOTHING, prose, trusted } from './markup.ts';

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
  it('spells out what nobody could see', () => {
    expect(escapeHtml('<\u{202e}>')).toBe('&lt;‹U+202E›&gt;');
  });
});

describe('prose', () => {
  it('marks code, and escapes it too', () => {
    expect(markup`${prose('`from: []` is <not> `{}`')}`.markup).toBe(
      '<code>from: []</code> is &lt;not&gt; <code>{}</code>',
    );
  });
});
