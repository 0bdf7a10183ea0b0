import { describe, expect, it } from 'vitest';
import { comparisonHtml } from '../html/compare/comparison-page.ts';
import { comparisonMarkdown } from '../markdown/compare.ts';
import { comparisonText } from '../terminal/compare.ts';
import { SAMPLE_COMPARISON } from './testing/sample-comparison.ts';

const TEXT = comparisonText(SAMPLE_COMPARISON, { width: 100 }).join('\n');

describe('a comparison on a terminal', () => {
  it.each([
    ['each clause in which somebody differs', /^PORT-7 +✓ 15 +✗ 6 #1 +– +! 4 #2 +Both ends are included\.$/m],
    ['who was given up, and why', /^D {2}dead .* given up: it failed 50 times in a row$/m],
    ['what is observed, by value', /^ipBlockMatchesPodIPs {2}yes +A$/m],
    ['what contradicts a declaration', /^ +no +B +declares yes$/m],
    ['what fits no value', /^ +mixed: yes in 2 of 3 +C$/m],
    ['the scenario', /^ {3}│ {5}x\/a: \{ips: \[10\.244\.1\.10\]\}$/m],
    ['how to see it again', /^ {3}fencepost replay PORT-7\.yaml --engine bad$/m],
    [
      'what counts',
      /^1 unexpected deviation, 1 expected; 30 questions of 2 scenarios, 5 generated cases from seed 7, 1\.5 s$/m,
    ],
  ])('tells %s', (_, line) => {
    expect(TEXT).toMatch(line);
  });

  it.each([
    ['an engine that never answers says nothing of a clause', /^IPB-5/m],
    ['an option that nobody shows is left out', /deniedAction/],
    ['signs that do not occur are not explained', /fails for the sake/],
  ])('%s', (_, word) => {
    expect(TEXT).not.toMatch(word);
  });

  it('tells everything where all is asked for', () => {
    const all = comparisonText(SAMPLE_COMPARISON, { all: true }).join('\n');
    expect(all).toMatch(/^IPB-5 +✓ 4 +✓ 4 +\? +! 4 #2 +Excepts act only on their cidr\.$/m);
    expect(all).toMatch(/^deniedAction +not shown +A B C D$/m);
  });

  it('is as wide as the terminal, and cuts statements rather than cells', () => {
    const narrow = comparisonText(SAMPLE_COMPARISON, { width: 40 });
    expect(narrow.find((line) => line.startsWith('PORT-7'))).toBe('PORT-7  ✓ 15  ✗ 6 #1  –  ! 4 #2');
  });
});

describe('a comparison in Markdown', () => {
  const text = comparisonMarkdown(SAMPLE_COMPARISON);
  it.each([
    String.raw`| clause | good | bad&lt;er&gt;\| | mixed | dead |`,
    '| PORT-7 | ✓ 15 | ✗ 6 [#1](#deviation-1) | – | ! 4 [#2](#deviation-2) |',
    '| ipBlockMatchesPodIPs | yes (3) | **no** (3), declares yes | **mixed: yes in 2 of 3** (3) |  |',
    '<a id="deviation-1"></a>',
    '> **PORT-7** ',
    'panic: <nil>',
    '**ipBlockMatchesPodIPs** yes: good gives `y/a → x/a TCP/80` **allow** in `conformance/ipb/IPB-6.yaml`',
    '  - allow: 5.122.0.132 -> x/a TCP/90',
  ])('says %j', (line) => {
    expect(text).toContain(line);
  });
});

describe('the page of a comparison', () => {
  const page = comparisonHtml(SAMPLE_COMPARISON);
  const attributesOf = (name: string): string[] =>
    [...page.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);

  it.each([
    '<title>Fencepost: 4 engines, 2 deviations</title>',
    '<td class="deviates"><a href="#deviation-1">✗ 6 #1</a></td>',
    '<td class="shown odd">no<small>declares yes, 3 answers</small></td>',
    'bad&lt;er&gt;|',
    'panic: &lt;nil&gt;',
    '  - allow: 5.122.0.132 -&gt; x/a TCP/90',
  ])('says %j', (text) => {
    expect(page).toContain(text);
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
    const tags = page.match(/<[a-z][^>]*>/g)!.join('');
    expect(tags).not.toMatch(/ (?:src|style|srcset|on\w+)=/);
    expect(page.match(/<style>/g)).toHaveLength(1);
  });
});
