import { describe, expect, it } from 'vitest';
import type { Night } from '../../../../model/index.ts';
import { sampleHistory } from '../../testing/sample-result.ts';
import { nightGridPicture } from './night-grid.ts';
import { trendPicture } from './trend.ts';

const NIGHTS = sampleHistory(10);

describe('trendPicture', () => {
  it('has a panel for each number, and a bar or point for each night', () => {
    const svg = trendPicture('t', NIGHTS).markup;
    for (const title of ['findings', 'clauses decided', 'cases', 'cases per second']) {
      expect(svg).toContain(`>${title}</text>`);
    }
    expect(svg.match(/class="column(?: last)?"/g)).toHaveLength(20);
    expect(svg).toContain('clauses decided: 138 last, between 120 and 138.');
  });

  it('leaves out what nobody counted', () => {
    const uncounted = NIGHTS.map(({ date, cases, casesPerSecond, findings }): Night => ({
      date,
      cases,
      casesPerSecond,
      findings,
    }));
    expect(trendPicture('t', uncounted).markup).not.toContain('clauses decided');
  });
});

describe('nightGridPicture', () => {
  const svg = nightGridPicture('g', NIGHTS).markup;

  it('has a square for each night in which a finding was met', () => {
    // One in night 9, one in nights 2 and 7, one in nights 0 to 5.
    expect(svg.split('class="met"').length - 1).toBe(1 + 2 + 6);
    expect(svg.split('class="unmet"').length - 1).toBe(30 - 9);
  });

  it('puts what was met last on top, and says since when', () => {
    const rows = [...svg.matchAll(/class="mono small"[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)</g)].map(
      ([, text]) => text,
    );
    expect(rows[0]).toContain('engine-0');
    expect(rows.at(-1)).toContain('order-changes-nothing');
    expect(svg).toContain('met in 6 of 10 nights, first 2026-02-05, last 2026-02-10.');
  });
});
