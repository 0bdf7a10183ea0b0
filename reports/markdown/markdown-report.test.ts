import { describe, expect, it } from 'vitest';
import { SAMPLE_EVIDENCE, HOSTILE, sampleFindings, sampleResult } from '../html/testing/sample-result.ts';
import { escapeMarkdown, fenced, inlineCode } from './markdown-text.ts';
import { markdownReport } from './markdown-report.ts';
import { matrixTable } from './matrix-table.ts';

const RESULT = sampleResult();
const REPORT = markdownReport(RESULT);

describe('markdownReport', () => {
  it('tells every finding in a line of one table', () => {
    expect(REPORT).toContain('## Fencepost: 6 distinct findings');
    const rows = REPORT.split('\n').filter((line) => /^\| \d+ \|/.test(line));
    expect(rows).toHaveLength(6);
    expect(rows[0]).toBe(
      '| 1 | engine-0 says allow in case 0, which must be deny | IPB-5 | deny → allow | 1 |',
    );
  });

  it('tells a finding in full: answers, clause, reasons, matrix, policy, command, a real cluster', () => {
    const [, details] = REPORT.split('### 1. ');
    for (const part of [
      'Expected **deny**, observed **allow**, by `engine-0`',
      '> **IPB-5** ',
      '- ingress of x/a: isolated by x/p, and no rule matches',
      '| `10.1.0.0/16` | **allow**, not deny | allow | allow |  |  |',
      'kind: NetworkPolicy',
      'fencepost replay findings/0.yaml --engine engine-0',
      'kubectl apply -f finding-1.yaml',
      'nc -zv -w 3 ',
      '`v2:engine-agrees-with-reference/engine-0/except`',
    ]) {
      expect(details).toContain(part);
    }
  });

  it('keeps what scenarios say from becoming markup', () => {
    const finding = { ...sampleFindings(1)[0]!, summary: `${HOSTILE} [x](javascript:y) @everyone | **b**` };
    const report = markdownReport(sampleResult([finding]));
    const outsideOfCode = report.replaceAll(/^(`{3,})[^]*?^\1$/gm, '');
    expect(outsideOfCode).not.toMatch(/<script|<img|@everyone|\*\*b\*\*|\[x\]\(/);
    expect(report).toContain('‹U+202E›');
  });

  it('has every fence closed', () => {
    const fences = REPORT.split('\n').filter((line) => /^`{3,}/.test(line));
    expect(fences.length % 2).toBe(0);
    for (let index = 0; index < fences.length; index += 2) expect(fences[index + 1]).toMatch(/^`+$/);
  });

  it('fits an issue, however many findings there are', () => {
    const report = markdownReport(sampleResult(sampleFindings(200)));
    expect(report.length).toBeLessThan(65_536);
    expect(report).toMatch(/\d+ more findings are told in full in the other reports\./);
  });

  it.each([
    ['a clean run', sampleResult([]), '## Fencepost: everything held'],
    [
      'an empty run, which is never a pass',
      { ...sampleResult([]), tallies: [], corpus: { files: 0, expectations: 0, failures: 0 } },
      '## Fencepost: nothing was compared',
    ],
  ])('%s', (_title, result, head) => {
    expect(markdownReport(result)).toContain(head);
  });
});

describe('matrixTable', () => {
  it('lists differing pairs alone where columns would not fit', () => {
    const end = SAMPLE_EVIDENCE.matrix!.ends[0]!;
    const lines = matrixTable({
      title: 'TCP 80',
      ends: Array.from({ length: 11 }, (_, index) => ({ ...end, label: `x/p${index}` })),
      expected: Array.from({ length: 11 }, () => 'A'.repeat(11)),
      observed: Array.from({ length: 11 }, (_, row) => (row === 3 ? `D${'A'.repeat(10)}` : 'A'.repeat(11))),
    });
    expect(lines.at(-1)).toBe('| `x/p3` | `x/p0` | allow | **deny** |');
    expect(lines).toHaveLength(5);
  });
});

describe('markdown text', () => {
  it.each([
    ['a|b', String.raw`a\|b`],
    ['<b>&', '&lt;b&gt;&amp;'],
    ['a\nb', 'a b'],
    ['`x` *y* _z_ [l](u)', String.raw`\`x\` \*y\* \_z\_ \[l\](u)`],
    ['@team', '&#64;team'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('fences code that has fences', () => {
    expect(fenced('text', 'a\n```\nb')).toEqual(['````text', 'a\n```\nb', '````']);
    expect(inlineCode('a`b')).toBe('`` a`b ``');
    expect(inlineCode('plain')).toBe('`plain`');
  });
});
