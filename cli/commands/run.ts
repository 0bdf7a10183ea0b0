import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { CampaignResult } from '../../model/index.ts';
import { FencepostError, VERSION } from '../../model/index.ts';
import type { Style } from '../../reports/index.ts';
import { campaignSummary, counted, duration, grouped, jsonReport, junitReport } from '../../reports/index.ts';
import type { CampaignOptions, CampaignProgress } from '../../runner/index.ts';
import { findingStore, loadCorpus, runCampaign, writeAtomically } from '../../runner/index.ts';
import { chooseProperties, closeEngines, openEngines } from '../choose.ts';
import type { Command, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption, note, outStyle, print, statusLine } from '../terminal.ts';
import { choiceOption, durationOption, listOption, numberOption, textOption } from '../values.ts';

const REPORTS: Readonly<Record<string, (result: CampaignResult) => string>> = {
  json: jsonReport,
  junit: junitReport,
};

const PRESET_NAMES = Object.keys(GENERATOR_PRESETS);

/** What a campaign does when nobody says how long. */
const DEFAULT_TIME_MS = 30_000;

export const command: Command = {
  usage: '[OPTIONS]',
  about: [
    'Runs a campaign: replays the corpus, then invents clusters and policies, asks every engine about every class',
    'of packet, and shrinks each departure to a small scenario, saved under --results.',
    '',
    "Same seed, same cases: same result. Engines are 'reference', 'matrix', 'zoo:ID', 'mutant:ID' or",
    "'exec:COMMAND LINE' (see 'fencepost engines').",
  ].join('\n'),
  options: {
    engine: {
      type: 'string',
      multiple: true,
      value: 'E',
      help: 'an engine to test; repeatable (default: matrix)',
    },
    property: { type: 'string', multiple: true, value: 'P', help: 'check only this property; repeatable' },
    seed: { type: 'string', value: 'N', help: 'the seed of everything (default: drawn, and printed)' },
    cases: { type: 'string', value: 'N', help: 'stop after N generated cases' },
    time: {
      type: 'string',
      value: 'T',
      help: 'stop after 500ms, 30s, 5m, 1h (default: 30s where --cases is absent)',
    },
    corpus: { type: 'string', value: 'on|off', help: 'replay the corpus first (default: on)' },
    scenarios: { type: 'string', multiple: true, value: 'DIR', help: 'more scenarios to replay; repeatable' },
    settings: {
      type: 'string',
      value: 'NAME',
      help: `what to invent: ${PRESET_NAMES.join(', ')} (default: default)`,
    },
    results: { type: 'string', value: 'DIR', help: 'where findings go (default: .fencepost)' },
    'engine-timeout': {
      type: 'string',
      value: 'T',
      help: 'how long an engine in another process may take for one answer (default: 10s)',
    },
    probes: { type: 'string', value: 'N', help: 'most verdicts to ask of an engine in one case' },
    report: {
      type: 'string',
      multiple: true,
      value: 'KIND=FILE',
      help: 'write a report: json or junit; repeatable',
    },
  },
  async run(parsed) {
    const reports = listOption(parsed, 'report').map(parseReport);
    const seed = numberOption(parsed, 'seed', { max: 0xffff_ffff }) ?? randomInt(0xffff_ffff);
    const names = listOption(parsed, 'engine');
    const specs = names.length === 0 ? ['matrix'] : names;
    const engines = await openEngines(specs, durationOption(parsed, 'engine-timeout'));
    const stop = interruption();
    const style = outStyle();
    try {
      const options = campaignOptions(parsed, seed, stop.signal);
      print([
        style.bold(`fencepost ${VERSION}`) +
          `  seed ${style.accent(String(seed))}  engines ${engines.map(({ name }) => name).join(', ')}`,
      ]);
      const result = await runWithProgress(
        { ...options, engines, specOf: (engine) => specs[engines.indexOf(engine)] ?? engine.name },
        style,
      );
      print(campaignSummary(result, style));
      for (const { write, file } of reports) writeAtomically(file, write(result));
      return exitCodeOf(result);
    } finally {
      stop.release();
      await closeEngines(engines);
    }
  },
};

function parseReport(text: string): { write: (result: CampaignResult) => string; file: string } {
  const [kind = '', file = ''] = text.split(/=(.*)/s);
  const write = Object.hasOwn(REPORTS, kind) ? REPORTS[kind] : undefined;
  if (write === undefined || file === '') {
    throw new FencepostError(
      'usage',
      `--report: '${text}' is not KIND=FILE with KIND of ${Object.keys(REPORTS).join(', ')}`,
    );
  }
  return { write, file };
}

function campaignOptions(
  parsed: ParsedArguments,
  seed: number,
  signal: AbortSignal,
): Omit<CampaignOptions, 'engines'> {
  const cases = numberOption(parsed, 'cases');
  const timeMs = durationOption(parsed, 'time') ?? (cases === undefined ? DEFAULT_TIME_MS : undefined);
  const probes = numberOption(parsed, 'probes', { min: 1 });
  const withCorpus = choiceOption(parsed, 'corpus', ['on', 'off'], 'on') === 'on';
  const settings = choiceOption(parsed, 'settings', PRESET_NAMES, 'default');
  return {
    seed,
    ...(cases === undefined ? {} : { cases }),
    ...(timeMs === undefined ? {} : { timeMs }),
    ...(probes === undefined ? {} : { probes }),
    properties: chooseProperties(listOption(parsed, 'property')),
    settings: GENERATOR_PRESETS[settings as keyof typeof GENERATOR_PRESETS],
    corpus: withCorpus ? loadCorpus(listOption(parsed, 'scenarios')) : [],
    store: findingStore(join(textOption(parsed, 'results') ?? '.fencepost')),
    signal,
  };
}

async function runWithProgress(options: CampaignOptions, style: Style): Promise<CampaignResult> {
  const status = statusLine();
  const result = await runCampaign({
    ...options,
    onProgress: (progress) => status.show(progressText(progress, options)),
    onFinding(finding) {
      status.clear();
      note(`${style.bad('finding')}  ${finding.summary}`);
    },
  });
  status.clear();
  return result;
}

function progressText(progress: CampaignProgress, { timeMs, cases: limit }: CampaignOptions): string {
  const { phase, cases, cells, findings, elapsedMs } = progress;
  if (phase === 'corpus') return 'replaying the corpus';
  const perSecond = elapsedMs > 0 ? Math.round((cases * 1000) / elapsedMs) : 0;
  const left =
    limit === undefined
      ? `${duration(Math.max(0, (timeMs ?? 0) - elapsedMs))} left`
      : `${Math.floor((cases * 100) / Math.max(1, limit))}%`;
  return `${grouped(cases)} cases (${grouped(perSecond)}/s), ${grouped(cells)} verdicts, ${counted(findings, 'finding')}, ${left}`;
}

/** An empty run is never a pass. */
function exitCodeOf(result: CampaignResult): ExitCode {
  if (result.findings.length > 0) return EXIT.found;
  const compared = result.corpus.expectations + result.tallies.reduce((total, { cells }) => total + cells, 0);
  return compared > 0 ? EXIT.ok : EXIT.failure;
}
