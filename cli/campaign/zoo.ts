import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ZooEntry } from '../../engines/index.ts';
import { ZOO } from '../../engines/index.ts';
import type { GeneratorPreset, GeneratorSettings } from '../../generators/index.ts';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { KillMatrix } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { counted, killMatrixHtml, killMatrixMarkdown, killMatrixText } from '../../reports/index.ts';
import type { HuntOptions, ZooRecord } from '../../runner/index.ts';
import {
  casesByRecord,
  formatZooRecord,
  huntBugs,
  PACKAGED_SUITES,
  parseZooRecord,
  RANDOM,
  writeAtomically,
  zooRecordOf,
} from '../../runner/index.ts';
import type { Command, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { nearest } from '../arguments/nearest.ts';
import { interruption, note, outStyle, print, statusLine } from '../terminal.ts';
import { choiceOption, durationOption, listOption, numberOption, textOption } from '../arguments/values.ts';

const PRESET_NAMES = Object.keys(GENERATOR_PRESETS);
/** Between them they have all features, and are quick to judge. */
const DEFAULT_SETTINGS: readonly GeneratorPreset[] = ['dense', 'moments'];
const FORMATS = ['table', 'json', 'html', 'markdown'] as const;

/** How long a bug is hunted from one seed when nobody says so. */
const DEFAULT_TIME_MS = 10_000;

export const command: Command = {
  usage: '[--suite S]... [--seeds N] [--time-per-bug T] [-o FORMAT]',
  about: [
    'Hunts real bugs of real plugins, each alive in an engine of ours, and says which suite of tests finds which.',
    `A suite is '${RANDOM}' (generated cases, from fresh seeds), ${PACKAGED_SUITES.map((name) => `'${name}'`).join(', ')}, or a path to`,
    'scenarios or to NetworkPolicies, which are applied one by one to a three by three cluster.',
    '',
    'A kill counts where the plugin without the bug passes the same case. Exit 1 where the generated cases miss a',
    'bug from some seed or, without them, where no suite finds it.',
  ].join('\n'),
  options: {
    suite: { type: 'string', multiple: true, value: 'S', help: `repeatable (default: ${RANDOM})` },
    bug: {
      type: 'string',
      multiple: true,
      value: 'WORD',
      help: 'only bugs with this id, plugin, class or kind; repeatable',
    },
    seed: { type: 'string', value: 'N', help: 'the first seed (default: drawn, and printed)' },
    seeds: { type: 'string', value: 'N', help: 'how many seeds, one after the other (default: 1)' },
    'time-per-bug': {
      type: 'string',
      value: 'T',
      help: 'give a bug up after that time, from each seed (default: 10s where no number of cases is given)',
    },
    'cases-per-bug': { type: 'string', value: 'N', help: 'give a bug up after so many generated cases' },
    record: {
      type: 'string',
      value: 'FILE',
      help: 'give a bug up after four times the cases that it took by this record; leave out what it missed',
    },
    'write-record': { type: 'string', value: 'FILE', help: 'put on record how many cases each bug took' },
    settings: {
      type: 'string',
      multiple: true,
      value: 'NAME',
      help: `what to invent: ${PRESET_NAMES.join(', ')}; repeatable, in turns (default: ${DEFAULT_SETTINGS.join(', ')})`,
    },
    reduce: { type: 'string', value: 'on|off', help: 'cut down what the first seed finds (default: on)' },
    workers: { type: 'string', value: 'N', help: 'threads (default: 1, which times hunts best)' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: `${FORMATS.join(', ')} (default: table)` },
  },
  async run(parsed) {
    const format = choiceOption(parsed, 'output', FORMATS, 'table');
    const options = optionsOf(parsed);
    const stop = interruption();
    const status = statusLine();
    try {
      const matrix = await huntBugs({
        ...options,
        signal: stop.signal,
        onProgress: ({ done, of, survived }) =>
          status.show(`${done} of ${counted(of, 'hunt')}, ${survived} without a kill`),
      });
      status.clear();
      const file = textOption(parsed, 'write-record');
      if (file !== undefined) writeAtomically(file, formatZooRecord(zooRecordOf(matrix)));
      return tell(matrix, format);
    } finally {
      stop.release();
    }
  },
};

function optionsOf(parsed: ParsedArguments): HuntOptions {
  const first = numberOption(parsed, 'seed', { max: 0xffff_ffff }) ?? randomInt(0xffff_ffff);
  const count = numberOption(parsed, 'seeds', { min: 1, max: 1_000 }) ?? 1;
  const suites = listOption(parsed, 'suite');
  const file = textOption(parsed, 'record');
  const record = file === undefined ? undefined : readRecord(file);
  return {
    command: commandOf(parsed, first),
    bugs: withoutMissed(chooseBugs(listOption(parsed, 'bug')), record),
    suites: suites.length === 0 ? [RANDOM] : [...new Set(suites)],
    seeds: Array.from({ length: count }, (_, index) => first + index),
    settings: settingsOf(parsed),
    reduce: choiceOption(parsed, 'reduce', ['on', 'off'], 'on') === 'on',
    workers: numberOption(parsed, 'workers', { min: 1, max: 1024 }) ?? 1,
    ...limitsOf(parsed, record),
  };
}

/** The bugs that the record does not say are missed; who they are is told. */
function withoutMissed(bugs: readonly ZooEntry[], record: ZooRecord | undefined): readonly ZooEntry[] {
  const missed = bugs.filter(({ id }) => record?.missed.includes(id) === true);
  if (missed.length === 0) return bugs;
  const ids = missed.map(({ id }) => id).join(', ');
  note(`fencepost: not hunted, for the record misses them: ${ids}`);
  return bugs.filter((bug) => !missed.includes(bug));
}

/** Options that say how it is told, not what is done. */
const TELLING: ReadonlySet<string> = new Set(['output', 'workers', 'write-record', 'seed']);

function commandOf({ values }: ParsedArguments, seed: number): string {
  const words = Object.entries(values)
    .filter(([name]) => !TELLING.has(name))
    .flatMap(([name, value]) => [value].flat().map((each) => `--${name} ${String(each)}`));
  return ['fencepost zoo', `--seed ${seed}`, ...words].join(' ');
}

function settingsOf(parsed: ParsedArguments): readonly GeneratorSettings[] {
  const names = listOption(parsed, 'settings');
  return (names.length === 0 ? DEFAULT_SETTINGS : names).map((name) => {
    if (PRESET_NAMES.includes(name)) return GENERATOR_PRESETS[name as GeneratorPreset];
    throw new FencepostError('usage', `--settings: '${name}' is none of ${PRESET_NAMES.join(', ')}`);
  });
}

function limitsOf(
  parsed: ParsedArguments,
  record: ZooRecord | undefined,
): Pick<HuntOptions, 'maxCases' | 'timePerBugMs'> {
  const cases = numberOption(parsed, 'cases-per-bug', { min: 1 });
  const asked = durationOption(parsed, 'time-per-bug');
  const timePerBugMs = asked ?? (cases === undefined && record === undefined ? DEFAULT_TIME_MS : undefined);
  return {
    ...(timePerBugMs === undefined ? {} : { timePerBugMs }),
    maxCases: (bugs) => allowedCases(bugs, record) ?? cases ?? (record === undefined ? Infinity : UNRECORDED),
  };
}

/** Cases for a bug that the record does not have yet. */
const UNRECORDED = 2_000;

function allowedCases(bugs: readonly ZooEntry[], record: ZooRecord | undefined): number | undefined {
  return record === undefined ? undefined : casesByRecord(record, bugs);
}

/** @throws FencepostError `input` */
function readRecord(file: string): ZooRecord {
  try {
    return parseZooRecord(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof FencepostError) throw error;
    throw new FencepostError('input', 'cannot be read', { file }, error);
  }
}

/** @throws FencepostError `usage` for a word that fits no bug */
function chooseBugs(words: readonly string[]): readonly ZooEntry[] {
  if (words.length === 0) return ZOO;
  for (const word of words) {
    if (ZOO.some((bug) => fits(bug, word))) continue;
    const known = ZOO.flatMap(({ id, plugin, class: of, kind }) => [id, plugin, of, kind]);
    throw new FencepostError('usage', `no bug is '${word}'${nearest(word, [...new Set(known)])}`);
  }
  return ZOO.filter((bug) => words.some((word) => fits(bug, word)));
}

function fits({ id, plugin, class: of, kind }: ZooEntry, word: string): boolean {
  return [id, plugin, of, kind].includes(word);
}

function tell(matrix: KillMatrix, format: (typeof FORMATS)[number]): ExitCode {
  switch (format) {
    case 'table': {
      const style = outStyle();
      const { seeds, settings } = matrix;
      print([`seeds ${style.accent(seeds.join(', '))}, settings ${settings.join(', ')}`, '']);
      print(killMatrixText(matrix, style));
      break;
    }
    case 'json':
      print(`${JSON.stringify(matrix, null, 2)}\n`);
      break;
    case 'html':
      print(killMatrixHtml(matrix));
      break;
    case 'markdown':
      print(killMatrixMarkdown(matrix));
  }
  if (matrix.survivors.length === 0) return EXIT.ok;
  note(`fencepost: ${counted(matrix.survivors.length, 'bug')} survived`);
  return EXIT.found;
}
