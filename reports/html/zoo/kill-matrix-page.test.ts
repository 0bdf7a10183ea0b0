import { describe, expect, it } from 'vitest';
import { SAMPLE_MATRIX } from '../../zoo/testing/sample-matrix.ts';
import { killMatrixHtml } from './kill-matrix-page.ts';

const PAGE = killMatrixHtml(SAMPLE_MATRIX);

function attributesOf(name: string): string[] {
  return [...PAGE.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);
}

describe('the page of the zoo', () => {
  it.each([
    '<title>Fencepost: 2 of 3 bugs survive</title>',
    '<h1 id="result" class="bad">2 of 3 bugs survive</h1>',
    'from every one of 2 seeds; median 9 cases, 90 ms',
    'found by upstream',
    'random: 1 of 3 all, 1 of 3 semantics. upstream: 1 of 3 all, 1 of 3 semantics.',
    'Half of what is found, is found within 9 cases; the last after 1,200. upstream finds 33.3%.',
    '1 policy, 2 pods, 3 events or fewer',
    'rules | of &lt;one&gt; direction',
    '<code>fencepost zoo --seed 1 --seeds 2</code>',
  ])('says %j', (text) => {
    expect(PAGE).toContain(text);
  });

  it('has its ids once, and every inner link and name leads somewhere', () => {
    const ids = attributesOf('id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const links = attributesOf('href').filter((href) => href.startsWith('#'));
    const named = [...attributesOf('aria-labelledby'), ...attributesOf('aria-describedby')];
    const wanted = [...links.map((href) => href.slice(1)), ...named];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('loads nothing, and has no style outside the one that its policy knows', () => {
    const tags = PAGE.match(/<[a-z][^>]*>/g)!.join('');
    expect(tags).not.toMatch(/ (?:src|style|srcset|on\w+)=/);
    expect(PAGE.match(/<style>/g)).toHaveLength(1);
  });

  it('shows a matrix in which nothing was found', () => {
    const bugs = SAMPLE_MATRIX.bugs.slice(2);
    const page = killMatrixHtml({ ...SAMPLE_MATRIX, bugs, survivors: ['C-3'] });
    expect(page).toContain('1 of 1 bug survives');
    expect(page).not.toContain('id="pursuit"');
  });
});
