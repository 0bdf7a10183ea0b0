import { expect, it } from 'vitest';
import { createEngine } from '../../engines/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import { formatFindingKey } from '../../model/index.ts';
import { decodeScenario, encodeScenario } from '../../scenarios/index.ts';
import { runSmall, SMALL_PLAN } from '../campaign/testing/small-campaign.ts';
import { replayCorpus } from '../campaign/replay-corpus.ts';
import { campaignClock } from '../campaign/campaign-clock.ts';
import { replayScenario } from './replay-scenario.ts';

it.each<[engine: string, property: string, settings: keyof typeof GENERATOR_PRESETS, cases: number]>([
  ['zoo:CILIUM-28684', 'engine-agrees-with-reference', 'small', 64],
  ['zoo:CILIUM-28684', 'ports-cut-in-two-cover-the-same', 'small', 128],
  ['zoo:OVN-047D', 'windows-show-known-states', 'histories', 12],
])('%s: a finding of %s is shown again by its file', async (spec, property, preset, cases) => {
  const settings = GENERATOR_PRESETS[preset];
  const plan = { ...SMALL_PLAN, engines: [spec], properties: [property], settings, coverage: false };
  const { result } = await runSmall({ cases }, plan);
  expect(result.findings.length).toBeGreaterThan(0);
  const engine = await createEngine(spec);
  for (const { scenario, key } of result.findings) {
    const saved = decodeScenario(encodeScenario(scenario), 'saved.yaml');
    const { results, checked } = await replayScenario(saved, engine);
    const failed = results.some(({ status }) => status === 'failed') || checked?.outcome.violation;
    expect(failed, formatFindingKey(key)).toBeTruthy();
    // The next campaign, too, and as the same finding.
    const { seed } = plan;
    const corpus = [{ path: 'saved.yaml', scenario: saved }];
    const options = { seed, settings, engines: [engine], properties: [], corpus };
    const replayed = await replayCorpus(options, campaignClock(options), () => {});
    expect(replayed.corpusFailures.map((failure) => failure.key)).toContain(formatFindingKey(key));
    expect(replayed.corpus.expectations).toBeGreaterThan(0);
  }
});
