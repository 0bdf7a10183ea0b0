import { availableParallelism } from 'node:os';
import process from 'node:process';
import type { GeneratorSettings } from '../../generators/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { CampaignOptions, CampaignPlan, Shard } from '../../runner/index.ts';
import { parseShard } from '../../runner/index.ts';
import { chooseProperties } from '../arguments/choose.ts';
import type { OptionTable, ParsedArguments } from '../command.ts';
import { choiceOption, durationOption, listOption, numberOption, textOption } from '../arguments/values.ts';

const PRESET_NAMES = Object.keys(GENERATOR_PRESETS);

/** What is not invented has no settings; canaries fly with those of the smallest clusters. */
const EXHAUSTIVE: GeneratorSettings = { ...GENERATOR_PRESETS.small, name: 'exhaustive' };

/** Options that say what a campaign's cases are and who judges them. */
export const PLAN_OPTIONS: OptionTable = {
  engine: {
    type: 'string',
    multiple: true,
    value: 'E',
    help: 'an engine to test; repeatable (default: matrix)',
  },
  property: { type: 'string', multiple: true, value: 'P', help: 'check only this property; repeatable' },
  settings: {
    type: 'string',
    value: 'NAME',
    help: `what to invent: ${PRESET_NAMES.join(', ')} (default: default)`,
  },
  'engine-timeout': {
    type: 'string',
    value: 'T',
    help: 'how long an engine in another process may take for one answer (default: 10s)',
  },
  probes: { type: 'string', value: 'N', help: 'most verdicts to ask of an engine in one case' },
  coverage: { type: 'string', value: 'on|off', help: 'count which clauses the cases decide (default: on)' },
  guided: {
    type: 'string',
    value: 'on|off',
    help: 'mutate cases that decide something new, in every other lane (default: on)',
  },
  exhaustive: {
    type: 'boolean',
    help: 'instead of inventing: all clusters of two pods and up to two policies, the smallest first',
  },
};

/** The plan of a command line with {@link PLAN_OPTIONS}. @throws FencepostError `usage` */
export function planOf(parsed: ParsedArguments, seed: number): CampaignPlan {
  const engines = listOption(parsed, 'engine');
  const settings = choiceOption(parsed, 'settings', PRESET_NAMES, 'default');
  const exhaustive = parsed.values['exhaustive'] === true;
  const probes = numberOption(parsed, 'probes', { min: 1 });
  const requestTimeoutMs = durationOption(parsed, 'engine-timeout');
  return {
    seed,
    settings: exhaustive ? EXHAUSTIVE : GENERATOR_PRESETS[settings as keyof typeof GENERATOR_PRESETS],
    exhaustive,
    guided: !exhaustive && choiceOption(parsed, 'guided', ['on', 'off'], 'on') === 'on',
    engines: engines.length === 0 ? ['matrix'] : engines,
    properties: chooseProperties(listOption(parsed, 'property')).map(({ name }) => name),
    coverage: choiceOption(parsed, 'coverage', ['on', 'off'], exhaustive ? 'off' : 'on') === 'on',
    ...(probes === undefined ? {} : { probes }),
    ...(requestTimeoutMs === undefined ? {} : { requestTimeoutMs }),
  };
}

/** Options that say how a campaign is spread over threads and machines. */
export const SPREAD_OPTIONS: OptionTable = {
  workers: {
    type: 'string',
    value: 'N',
    help: 'threads; they change nothing but the time (default: the cores)',
  },
  shard: {
    type: 'string',
    value: 'I/N',
    help: "run one part of N; 'env': as the environment says; 'fencepost merge' joins the parts",
  },
};

/** Starting a worker takes about as long as so many cases. */
const CASES_WORTH_A_WORKER = 128;

/** How many workers to use: as many as asked for, else a core each as long as every one has enough to do. */
export function workersOf(
  parsed: ParsedArguments,
  { cases = Infinity, shard }: Pick<CampaignOptions, 'cases' | 'shard'>,
): number {
  const useful = Math.floor(cases / (shard?.of ?? 1) / CASES_WORTH_A_WORKER);
  const asked = numberOption(parsed, 'workers', { min: 1, max: 1024 });
  return asked ?? Math.max(1, Math.min(availableParallelism(), useful));
}

/** The shard to run; absent: the whole. @throws FencepostError `usage` */
export function shardOf(parsed: ParsedArguments): Shard | undefined {
  const text = textOption(parsed, 'shard');
  return text === undefined ? undefined : parseShard(text, process.env);
}
