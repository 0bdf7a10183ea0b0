import type { CampaignResult, CoverageSummary, ExpectedFailure, HistoryEntry } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { htmlReport, jsonReport, junitReport, markdownReport, sarifReport } from '../../reports/index.ts';
import { OWN_REGRESSIONS, prepareHistory, readHistory, summarizeCoverage } from '../../runner/index.ts';
import { listOption, textOption } from '../arguments/values.ts';
import { noteDamaged } from '../archive/history.ts';
import type { OptionTable, ParsedArguments } from '../command.ts';
import { readExpected } from './read-expected.ts';

/** What there is for a report besides the result. */
interface Background {
  readonly history: readonly HistoryEntry[];
}

/** What a result can be written as. */
const FORMATS: Readonly<Record<string, (result: CampaignResult, background: Background) => string>> = {
  json: jsonReport,
  junit: junitReport,
  sarif: sarifReport,
  markdown: markdownReport,
  html: (result, { history }) => {
    const coverage = summaryOf(result);
    return htmlReport(result, { history, ...(coverage === undefined ? {} : { coverage }) });
  },
};

/** Where campaigns keep what they find. */
export const DEFAULT_RESULTS = '.fencepost';

/** The options of every command that ends with the result of a campaign. */
export const TELLING_OPTIONS: OptionTable = {
  report: {
    type: 'string',
    multiple: true,
    value: 'KIND=FILE',
    help: `write a report: ${Object.keys(FORMATS).join(', ')}; repeatable`,
  },
  expected: {
    type: 'string',
    value: 'FILE',
    help: 'failures that are known (YAML): they do not count until they expire, nor once they are gone',
  },
  history: {
    type: 'string',
    value: 'DIR',
    help: "add the campaign to the history there, for 'fencepost history'",
  },
  save: {
    type: 'boolean',
    help: `keep what was found in ${OWN_REGRESSIONS}, which every later campaign replays first`,
  },
};

/** How the result of a campaign is to be told, and what is to be kept of it. */
export interface Telling {
  readonly reports: readonly {
    readonly write: (result: CampaignResult, background: Background) => string;
    readonly file: string;
  }[];
  /** Absent: none is named. */
  readonly expected?: readonly ExpectedFailure[];
  readonly history?: { readonly directory: string; readonly entries: readonly HistoryEntry[] };
  readonly save: boolean;
}

/**
 * What a command line with {@link TELLING_OPTIONS} asks for. Files are read, and places to write are tried, before
 * there is anything to tell.
 *
 * @throws FencepostError `usage`, `input` for files that cannot be read, `io` for a history that cannot be written
 */
export function tellingOf(parsed: ParsedArguments): Telling {
  const reports = wantedReports(parsed);
  const expected = textOption(parsed, 'expected');
  const directory = textOption(parsed, 'history');
  return {
    reports,
    ...(expected === undefined ? {} : { expected: readExpected(expected) }),
    ...(directory === undefined ? {} : { history: openHistory(directory) }),
    save: parsed.values['save'] === true,
  };
}

function wantedReports(parsed: ParsedArguments): Telling['reports'] {
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

function openHistory(directory: string): NonNullable<Telling['history']> {
  prepareHistory(directory);
  const { entries, damaged } = readHistory([directory]);
  noteDamaged(damaged);
  return { directory, entries };
}

/** What was decided of the specification; `undefined` where nobody counted. */
export function summaryOf({ coverage }: CampaignResult): CoverageSummary | undefined {
  return coverage === undefined ? undefined : summarizeCoverage(coverage);
}
