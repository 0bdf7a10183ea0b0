import { describe, expect, it } from 'vitest';
import type { ClauseCoverage, CoverageSummary } from '../../model/index.ts';
import { coverageShare, coverageText, coverageTotals } from './coverage.ts';

const clause = (parts: Partial<ClauseCoverage>): ClauseCoverage => ({
  clause: 'IPB-2',
  kind: 'EVAL',
  class: 'MANDATED',
  statement: 'except ranges are removed from this ipBlock’s match set.',
  witness: 'evaluator',
  bins: { decided: 0, reachable: 24 },
  times: 0,
  rows: [],
  never: [],
  undecidable: [],
  ...parts,
});

const DECIDED = clause({
  bins: { decided: 1, reachable: 24 },
  times: 1_234,
  firstCase: 65,
  rows: [{ clause: 'IPB-2', bin: 'ingress/deny→allow/TCP/IPv4', decided: 1_234, firstCase: 65 }],
  never: ['egress/deny→allow/TCP/IPv4'],
  undecidable: [{ bins: '*/allow→deny', because: 'It only opens.' }],
});
const MISSED = clause({ clause: 'IPB-14', statement: 'If the excepts jointly cover the whole cidr.' });
const NOT_JUDGED = clause({
  clause: 'SELF-1',
  statement: 'Loopback.',
  bins: { decided: 0, reachable: 0 },
  notJudged: 'Nobody asks.',
});

const SUMMARY: CoverageSummary = {
  clauses: [DECIDED, MISSED, NOT_JUDGED],
  mandated: [
    { kind: 'EVAL', clauses: 118, decided: 116, notJudged: 2, bins: { decided: 1_000, reachable: 2_101 } },
    { kind: 'TIME', clauses: 14, decided: 0, notJudged: 14, bins: { decided: 0, reachable: 0 } },
  ],
};

describe('coverage as text', () => {
  it('is a line a clause, what was missed and why, and the totals', () => {
    expect(coverageText(SUMMARY, { seed: 7, width: 80 })).toEqual([
      'clause  kind  bins  times  first case  statement',
      'IPB-2   EVAL  1/24  1,234        7:65  except ranges are removed from this ipBl…',
      'IPB-14  EVAL  0/24  never              If the excepts jointly cover the whole c…',
      'SELF-1  EVAL     –      –              Loopback.',
      '',
      'never decided: IPB-14',
      '',
      'not judged:',
      '  SELF-1: Nobody asks.',
      '',
      'mandated  clauses  decided  not judged   bins  decided  share',
      'EVAL          118      116           2  2,101    1,000    47%',
      'TIME           14        0          14      0        0',
      '',
      'clauses: 116 of 132 mandated ones decided (EVAL 116/118, TIME 0/14)',
    ]);
  });

  it('fits the terminal, but always says something of a clause', () => {
    const wide = coverageText(SUMMARY, { width: 200 }).find((line) => line.startsWith('IPB-2'))!;
    expect(wide).toContain('match set.');
    for (const width of [60, 80, 100]) {
      const lines = coverageText(SUMMARY, { width }).slice(0, 4);
      expect(Math.max(...lines.map(({ length }) => length)), String(width)).toBeLessThanOrEqual(width);
    }
    expect(coverageText(SUMMARY, { width: 10 })[1]).toContain('except ranges are');
  });

  it('tells every bin where that is wanted', () => {
    const lines = coverageText(SUMMARY, { seed: 7, bins: true }).map((line) =>
      line.replaceAll(/ {2,}/g, '  '),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'IPB-2  1/24  except ranges are removed from this ipBlock’s match set.',
        '  ingress/deny→allow/TCP/IPv4  1,234 ×  7:65',
        '  egress/deny→allow/TCP/IPv4  never',
        '  */allow→deny  –  It only opens.',
        '  Nobody asks.',
      ]),
    );
  });
});

describe('the end of a campaign', () => {
  it('names the mandated clauses that were missed, unless there are very many', () => {
    expect(coverageTotals(SUMMARY)).toContain('never decided: IPB-14');
    const many = Array.from({ length: 20 }, (_, index) => ({
      ...MISSED,
      clause: `PORT-${index + 1}` as const,
    }));
    const line = coverageTotals({ ...SUMMARY, clauses: many }).find((each) => each.startsWith('never'));
    expect(line).toMatch(/PORT-12 and 8 more$/);
    expect(
      coverageTotals({ ...SUMMARY, clauses: [{ ...MISSED, class: 'UNDOCUMENTED' }] }).join(),
    ).not.toContain('never');
  });

  it('says the share in one line', () => {
    expect(coverageShare(SUMMARY)).toBe(
      'clauses: 116 of 132 mandated ones decided (EVAL 116/118, TIME 0/14)',
    );
  });
});
