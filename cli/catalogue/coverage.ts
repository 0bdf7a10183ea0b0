import { readFileSync, statSync } from 'node:fs';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import { referenceEngine } from '../../engines/index.ts';
import type { CampaignResult, CoverageRow, CoverageSummary } from '../../model/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import { FencepostError } from '../../model/index.ts';
import { coverageText } from '../../reports/index.ts';
import type { CampaignPlan } from '../../runner/index.ts';
import { hooksOf, readRecord, runCampaign, summarizeCoverage } from '../../runner/index.ts';
import { SPREAD_OPTIONS, workersOf } from '../campaign/plan-of.ts';
import type { Command, ParsedArguments } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { nearest } from '../arguments/nearest.ts';
import { interruption, outStyle, outWidth, print } from '../terminal.ts';
import { choiceOption, durationOption, listOption, numberOption } from '../arguments/values.ts';

/** What is counted when nobody says how long. */
const DEFAULT_TIME_MS = 60_000;

const PRESETS = Object.keys(GENERATOR_PRESETS) as (keyof typeof GENERATOR_PRESETS)[];

/** What was counted, and by which campaign. */
interface Counted {
  readonly seed: number;
  readonly rows: readonly CoverageRow[];
}

export const command: Command = {
  usage: '[RESULT.json|DIR] [--time T] [--seed N] [-o table|json]',
  about: [
    'Tells which clauses of the specification a campaign decides: how often the typical mistake about a clause would',
    'have changed a verdict, by direction, polarity, protocol, family and what else distinguishes its cases. Given a',
    "result ('fencepost run --report json=RESULT.json') or a results directory, tells of that campaign; else runs one",
    'of the reference alone, which checks nothing and only counts.',
  ].join('\n'),
  positionals: true,
  options: {
    time: { type: 'string', value: 'T', help: 'how long to count (default: 60s where --cases is absent)' },
    cases: { type: 'string', value: 'N', help: 'stop after N generated cases' },
    seed: { type: 'string', value: 'N', help: 'the seed of the cases (default: 1)' },
    settings: {
      type: 'string',
      value: 'NAME',
      help: `what to invent: ${PRESETS.join(', ')} (default: default)`,
    },
    workers: SPREAD_OPTIONS['workers']!,
    clause: {
      type: 'string',
      multiple: true,
      value: 'ID',
      help: 'only this clause or group, bin by bin; repeatable',
    },
    bins: { type: 'boolean', help: 'every bin of every clause' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'table or json (default: table)' },
  },
  async run(parsed) {
    const [file, ...others] = parsed.positionals;
    if (others.length > 0) throw new FencepostError('usage', 'coverage takes one result');
    const format = choiceOption(parsed, 'output', ['table', 'json'], 'table');
    const wanted = listOption(parsed, 'clause').map(checkedClause);
    const { seed, rows } = file === undefined ? await count(parsed) : readResult(file);
    const summary = only(summarizeCoverage(rows), wanted);
    if (format === 'json') print(`${JSON.stringify({ seed, ...summary }, null, 2)}\n`);
    else {
      const bins = parsed.values['bins'] === true || wanted.length > 0;
      const width = outWidth();
      print(
        coverageText(summary, { seed, bins, style: outStyle(), ...(width === undefined ? {} : { width }) }),
      );
    }
    return rows.length > 0 ? EXIT.ok : EXIT.failure;
  },
};

async function count(parsed: ParsedArguments): Promise<Counted> {
  const seed = numberOption(parsed, 'seed', { max: 0xffff_ffff }) ?? 1;
  const cases = numberOption(parsed, 'cases');
  const timeMs = durationOption(parsed, 'time') ?? (cases === undefined ? DEFAULT_TIME_MS : undefined);
  const settings = GENERATOR_PRESETS[choiceOption(parsed, 'settings', PRESETS, 'default')];
  const limits = {
    ...(cases === undefined ? {} : { cases }),
    ...(timeMs === undefined ? {} : { timeMs }),
  };
  const plan: CampaignPlan = { seed, settings, engines: ['reference'], properties: [], coverage: true };
  const stop = interruption();
  try {
    const { coverage = [] } = await runCampaign({
      ...limits,
      ...hooksOf(plan),
      seed,
      settings,
      engines: [referenceEngine()],
      properties: [],
      corpus: [],
      workers: { count: workersOf(parsed, limits), plan },
      signal: stop.signal,
    });
    return { seed, rows: coverage };
  } finally {
    stop.release();
  }
}

/** @throws FencepostError `input` for what is no result, or one in which nobody counted */
function readResult(path: string): Counted {
  const { seed, coverage } = isDirectory(path) ? readRecord(path) : parseResult(path);
  if (coverage === undefined) {
    throw new FencepostError('input', `${path}: nobody counted what that campaign decided`);
  }
  return { seed, rows: coverage };
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function parseResult(path: string): Pick<CampaignResult, 'seed' | 'coverage'> {
  const result = parsedJson(path) as Partial<CampaignResult> | null;
  if (typeof result !== 'object' || result?.schema !== 'fencepost-result/1') {
    throw new FencepostError('input', `${path} is no result of a campaign`);
  }
  const rows = result.coverage;
  if (rows !== undefined && !(Array.isArray(rows) && rows.every(isRow))) {
    throw new FencepostError('input', `${path}: coverage is no list of clauses and bins`);
  }
  return result as CampaignResult;
}

function parsedJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new FencepostError('input', `${path}: ${(error as Error).message}`, undefined, error);
  }
}

function isRow(value: unknown): value is CoverageRow {
  const row = value as Partial<CoverageRow> | null;
  return (
    typeof row === 'object' &&
    row !== null &&
    typeof row.clause === 'string' &&
    typeof row.bin === 'string' &&
    Number.isSafeInteger(row.decided) &&
    Number.isSafeInteger(row.firstCase)
  );
}

function checkedClause(word: string): string {
  const name = word.toUpperCase();
  if (CLAUSES.some(({ id, group }) => id === name || group === name)) return name;
  const hint = nearest(
    name,
    CLAUSES.flatMap(({ id, group }) => [id, group]),
  );
  throw new FencepostError('usage', `--clause: no clause or group '${word}'${hint}`);
}

/** The summary of some clauses; the totals stay those of all. */
function only(summary: CoverageSummary, wanted: readonly string[]): CoverageSummary {
  if (wanted.length === 0) return summary;
  const clauses = summary.clauses.filter(({ clause }) =>
    wanted.some((name) => clause === name || clause.startsWith(`${name}-`)),
  );
  return { ...summary, clauses };
}
