import { beforeAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../model/index.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import { mergeRecords } from './record/merge-records.ts';
import { resultOfRecord } from './record/result-of-record.ts';
import type { CampaignRecord } from './record/campaign-record.ts';
import { runSmall, SMALL_PLAN, untimed } from './testing/small-campaign.ts';

const CASES = 400;

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

/** Scenarios that both engines fail at, some of them. */
const corpus = loadCorpus().filter(({ path }) => /conformance\/(ipb|port)\//.test(path));

describe('the same campaign', () => {
  let alone: { result: CampaignResult; record: CampaignRecord };
  beforeAll(async () => {
    alone = await runSmall({ cases: CASES, corpus });
  }, PATIENCE_MS);

  it('finds something, and decides something', () => {
    const { findings, occurrences, cases, coverage = [] } = alone.result;
    expect(cases).toBe(CASES);
    expect(findings.filter(({ origin }) => origin.kind === 'corpus').length).toBeGreaterThan(1);
    expect(findings.filter(({ origin }) => origin.kind === 'generated').length).toBeGreaterThan(1);
    expect(Object.values(occurrences).some((count) => count > 1)).toBe(true);
    expect(findings.every(({ origin, reduction }) => origin.kind === 'corpus' || reduction?.complete)).toBe(
      true,
    );
    expect(coverage.length).toBeGreaterThan(100);
  });

  it('tells its findings in the order of their cases', () => {
    const runs = alone.result.findings.map(({ origin }) => (origin.kind === 'generated' ? origin.run : -1));
    expect(runs).toEqual([...runs].sort((a, b) => a - b));
  });

  it(
    'is the same with two workers',
    async () => {
      const both = await runSmall({ cases: CASES, corpus, workers: { count: 2, plan: SMALL_PLAN } });
      expect(both.result.timing.workers).toBe(2);
      expect(untimed(both.result)).toBe(untimed(alone.result));
      expect(untimed(both.record)).toBe(untimed(alone.record));
    },
    PATIENCE_MS,
  );

  it(
    'is the same in three shards, joined in any order and in two steps',
    async () => {
      const shards: CampaignRecord[] = [];
      for (const index of [1, 2, 3]) {
        const { record } = await runSmall({ cases: CASES, corpus, shard: { index, of: 3 } });
        shards.push(JSON.parse(JSON.stringify(record)) as CampaignRecord);
      }
      const [one, two, three] = shards.map((record, index) => ({ name: `part ${index}`, record }));
      const first = { name: 'first', record: mergeRecords([three!, one!]) };
      for (const parts of [
        [three!, two!, one!],
        [two!, first],
      ]) {
        const whole = mergeRecords(parts);
        expect(untimed(whole)).toBe(untimed(alone.record));
        expect(untimed(resultOfRecord(whole, (text) => `${text.length}.yaml`))).toBe(untimed(alone.result));
      }
    },
    PATIENCE_MS,
  );
});
