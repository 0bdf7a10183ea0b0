import { GENERATOR_PRESETS } from '../../../generators/index.ts';
import type { CampaignResult } from '../../../model/index.ts';
import type { CampaignOptions } from '../campaign-options.ts';
import type { CampaignPlan } from '../campaign-plan.ts';
import { equip } from '../campaign-plan.ts';
import type { CampaignRecord } from '../record/campaign-record.ts';
import { runCampaign } from '../run-campaign.ts';

/** A campaign that takes seconds: tiny clusters, one property, an engine with a bug. */
export const SMALL_PLAN: CampaignPlan = {
  seed: 5,
  settings: GENERATOR_PRESETS.small,
  engines: ['zoo:CALICO-1360', 'zoo:CILIUM-28684'],
  properties: ['engine-agrees-with-reference'],
  coverage: true,
};

/** The campaign's result, and the last record that it stored. */
export async function runSmall(
  options: Partial<CampaignOptions>,
  plan: CampaignPlan = SMALL_PLAN,
): Promise<{ readonly result: CampaignResult; readonly record: CampaignRecord }> {
  const equipment = await equip(plan);
  let record: CampaignRecord | undefined;
  const result = await runCampaign({
    ...equipment,
    seed: plan.seed,
    settings: plan.settings,
    corpus: [],
    store: {
      pathOf: (text) => `${text.length}.yaml`,
      save: (text) => `${text.length}.yaml`,
      discard() {},
      record: (latest) => void (record = latest),
      close() {},
    },
    ...options,
  });
  return { result, record: record! };
}

/** What has to be the same every time. */
export function untimed<T extends { readonly timing: unknown }>(value: T): string {
  const { timing: _timing, ...rest } = value;
  return JSON.stringify(rest);
}
