import type { CampaignResult } from '../../model/index.ts';
import { checkScenario, scenarioHolds, violationOfResult } from '../../properties/index.ts';
import type { Collector } from './collect-findings.ts';
import type { CampaignClock } from './campaign-clock.ts';
import type { CampaignOptions } from './campaign-options.ts';

/** Asks every engine everything that the corpus expects. A failed expectation is a finding like any other. */
export async function replayCorpus(
  { engines, corpus }: CampaignOptions,
  collector: Collector,
  clock: CampaignClock,
  progress: () => void,
): Promise<CampaignResult['corpus']> {
  let files = 0;
  let expectations = 0;
  let failures = 0;
  for (const file of corpus) {
    if (clock.stopped()) break;
    files++;
    for (const engine of engines) {
      const results = await checkScenario(file.scenario, engine);
      expectations += results.filter(({ status }) => status !== 'skipped').length;
      for (const result of results.filter(({ status }) => status === 'failed')) {
        failures++;
        await collector.take(scenarioHolds, engine, violationOfResult(file.scenario, engine, result), {
          kind: 'corpus',
          file: file.path,
        });
      }
    }
    const breath = clock.breathe();
    if (breath !== undefined) {
      await breath;
      progress();
    }
  }
  return { files, expectations, failures };
}
