import type { Finding } from '../../model/index.ts';
import { formatFindingKey } from '../../model/index.ts';
import { checkScenario, scenarioHolds, violationOfResult } from '../../properties/index.ts';
import type { CampaignClock } from './campaign-clock.ts';
import type { CampaignOptions } from './campaign-options.ts';
import { draftAsWritten, finishFinding } from './findings/draft-finding.ts';
import type { CampaignRecord, CorpusFailure } from './record/campaign-record.ts';

/** What replaying the corpus came to. */
export type CorpusOutcome = Pick<CampaignRecord, 'corpus' | 'corpusFailures'>;

/** Asks every engine everything that the corpus expects. A failed expectation is a finding like any other. */
export async function replayCorpus(
  { engines, corpus, store, specOf = ({ name }) => name, onFinding }: CampaignOptions,
  clock: CampaignClock,
  progress: (findings: number) => void,
): Promise<CorpusOutcome> {
  const totals = { files: 0, expectations: 0, failures: 0 };
  const failures = new Map<string, CorpusFailure>();
  const report = (finding: Finding): void => onFinding?.(finding);
  for (const { path, scenario } of corpus) {
    if (clock.stopped()) break;
    totals.files++;
    for (const engine of engines) {
      const results = await checkScenario(scenario, engine);
      totals.expectations += results.filter(({ status }) => status !== 'skipped').length;
      for (const result of results.filter(({ status }) => status === 'failed')) {
        totals.failures++;
        const violation = violationOfResult(scenario, engine, result);
        const origin = { kind: 'corpus', file: path } as const;
        const draft = await draftAsWritten({ engine, property: scenarioHolds }, violation, origin);
        const key = formatFindingKey(draft.finding.key);
        const known = failures.get(key);
        const spec = specOf(engine);
        failures.set(
          key,
          known === undefined ? { key, spec, count: 1, draft } : { ...known, count: known.count + 1 },
        );
        if (known === undefined) report(finishFinding(draft, spec, store?.save(draft.text)));
      }
    }
    const breath = clock.breathe();
    if (breath !== undefined) {
      await breath;
      progress(failures.size);
    }
  }
  return { corpus: totals, corpusFailures: [...failures.values()] };
}
