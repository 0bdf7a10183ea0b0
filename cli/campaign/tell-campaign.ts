import type { CampaignResult } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { Style } from '../../reports/index.ts';
import { campaignSummary, jsonReport, junitReport } from '../../reports/index.ts';
import { writeAtomically } from '../../runner/index.ts';
import type { OptionTable, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { print } from '../terminal.ts';
import { listOption } from '../values.ts';

/** What a result can be written as. */
const FORMATS: Readonly<Record<string, (result: CampaignResult) => string>> = {
  json: jsonReport,
  junit: junitReport,
};

/** Where campaigns keep what they find. */
export const DEFAULT_RESULTS = '.fencepost';

/** A report that was asked for. */
export interface WantedReport {
  readonly write: (result: CampaignResult) => string;
  readonly file: string;
}

/** The option of every command that ends with the result of a campaign. */
export const REPORT_OPTION: OptionTable = {
  report: {
    type: 'string',
    multiple: true,
    value: 'KIND=FILE',
    help: `write a report: ${Object.keys(FORMATS).join(', ')}; repeatable`,
  },
};

/** @throws FencepostError `usage` */
export function wantedReports(parsed: ParsedArguments): WantedReport[] {
  return listOption(parsed, 'report').map((text) => {
    const [kind = '', file = ''] = text.split(/=(.*)/s);
    const write = Object.hasOwn(FORMATS, kind) ? FORMATS[kind] : undefined;
    if (write === undefined || file === '') {
      const kinds = Object.keys(FORMATS).join(', ');
      throw new FencepostError('usage', `--report: '${text}' is not KIND=FILE with KIND of ${kinds}`);
    }
    return { write, file };
  });
}

/** Prints what a campaign came to and writes the reports. @returns its exit code: an empty run is never a pass */
export function tellCampaign(
  result: CampaignResult,
  reports: readonly WantedReport[],
  style: Style,
): ExitCode {
  print(campaignSummary(result, style));
  for (const { write, file } of reports) writeAtomically(file, write(result));
  if (result.findings.length > 0) return EXIT.found;
  const compared = result.corpus.expectations + result.tallies.reduce((total, { cells }) => total + cells, 0);
  return compared > 0 ? EXIT.ok : EXIT.failure;
}
