import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../engines/index.ts';
import { smallScope } from '../../generators/index.ts';
import type { CampaignResult } from '../../model/index.ts';
import { engineAgreesWithReference } from '../../properties/index.ts';
import type { CampaignPlan } from '../campaign/campaign-plan.ts';
import type { CampaignRecord } from '../campaign/record/campaign-record.ts';
import { mergeRecords } from '../campaign/record/merge-records.ts';
import { runSmall, SMALL_PLAN, untimed } from '../campaign/testing/small-campaign.ts';

/** Bugs whose smallest scenarios are few, and of different sizes. */
const BUGS = [
  'WEAVE-3924',
  'KR-183',
  'KNP-TIER',
  'CALICO-4373',
  'KNP-NILMATCH',
  'OSDN-459',
  'FELIX-1685',
  'CILIUM-12277',
  'CILIUM-28684',
  'AZURE-599',
];

const CASES = 256;

/** Machines that run tests may be slow. */
const PATIENCE_MS = 120_000;

const PLAN: CampaignPlan = {
  ...SMALL_PLAN,
  engines: BUGS.map((id) => `zoo:${id}`),
  coverage: false,
  exhaustive: true,
};

const run = (
  plan: CampaignPlan,
  options: Parameters<typeof runSmall>[0] = {},
): Promise<{ readonly result: CampaignResult; readonly record: CampaignRecord }> =>
  runSmall({ cases: CASES, exhaustive: true, ...options }, plan);

describe('an exhaustive campaign', () => {
  let result: CampaignResult;
  beforeAll(async () => {
    ({ result } = await run(PLAN));
  }, PATIENCE_MS);

  it.each(BUGS)('finds %s in the smallest scenario there is', async (id) => {
    const runs = result.findings.flatMap(({ key, origin }) =>
      key.engine === `zoo:${id}` && origin.kind === 'generated' ? [origin.run] : [],
    );
    expect(runs).not.toEqual([]);
    const first = Math.min(...runs);
    const engine = await createEngine(`zoo:${id}`);
    for (let smaller = 0; smaller <= first; smaller++) {
      const outcome = await engineAgreesWithReference.check(smallScope().scenario(smaller), engine);
      expect(outcome.violation === undefined).toBe(smaller < first);
    }
  });

  it('says how many there are and how far it got', () => {
    const { total } = smallScope();
    expect(result.exhaustive).toEqual({ done: CASES, total, complete: smallScope().completeAfter(CASES) });
  });
});

it('is the same in shards that are merged', async () => {
  const plan = { ...PLAN, engines: ['zoo:KNP-TIER'] };
  const whole = await run(plan, { cases: 130 });
  const shards = await Promise.all(
    [1, 2].map(async (index) => run(plan, { cases: 130, shard: { index, of: 2 } })),
  );
  expect(shards[0]!.result.exhaustive).toEqual({ done: 65, total: smallScope().total });
  const joined = mergeRecords(shards.map(({ record }, index) => ({ name: `${index}`, record })));
  expect(untimed(joined)).toBe(untimed(whole.record));
});
