import { randomInt } from 'node:crypto';
import type { Engine } from '../../engines/index.ts';
import { smallScope } from '../../generators/index.ts';
import type { CampaignResult } from '../../model/index.ts';
import { FencepostError, VERSION } from '../../model/index.ts';
import type { Style } from '../../reports/index.ts';
import { counted, duration, grouped } from '../../reports/index.ts';
import type { CampaignOptions, CampaignPlan, CampaignProgress, Equipment } from '../../runner/index.ts';
import { flyCanaries, hooksOf, loadCorpus, openResults, runCampaign } from '../../runner/index.ts';
import { PLAN_OPTIONS, planOf, shardOf, SPREAD_OPTIONS, workersOf } from './plan-of.ts';
import { tellCampaign } from './tell-campaign.ts';
import { DEFAULT_RESULTS, TELLING_OPTIONS, tellingOf } from './telling.ts';
import { chooseProperties, closeEngines, openEngines } from '../arguments/choose.ts';
import type { Command, ParsedArguments } from '../command.ts';
import { interruption, note, outStyle, print, statusLine } from '../terminal.ts';
import { choiceOption, durationOption, listOption, numberOption, textOption } from '../arguments/values.ts';

/** What a campaign does when nobody says how long. */
const DEFAULT_TIME_MS = 30_000;

export const command: Command = {
  usage: '[OPTIONS]',
  about: [
    'Runs a campaign: replays the corpus, then invents clusters and policies, asks every engine about every class',
    'of packet, and shrinks each departure to a small scenario, saved under --results.',
    '',
    'Same seed, same cases: same result, on however many threads, in one piece or in shards that are merged.',
    "Engines are 'reference', 'matrix', 'zoo:ID', 'mutant:ID' or 'exec:COMMAND LINE' (see 'fencepost engines').",
  ].join('\n'),
  options: {
    seed: { type: 'string', value: 'N', help: 'the seed of everything (default: drawn, and printed)' },
    cases: { type: 'string', value: 'N', help: 'stop after N generated cases, those of all shards together' },
    time: {
      type: 'string',
      value: 'T',
      help: 'stop after 500ms, 30s, 5m, 1h (default: 30s where --cases is absent)',
    },
    ...PLAN_OPTIONS,
    corpus: { type: 'string', value: 'on|off', help: 'replay the corpus first (default: on)' },
    scenarios: { type: 'string', multiple: true, value: 'DIR', help: 'more scenarios to replay; repeatable' },
    canary: {
      type: 'boolean',
      help: 'let engines fly along that fail by design; the run is void (exit 3) unless they are caught',
    },
    ...SPREAD_OPTIONS,
    results: { type: 'string', value: 'DIR', help: `where findings go (default: ${DEFAULT_RESULTS})` },
    ...TELLING_OPTIONS,
  },
  async run(parsed) {
    if (parsed.values['shard'] !== undefined && parsed.values['history'] !== undefined) {
      throw new FencepostError('usage', "a shard is no campaign: give --history to 'fencepost merge'");
    }
    const telling = tellingOf(parsed);
    const style = outStyle();
    const plan = planOf(parsed, seedOf(parsed));
    const limits = limitsOf(parsed, plan);
    const corpus = corpusOf(parsed);
    const engines = await openEngines(plan.engines, plan.requestTimeoutMs);
    const stop = interruption();
    try {
      const workers = { count: workersOf(parsed, limits), plan };
      const options = { ...optionsOf(plan, engines), ...limits, workers, corpus, signal: stop.signal };
      const directory = textOption(parsed, 'results') ?? DEFAULT_RESULTS;
      const canaries = parsed.values['canary'] === true ? { canaries: await flyCanaries(options) } : {};
      return tellCampaign(await runInto(directory, { ...options, ...canaries }, style), telling, style);
    } finally {
      stop.release();
      await closeEngines(engines);
    }
  },
};

