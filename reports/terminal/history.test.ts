import { expect, it } from 'vitest';
import type { BucketHistory, HistoryEntry } from '../../model/index.ts';
import { historyConclusion, historyText } from './history.ts';

const KEY = 'v2:engine-agrees-with-reference/plugin/except';

const night = (day: number): HistoryEntry => ({
  schema: 'fencepost-history/1',
  date: `2026-01-${String(day).padStart(2, '0')}T02:30:00.000Z`,
  commit: '0123456789abcdef',
  fencepost: '0.1.0',
  seed: day,
  settings: 'default',
  generator: 'g1',
  ended: 'cases',
  cases: 19_000,
  casesPerSecond: 80,
  cellsPerSecond: 1000,
  clausesDecided: 150,
  asked: [],
  findings: { [KEY]: 2 },
  buckets: {},
});

const bucket = (rest: Partial<BucketHistory>): BucketHistory => ({
  key: KEY,
  standing: 'there',
  since: { date: night(1).date, version: '1.0' },
  first: { date: night(1).date, version: '1.0' },
  last: { date: night(3).date, version: '1.1', commit: '0123456789abcdef' },
  nights: { met: 2, asked: 3 },
  count: 4,
  smallest: { summary: 'too much is allowed', file: 'a.yaml', size: 900 },
  ...rest,
});

it('tells the campaigns and what became of every bucket', () => {
  expect(historyText([night(1), night(2)], [bucket({}), bucket({ standing: 'fixed' })])).toEqual([
    'begun             commit       cases  per second  clauses  findings',
    '2026-01-01 02:30  0123456789  19,000          80      150         1',
    '2026-01-02 02:30  0123456789  19,000          80      150         1',
    '',
    'there since 2026-01-01 02:30 (1.0)  too much is allowed',
    `  key    ${KEY}`,
    '  met    4 times in 2 of 3 campaigns, first 2026-01-01 02:30 (1.0), last 2026-01-03 02:30 (1.1, 0123456789)',
    '  saved  a.yaml',
    '',
    'fixed since 2026-01-01 02:30 (1.0)  too much is allowed',
    `  key    ${KEY}`,
    '  met    4 times in 2 of 3 campaigns, first 2026-01-01 02:30 (1.0), last 2026-01-03 02:30 (1.1, 0123456789)',
    '  saved  a.yaml',
    '',
    '0 new, 0 back, 0 flaky, 1 still there, 0 not met, 1 fixed',
  ]);
});

it('shows the last two weeks, and says that there is more', () => {
  const lines = historyText(
    Array.from({ length: 20 }, (_, index) => night(index + 1)),
    [],
  );
  expect(lines.filter((line) => line.startsWith('2026-')).length).toBe(14);
  expect(lines).toContain('and 6 campaigns before');
});

it.each<[buckets: readonly Partial<BucketHistory>[], says: string]>([
  [[], '0 new, 0 back, 0 flaky, 0 still there, 0 not met, 0 fixed'],
  [
    [{ standing: 'new' }, { standing: 'flaky' }, { standing: 'new' }],
    '2 new, 0 back, 1 flaky, 0 still there, 0 not met, 0 fixed',
  ],
])('%j comes to: %s', (buckets, says) => expect(historyConclusion(buckets.map(bucket))).toBe(says));
