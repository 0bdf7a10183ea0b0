import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../model/index.ts';
import { campaignSummary } from './campaign.ts';

const RESULT: CampaignResult = {
  schema: 'fencepost-result/1',
  fencepost: '1.2.3',
  seed: 7,
  settings: 'default',
  generator: 'g1',
  ended: 'cases',
  corpus: { files: 1, expectations: 2, failures: 0 },
  cases: 1_234,
  tallies: [],
  findings: [],
  occurrences: {},
  notes: [],
  timing: { startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 61_000, casesPerSecond: 20, cellsPerSecond: 9 },
};

const lines = (change: Partial<CampaignResult>): string[] => campaignSummary({ ...RESULT, ...change });

describe('the summary of a campaign', () => {
  it('has one hash of all that was simulated, where anything was', () => {
    const tally = { engine: 'sim', version: '1', cases: 1, cells: 1, skipped: {}, findings: 0 };
    const tallies = [
      { ...tally, property: 'a', trace: '00000000000000fe' },
      { ...tally, property: 'b' },
      { ...tally, property: 'c', trace: '0000000000000002' },
    ];
    expect(lines({ tallies })).toContain('trace:  0000000000000100 (a hash of all that was simulated)');
    expect(lines({}).join()).not.toContain('trace:');
  });

  it('ends with what it came to', () => {
    expect(lines({}).slice(-3)).toEqual([
      'corpus: 1 scenario, 2 expectations, all held',
      'cases:  1,234 from seed 7 in 61.0 s (20 cases/s, 9 verdicts/s)',
      'no findings',
    ]);
  });

  it.each<[change: Partial<CampaignResult>, says: string]>([
    [{ ended: 'interrupted' }, 'interrupted: the numbers are those up to then'],
    [{ ended: 'unfinished' }, 'unfinished: the numbers are the last that were saved'],
    [{ shards: { of: 4, present: [1, 3] } }, 'part:   1, 3 of 4 shards'],
    [
      { notes: ['a worker died over case 70: out of memory'] },
      'note:   a worker died over case 70: out of memory',
    ],
  ])('%j is said before that', (change, says) => {
    expect(lines(change).at(-2)).toBe(says);
  });
});
