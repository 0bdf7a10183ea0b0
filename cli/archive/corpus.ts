import { readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import type { Engine } from '../../engines/index.ts';
import { FencepostError } from '../../model/index.ts';
import { counted, table } from '../../reports/index.ts';
import {
  addToCorpus,
  corpusFiles,
  faultsOfCorpus,
  OWN_REGRESSIONS,
  superfluousIn,
} from '../../runner/index.ts';
import { findScenarioFiles, readScenarioFile } from '../../scenarios/index.ts';
import { closeEngines, openEngines } from '../arguments/choose.ts';
import { listOption, textOption } from '../arguments/values.ts';
import type { Command, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { reducedText } from '../scenarios/reduce.ts';
import { note, outStyle, print } from '../terminal.ts';

export const command: Command = {
  usage: 'add FILE... [--engine E] | list | prune [--dry-run] | verify',
  about: [
    `The scenarios that every campaign replays before anything else: ${OWN_REGRESSIONS} of the working directory.`,
    '',
    'add     keeps scenarios, each under its content; with --engine cut down first to what that engine shows',
    'list    what is kept, and what found it',
    'prune   removes what decides nothing that no smaller scenario decides; files you named yourself stay',
    'verify  can every file be read, is it what its name says, and does the specification share what it expects;',
    '        exit 1 if not',
  ].join('\n'),
  positionals: true,
  options: {
    directory: {
      type: 'string',
      short: 'd',
      value: 'DIR',
      help: `where it lies (default: ${OWN_REGRESSIONS})`,
    },
    engine: { type: 'string', multiple: true, value: 'E', help: 'the engine that shows what is added' },
    'dry-run': { type: 'boolean', help: 'say what prune would remove, and remove nothing' },
  },
  async run(parsed) {
    const [verb = '', ...files] = parsed.positionals;
    const directory = textOption(parsed, 'directory') ?? OWN_REGRESSIONS;
    if (verb === 'add') return add(directory, files, parsed);
    const act = Object.hasOwn(ACTS, verb) ? ACTS[verb as keyof typeof ACTS] : undefined;
    if (act === undefined || files.length > 0) {
      throw new FencepostError('usage', 'corpus takes one of: add FILE..., list, prune, verify');
    }
    return act(directory, parsed);
  },
};

const ACTS = { list, prune, verify } as const;

async function add(directory: string, paths: readonly string[], parsed: ParsedArguments): Promise<ExitCode> {
  const specs = listOption(parsed, 'engine');
  if (paths.length === 0 || specs.length > 1) {
    throw new FencepostError('usage', 'corpus add takes scenario files, and at most one --engine');
  }
  const engines = await openEngines(specs);
  try {
    for (const path of findScenarioFiles(paths)) {
      const text = await textOf(path, engines[0]);
      const { path: kept, isNew } = addToCorpus(directory, text);
      print([`${isNew ? 'added' : 'known'}  ${kept}  ${path}`]);
    }
    return EXIT.ok;
  } finally {
    await closeEngines(engines);
  }
}

/** The text to keep of a file: cut down where an engine can say what must be kept of it. */
async function textOf(path: string, engine: Engine | undefined): Promise<string> {
  const scenario = readScenarioFile(path);
  if (engine === undefined) return readFileSync(path, 'utf8');
  const reduced = await reducedText(scenario, engine);
  if (reduced === undefined) {
    throw new FencepostError('input', `${engine.name} shows no departure on it`, { file: path });
  }
  return reduced.text;
}

async function list(directory: string): Promise<ExitCode> {
  const files = corpusFiles(directory);
  const rows = files.map((path) => {
    const { name, provenance, cluster } = readScenarioFile(path);
    return [
      basename(path),
      provenance?.key ?? name,
      String(cluster.policies.length),
      String(cluster.pods.length),
      provenance?.engineVersion ?? '-',
      provenance?.generator ?? '-',
    ];
  });
  const right = { align: 'right' } as const;
  const columns = [
    { title: 'file' },
    { title: 'key' },
    { title: 'policies', ...right },
    { title: 'pods', ...right },
    { title: 'engine' },
    { title: 'generator' },
  ];
  if (files.length > 0) print([...table(columns, rows, outStyle().dim), '']);
  print([`${counted(files.length, 'scenario')} in ${directory}`]);
  return EXIT.ok;
}

async function prune(directory: string, parsed: ParsedArguments): Promise<ExitCode> {
  const files = corpusFiles(directory).map((path) => ({ path, scenario: readScenarioFile(path) }));
  const superfluous = await superfluousIn(files);
  const isDry = parsed.values['dry-run'] === true;
  for (const { path, coveredBy } of superfluous) {
    if (!isDry) remove(path);
    print([
      `${isDry ? 'would go' : 'removed'}  ${path}: ${coveredBy.map((by) => basename(by)).join(', ')} will do`,
    ]);
  }
  const left = files.length - superfluous.length;
  print([
    `${counted(left, 'scenario')} of ${files.length} ${isDry ? 'would be' : 'are'} left in ${directory}`,
  ]);
  return EXIT.ok;
}

function remove(path: string): void {
  try {
    rmSync(path);
  } catch (error) {
    throw new FencepostError('io', `cannot remove ${path}: ${(error as Error).message}`, undefined, error);
  }
}

async function verify(directory: string): Promise<ExitCode> {
  const files = corpusFiles(directory);
  const faults = await faultsOfCorpus(files);
  for (const { path, because } of faults) {
    print([`${outStyle().bad('wrong')}  ${path}: ${because.replace(`${path}: `, '')}`]);
  }
  const wrong = new Set(faults.map(({ path }) => path)).size;
  print([
    `${counted(files.length, 'scenario')} in ${directory}: ${files.length - wrong} good, ${wrong} wrong`,
  ]);
  if (files.length === 0) note('fencepost: nothing was verified');
  return wrong > 0 ? EXIT.found : EXIT.ok;
}
