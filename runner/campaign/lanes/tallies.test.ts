import { describe, expect, it } from 'vitest';
import { addCounts, countsOf, NO_COUNTS } from './tallies.ts';

const TRACE = '00000000000000ff';

describe('counts of a pair', () => {
  it.each([
    [
      { cells: 3, skipped: {} },
      { cases: 1, cells: 3, skipped: {} },
    ],
    [
      { cells: 0, skipped: { why: 2 } },
      { cases: 0, cells: 0, skipped: { why: 2 } },
    ],
    [
      { cells: 3, skipped: {}, trace: TRACE },
      { cases: 1, cells: 3, skipped: {}, trace: TRACE },
    ],
  ])('of %j', (outcome, counts) => {
    expect(countsOf(outcome)).toEqual(counts);
  });

  it('add up in any order, traces and reasons included', () => {
    const parts = [
      { cases: 1, cells: 5, skipped: { b: 1 }, trace: TRACE },
      { cases: 1, cells: 6, skipped: { a: 2, b: 2 } },
      { cases: 0, cells: 0, skipped: {}, trace: '0000000000000001' },
    ];
    const sum = { cases: 2, cells: 11, skipped: { a: 2, b: 3 }, trace: '0000000000000100' };
    expect(parts.reduce(addCounts, NO_COUNTS)).toEqual(sum);
    expect(parts.toReversed().reduce(addCounts, NO_COUNTS)).toEqual(sum);
  });
});
