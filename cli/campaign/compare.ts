import { randomInt } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Comparison } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { comparisonHtml, comparisonMarkdown, comparisonText } from '../../reports/index.ts';
import type { CompareOptions } from '../../runner/index.ts';
import { compareEngines, contentName, loadCorpus, writeAtomically } from '../../runner/index.ts';
import { engineAgreesWithReference, scenarioHolds } from '../../properties/index.ts';
import { closeEngines, openEngines } from '../arguments/choose.ts';
import type { Command, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { readExpected } from './read-expected.ts';
import { interruption, outStyle, outWidth, print, statusLine } from '../terminal.ts';
import { choiceOption, durationOption, listOption, numberOption, textOption } from '../arguments/values.ts';

const PRESET_NAMES = Object.keys(GENERATOR_PRESETS) as (keyof typeof GENERATOR_PRESETS)[];
const FORMATS = ['table', 'markdown', 'html', 'json'] as const;

/** How long to ask when nobody says so. */
const DEFAULT_TIME_MS = 60_000;

export const command: Command = {
  usage: '--engine E... [--time T|--cases N] [-o table|markdown|html|json]',
  about: [
    'Compares the semantics of engines: clause by clause and, where the API leaves a choice, option by option as observed',
    'from what they answer. First every engine is asked the corpus, of which each scenario was written for a clause; then',
    'generated cases until the time is up. What differs is sorted by cause and cut down to one small scenario each.',
    '',
    'Exit 1 where an engine deviates from the specification or from what it declares, or fails to answer.',
  ].join('\n'),
  options: {
    engine: {
      type: 'string',
      multiple: true,
      value: 'E',
      help: "an engine to compare; repeatable; 'fencepost engines' lists them",
    },
    time: {
      type: 'string',
      value: 'T',
      help: 'how long to ask (default: 60s where --cases is absent); cutting down comes on top',
    },
    cases: { type: 'string', value: 'N', help: 'how many generated cases; 0: the corpus alone' },
    seed: { type: 'string', value: 'N', help: 'the seed of the cases (default: drawn, and printed)' },
    settings: {
      type: 'string',
      value: 'NAME',
      help: `what to invent: ${PRESET_NAMES.join(', ')} (default: default)`,
    },
    probes: {
      type: 'string',
      value: 'N',
      help: 'most verdicts to ask of an engine in one generated case (default: its own limit)',
    },
    'engine-timeout': {
      type: 'string',
      value: 'T',
      help: 'how long an engine in another process may take for one answer (default: 10s)',
    },
    expected: {
      type: 'string',
      value: 'FILE',
      help: 'known failures, by key: deviations of these keys do not make exit 1',
    },
    save: {
      type: 'string',
      value: 'DIR',
      help: 'write the scenario of each deviation there, for fencepost replay',
    },
    all: { type: 'boolean', help: 'every clause and option, also those in which no engine differs' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: `${FORMATS.join(', ')} (default: table)` },
  },
  async run(parsed) {
    const format = choiceOption(parsed, 'output', FORMATS, 'table');
    const specs = listOption(parsed, 'engine');
    if (specs.length === 0) throw new FencepostError('usage', 'compare takes at least one --engine');
    const options = optionsOf(parsed);
    const save = textOption(parsed, 'save');
    const engines = await openEngines(specs, durationOption(parsed, 'engine-timeout'));
    const stop = interruption();
    const status = statusLine();
    try {
      const comparison = await compareEngines({
        ...options,
        engines: engines.map((engine, index) => ({ engine, spec: specs[index]! })),
        ...(save === undefined ? {} : { save: (text) => saveScenario(save, text) }),
        signal: stop.signal,
        onProgress: (text) => status.show(text),
      });
      status.clear();
      tell(comparison, format, parsed);
      return exitCodeOf(comparison);
    } finally {
      stop.release();
      await closeEngines(engines);
    }
  },
};

function optionsOf(parsed: ParsedArguments): Omit<CompareOptions, 'engines' | 'signal' | 'onProgress'> {
  const cases = numberOption(parsed, 'cases');
  const probes = numberOption(parsed, 'probes', { min: 1 });
  const timeMs = durationOption(parsed, 'time') ?? (cases === undefined ? DEFAULT_TIME_MS : undefined);
  return {
    corpus: loadCorpus().filter(({ path }) => isComparable(path)),
    seed: numberOption(parsed, 'seed', { max: 0xffff_ffff }) ?? randomInt(0xffff_ffff),
    settings: GENERATOR_PRESETS[choiceOption(parsed, 'settings', PRESET_NAMES, 'default')],
    ...(probes === undefined ? {} : { probes }),
    ...isExpectedBy(textOption(parsed, 'expected')),
    ...(cases === undefined ? {} : { cases }),
    ...(timeMs === undefined ? {} : { timeMs }),
  };
}

/** What a file of known failures says of keys. A campaign finds the same in the corpus under a property of its own. */
function isExpectedBy(file: string | undefined): Pick<CompareOptions, 'isExpected'> {
  if (file === undefined) return {};
  const today = new Date().toISOString().slice(0, 10);
  const known = new Set(readExpected(file).flatMap(({ key, expires }) => (expires < today ? [] : [key])));
  const inCorpus = (key: string): string => key.replace(engineAgreesWithReference.name, scenarioHolds.name);
  return { isExpected: (key) => known.has(key) || known.has(inCorpus(key)) };
}

/** The parts of the corpus that were written about the specification, and not about an engine or a bug. */
function isComparable(path: string): boolean {
  return /\/(conformance|upstream|recipes|time)\//.test(path);
}

function tell(comparison: Comparison, format: (typeof FORMATS)[number], parsed: ParsedArguments): void {
  const all = parsed.values['all'] === true;
  switch (format) {
    case 'table': {
      const width = outWidth();
      print(
        comparisonText(comparison, { style: outStyle(), all, ...(width === undefined ? {} : { width }) }),
      );
      break;
    }
    case 'json':
      print(`${JSON.stringify(comparison, null, 2)}\n`);
      break;
    case 'markdown':
      print(comparisonMarkdown(comparison, { all }));
      break;
    case 'html':
      print(comparisonHtml(comparison, { all }));
  }
}

/** Writes a scenario under the name of its content. @returns its path */
function saveScenario(directory: string, text: string): string {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${contentName(text)}.yaml`);
  writeAtomically(file, text);
  return file;
}

/** Nothing executed is never a pass. */
function exitCodeOf({ deviations, engines }: Comparison): ExitCode {
  if (deviations.some(({ expected }) => !expected)) return EXIT.found;
  const answers = engines.reduce((sum, { corpus }) => sum + corpus.held + corpus.deviated + corpus.open, 0);
  return answers > 0 ? EXIT.ok : EXIT.failure;
}
