import type { CampaignResult } from '../model/index.ts';

/**
 * A campaign's result as JSON, for programs. Everything that differs between two runs of the same seed, cases
 * and version stands under `timing`. Big integers do not occur in a result; a value that JSON cannot hold would
 * be a defect and throws.
 */
export function jsonReport(result: CampaignResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
