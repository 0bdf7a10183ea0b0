import { basename } from 'node:path';
import type { CampaignResult, HistoryEntry } from '../../model/index.ts';
import { formatFindingKey, nightOf } from '../../model/index.ts';
import { encodeScenario } from '../../scenarios/index.ts';
import { summarizeCoverage } from '../coverage/summarize-coverage.ts';
import { askedIn } from '../triage/asked-of-engines.ts';

/** What a campaign leaves in a history. @param commit of what was tested, where it is known */
export function historyEntryOf(result: CampaignResult, commit?: string): HistoryEntry {
  return {
    schema: 'fencepost-history/1',
    ...nightOf(result, decidedOf(result)),
    fencepost: result.fencepost,
    ...(commit === undefined ? {} : { commit }),
    seed: result.seed,
    settings: result.settings,
    generator: result.generator,
    ended: result.ended,
    cellsPerSecond: result.timing.cellsPerSecond,
    asked: askedIn(result),
    buckets: Object.fromEntries(
      result.findings.map(({ key, summary, scenario, file }) => [
        formatFindingKey(key),
        {
          summary,
          ...(file === undefined ? {} : { file: basename(file) }),
          size: encodeScenario(scenario).length,
        },
      ]),
    ),
  };
}

function decidedOf({ coverage }: CampaignResult): number | undefined {
  if (coverage === undefined) return undefined;
  return summarizeCoverage(coverage).mandated.reduce((total, { decided }) => total + decided, 0);
}
