import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { CampaignResult } from '../../model/index.ts';
import type { Style } from '../../reports/index.ts';
import {
  campaignSummary,
  counted,
  coverageTotals,
  expectedLines,
  historyConclusion,
} from '../../reports/index.ts';
import {
  addToCorpus,
  appendHistory,
  bucketHistories,
  commitOf,
  historyEntryOf,
  judgeExpected,
  OWN_REGRESSIONS,
  unexpectedKeys,
  writeAtomically,
} from '../../runner/index.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { note, print } from '../terminal.ts';
import type { Telling } from './telling.ts';
import { summaryOf } from './telling.ts';

/**
 * Prints what a campaign came to, writes the reports and keeps what is to be kept.
 *
 * @returns its exit code: an empty run is never a pass
 */
export function tellCampaign(bare: CampaignResult, telling: Telling, style: Style): ExitCode {
  const result = withExpected(bare, telling);
  print(campaignSummary(result, style));
  print(expectedLines(result, style));
  const coverage = summaryOf(result);
  if (coverage !== undefined) print(['', ...coverageTotals(coverage, style)]);
  const { history } = telling;
  for (const { write, file } of telling.reports) {
    writeAtomically(file, write(result, { history: history?.entries ?? [] }));
  }
  if (telling.save) keepInCorpus(result);
  if (history !== undefined) keepInHistory(result, history, style);
  return exitCodeOf(result);
}

/** What the corpus itself has shown lies there already. */
function keepInCorpus({ findings }: CampaignResult): void {
  const files = findings.flatMap(({ file, origin }) =>
    file === undefined || origin.kind === 'corpus' ? [] : [file],
  );
  const added = files.map((file) => addToCorpus(OWN_REGRESSIONS, readFileSync(file, 'utf8')));
  const fresh = added.filter(({ isNew }) => isNew).length;
  print(['', `corpus: ${counted(fresh, 'scenario')} added to ${OWN_REGRESSIONS}`]);
}

function keepInHistory(
  result: CampaignResult,
  { directory, entries }: NonNullable<Telling['history']>,
  style: Style,
): void {
  const entry = historyEntryOf(result, commitOf(process.env, process.cwd()));
  appendHistory(directory, [entry]);
  print(['', `history: ${historyConclusion(bucketHistories([...entries, entry]), style)}`]);
}

function withExpected(result: CampaignResult, { expected }: Telling): CampaignResult {
  if (expected === undefined) return result;
  const today = new Date().toISOString().slice(0, 10);
  return { ...result, expected: judgeExpected(result, expected, today) };
}

function exitCodeOf(result: CampaignResult): ExitCode {
  const escaped = (result.canaries ?? []).filter(({ caught }) => !caught);
  if (escaped.length > 0) {
    const names = escaped.map(({ engine }) => engine).join(', ');
    note(
      `fencepost: the run is void: nothing noticed that ${names} failed, so nothing may have noticed more`,
    );
    return EXIT.failure;
  }
  if (unexpectedKeys(result).length > 0) return EXIT.found;
  const passed = (result.expected ?? []).filter(({ standing }) => standing === 'passed').length;
  if (passed > 0) {
    note(
      `fencepost: unexpected pass: ${counted(passed, 'known failure')} did not happen; take it off the list`,
    );
    return EXIT.found;
  }
  const compared = result.corpus.expectations + result.tallies.reduce((total, { cells }) => total + cells, 0);
  return compared > 0 || result.findings.length > 0 ? EXIT.ok : EXIT.failure;
}