/** What is walked in order needs no seed, and says so by having always the same. */
function seedOf(parsed: ParsedArguments): number {
  const drawn = parsed.values['exhaustive'] === true ? 0 : randomInt(0xffff_ffff);
  return numberOption(parsed, 'seed', { max: 0xffff_ffff }) ?? drawn;
}

function limitsOf(
  parsed: ParsedArguments,
  { exhaustive }: CampaignPlan,
): Pick<CampaignOptions, 'cases' | 'timeMs' | 'shard'> {
  const asked = numberOption(parsed, 'cases');
  const cases = exhaustive ? Math.min(asked ?? Infinity, smallScope().total) : asked;
  const timeMs = durationOption(parsed, 'time') ?? (asked === undefined ? DEFAULT_TIME_MS : undefined);
  const shard = shardOf(parsed);
  return {
    ...(cases === undefined ? {} : { cases }),
    ...(timeMs === undefined ? {} : { timeMs }),
    ...(shard === undefined ? {} : { shard }),
  };
}

function corpusOf(parsed: ParsedArguments): CampaignOptions['corpus'] {
  const isOn = choiceOption(parsed, 'corpus', ['on', 'off'], 'on') === 'on';
  return isOn ? loadCorpus(listOption(parsed, 'scenarios')) : [];
}

function optionsOf(
  plan: CampaignPlan,
  engines: readonly Engine[],
): Equipment & Pick<CampaignOptions, 'seed' | 'settings' | 'exhaustive' | 'guided' | 'probes' | 'specOf'> {
  const { seed, settings, exhaustive = false, guided = false, probes, properties, engines: specs } = plan;
  return {
    seed,
    settings,
    exhaustive,
    guided,
    ...(probes === undefined ? {} : { probes }),
    engines,
    properties: chooseProperties(properties),
    ...hooksOf(plan),
    specOf: (engine) => specs[engines.indexOf(engine)] ?? engine.name,
  };
}

/** Runs the campaign and keeps its record and findings in the directory. */
async function runInto(directory: string, options: CampaignOptions, style: Style): Promise<CampaignResult> {
  const store = openResults(directory);
  try {
    print([headline(options, style)]);
    const status = statusLine();
    const result = await runCampaign({
      ...options,
      store,
      onProgress: (progress) => status.show(progressText(progress, options)),
      onFinding(finding) {
        status.clear();
        note(`${style.bad('finding')}  ${finding.summary}`);
      },
    });
    status.clear();
    return result;
  } finally {
    store.close();
  }
}

function headline({ seed, exhaustive, engines, shard, workers }: CampaignOptions, style: Style): string {
  return [
    style.bold(`fencepost ${VERSION}`),
    exhaustive === true
      ? `all ${grouped(smallScope().total)} clusters of two pods`
      : `seed ${style.accent(String(seed))}`,
    ...(shard === undefined ? [] : [`shard ${shard.index}/${shard.of}`]),
    `engines ${engines.map(({ name }) => name).join(', ')}`,
    ...(workers === undefined || workers.count === 1 ? [] : [style.dim(`${workers.count} workers`)]),
  ].join('  ');
}

function progressText(
  { phase, cases, cells, findings, elapsedMs }: CampaignProgress,
  { timeMs, cases: all, shard }: CampaignOptions,
): string {
  if (phase === 'corpus') return 'replaying the corpus';
  const perSecond = elapsedMs > 0 ? Math.round((cases * 1000) / elapsedMs) : 0;
  const left =
    all === undefined
      ? `${duration(Math.max(0, (timeMs ?? 0) - elapsedMs))} left`
      : `${Math.floor((cases * 100 * (shard?.of ?? 1)) / Math.max(1, all))}%`;
  return `${grouped(cases)} cases (${grouped(perSecond)}/s), ${grouped(cells)} verdicts, ${counted(findings, 'finding')}, ${left}`;
}
