import type { CampaignResult, CoverageSummary } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { Style } from '../../reports/index.ts';
import {
  campaignSummary,
  coverageTotals,
  htmlReport,
  jsonReport,
  junitReport,
  markdownReport,
  sarifReport,
} from '../../reports/index.ts';
import { summarizeCoverage, writeAtomically } from '../../runner/index.ts';
import type { OptionTable, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { note, print } from '../terminal.ts';
import { listOption } from '../arguments/values.ts';

/** What a result can be written as. */
const FORMATS: Readonly<Record<string, (result: CampaignResult) => string>> = {
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
  markdown: markdownReport,
  html: (result) => {
    const coverage = summaryOf(result);
    return htmlReport(result, coverage === undefined ? {} : { coverage });
  },
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

/** What was decided of the specification; `undefined` where nobody counted. */
function summaryOf({ coverage }: CampaignResult): CoverageSummary | undefined {
  return coverage === undefined ? undefined : summarizeCoverage(coverage);
}

/** Prints what a campaign came to and writes the reports. @returns its exit code: an empty run is never a pass */
export function tellCampaign(
  result: CampaignResult,
  reports: readonly WantedReport[],
  style: Style,
): ExitCode {
  print(campaignSummary(result, style));
  const coverage = summaryOf(result);
  if (coverage !== undefined) print(['', ...coverageTotals(coverage, style)]);
  for (const { write, file } of reports) writeAtomically(file, write(result));
  const escaped = (result.canaries ?? []).filter(({ caught }) => !caught);
  if (escaped.length > 0) {
    const names = escaped.map(({ engine }) => engine).join(', ');
    note(
      `fencepost: the run is void: nothing noticed that ${names} failed, so nothing may have noticed more`,
    );
    return EXIT.failure;
  }
  if (result.findings.length > 0) return EXIT.found;
  const compared = result.corpus.expectations + result.tallies.reduce((total, { cells }) => total + cells, 0);
  return compared > 0 ? EXIT.ok : EXIT.failure;
}
