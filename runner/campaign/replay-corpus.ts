import type { Finding } from '../../model/index.ts';
import { formatFindingKey } from '../../model/index.ts';
import type { Engine } from '../../engines/index.ts';
import type { Scenario } from '../../model/index.ts';
import type { Violation } from '../../properties/index.ts';
import { checkScenario, scenarioHolds, violationOfResult } from '../../properties/index.ts';
import type { CampaignClock } from './campaign-clock.ts';
import type { CampaignOptions } from './campaign-options.ts';
import { hasExpectations, propertyOf } from '../corpus/replay-scenario.ts';
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
      const { asked, violations } = await judge(scenario, engine);
      totals.expectations += asked;
      for (const violation of violations) {
        totals.failures++;
        const origin = { kind: 'corpus', file: path } as const;
        // A saved finding goes on under its own key: it is the same bug, met again.
        const property = propertyOf(scenario) ?? scenarioHolds;
        const draft = await draftAsWritten({ engine, property }, violation, origin);
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

/** What a scenario expects; where it expects nothing, the property that found it. */
async function judge(
  scenario: Scenario,
  engine: Engine,
): Promise<{ readonly asked: number; readonly violations: readonly Violation[] }> {
  if (hasExpectations(scenario)) {
    const results = await checkScenario(scenario, engine);
    const failed = results.filter(({ status }) => status === 'failed');
    return {
      asked: results.filter(({ status }) => status !== 'skipped').length,
      violations: failed.map((result) => violationOfResult(scenario, engine, result)),
    };
  }
  const property = propertyOf(scenario);
  if (property?.appliesTo(engine) !== true) return { asked: 0, violations: [] };
  const { cells, violation } = await property.check(scenario, engine);
  const violations = violation === undefined ? [] : [violation];
  return { asked: cells > 0 ? 1 : violations.length, violations };
}
