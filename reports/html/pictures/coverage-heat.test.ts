import { describe, expect, it } from 'vitest';
import type { DrawnClause } from './coverage-heat.ts';
import { coverageHeatPicture } from './coverage-heat.ts';

function clause(id: DrawnClause['id'], times: number, isNotJudged = false): DrawnClause {
  return { id, times, remark: `decided ${times}`, isNotJudged };
}

describe('coverageHeatPicture', () => {
  const clauses = [
    clause('IPB-1', 0),
    clause('IPB-2', 7),
    clause('IPB-3', 8),
    clause('IPB-10', 512),
    clause('PORT-2', 63, true),
  ];
  const svg = coverageHeatPicture('h', 'On a snapshot', clauses, new Set(['IPB-3'] as const)).markup;

  it.each([
    ['IPB-1', 'heat level-0'],
    ['IPB-2', 'heat level-1'],
    ['IPB-3', 'heat level-2 found'],
    ['IPB-10', 'heat level-4'],
    ['PORT-2', 'heat level-none'],
  ])('%s is %s', (id, classes) => {
    expect(svg).toMatch(new RegExp(`<title>${id}: [^<]*</title><rect class="${classes}"`));
  });

  it('counts what decided among what can be judged, and names what never did', () => {
    expect(svg).toContain('3 of 4 clauses decided a verdict. Never: IPB-1.');
  });

  it('has a row for each group', () => {
    expect(svg).toContain('>IPB</text>');
    expect(svg).toContain('>PORT</text>');
  });
});
