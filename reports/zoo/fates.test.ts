import { describe, expect, it } from 'vitest';
import { KNOWN_BUGS } from '../../spec/index.ts';
import { needsText } from './needs.ts';
import { fatesOf, percentage, sizeText } from './fates.ts';
import { SAMPLE_MATRIX } from './testing/sample-matrix.ts';

const kill = { property: 'p', summary: 's' };

describe('the fate of a bug', () => {
  it('is told suite by suite, by the first kill and the middle of all', () => {
    const [random, upstream] = fatesOf(SAMPLE_MATRIX, SAMPLE_MATRIX.bugs[0]!);
    expect(random).toMatchObject({ kills: 2, hunts: 2, medianCases: 3, medianMs: 30 });
    expect(random?.kill?.size?.policies).toBe(1);
    expect(upstream).toMatchObject({ kills: 1, hunts: 1, kill: { scenario: 'T2' } });
  });

  it('has no middle where nothing was found', () => {
    const [random] = fatesOf(SAMPLE_MATRIX, SAMPLE_MATRIX.bugs[2]!);
    expect(random).toMatchObject({ kills: 0, hunts: 2, troubles: ['TypeError: no'] });
    expect(random?.medianCases).toBeUndefined();
  });
});

it.each([
  [0, 0, '0%'],
  [1, 3, '33.3%'],
  // Never all of them where one is missing.
  [9_999, 10_000, '99.9%'],
  [7, 7, '100%'],
])('%i of %i is %s', (part, of, text) => {
  expect(percentage(part, of)).toBe(text);
});

it.each([
  [undefined, ''],
  [{ policies: 1, pods: 1, events: 0, complete: true }, '1 policy, 1 pod'],
  [{ policies: 2, pods: 0, events: 1, complete: true }, '2 policies, 0 pods, 1 event'],
  [{ policies: 1, pods: 2, events: 3, complete: false }, '1 policy, 2 pods, 3 events or fewer'],
])('the size %j reads %j', (size, text) => {
  expect(sizeText(size === undefined ? kill : { ...kill, size })).toBe(text);
});

it('has words for every need of a known bug', () => {
  const needs = [...new Set(KNOWN_BUGS.flatMap((bug) => bug.needs))];
  expect(needs.filter((need) => needsText([need]) === need)).toEqual([]);
  expect(needsText(['P-NAMED', 'E-DEL'])).toBe('named ports; deletions');
});
