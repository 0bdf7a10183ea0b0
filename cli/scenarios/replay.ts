import type { Engine } from '../../engines/index.ts';
import { GENERATOR_ID, generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Scenario } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import type { ExpectationResult, Outcome } from '../../properties/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { counted, explanation } from '../../reports/index.ts';
import type { Replayed } from '../../runner/index.ts';
import { replayScenario } from '../../runner/index.ts';
import { encodeScenario, findScenarioFiles, readScenarioFile } from '../../scenarios/index.ts';
import { closeEngines, openEngines } from '../arguments/choose.ts';
import type { Command, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, listOption, textOption } from '../arguments/values.ts';

const PRESET_NAMES = Object.keys(GENERATOR_PRESETS);

export const command: Command = {
  usage: '(FILE... | --seed SEED:RUN) [--engine E]... [--print]',
  about: [
    'Judges scenarios again: what each expects, what each engine answers, and why; and, where a file says which property',
    'it was found by, that property too. Without --engine the reference and the matrix are asked; a scenario file never',
    'starts a program. With --seed the case of a campaign is made again and every property is checked on it. Exit 1 if',
    'anything fails.',
  ].join('\n'),
  positionals: true,
  options: {
    engine: { type: 'string', multiple: true, value: 'E', help: 'an engine to ask; repeatable' },
    seed: { type: 'string', value: '[G:]SEED:RUN', help: 'a case of a campaign instead of a file' },
    settings: { type: 'string', value: 'NAME', help: `the campaign's settings: ${PRESET_NAMES.join(', ')}` },
    print: { type: 'boolean', help: 'print the scenario itself' },
    quiet: { type: 'boolean', short: 'q', help: 'print failures alone' },
  },
  async run(parsed) {
    const seed = textOption(parsed, 'seed');
    if ((seed === undefined) === (parsed.positionals.length === 0)) {
      throw new FencepostError('usage', 'replay takes scenario files, or --seed SEED:RUN');
    }
    const named = listOption(parsed, 'engine');
    const engines = await openEngines(named.length === 0 ? ['reference', 'matrix'] : named);
    try {
      return seed === undefined
        ? await replayFiles(parsed, engines)
        : await replaySeed(parsed, seed, engines);
    } finally {
      await closeEngines(engines);
    }
  },
};

async function replayFiles(parsed: ParsedArguments, engines: readonly Engine[]): Promise<ExitCode> {
  const style = outStyle();
  const files = findScenarioFiles(parsed.positionals);
  if (files.length === 0) throw new FencepostError('input', 'no scenario files there');
  const totals = { held: 0, failed: 0, skipped: 0 };
  for (const file of files) {
    const scenario = readScenarioFile(file);
    if (parsed.values['print'] === true) print(encodeScenario(scenario));
    for (const engine of engines) {
      const { results, checked } = await replayScenario(scenario, engine);
      for (const result of results) totals[result.status]++;
      if (checked !== undefined) totals[standingOf(checked.outcome)]++;
      const failed =
        checked?.outcome.violation !== undefined || results.some(({ status }) => status === 'failed');
      if (failed || parsed.values['quiet'] !== true) {
        print([`${style.bold(scenario.name)}  ${style.dim(file)}  ${engine.name}`]);
        print(results.flatMap((result) => resultLines(result, parsed)));
        if (checked !== undefined) print(checkedLines(checked));
      }
    }
  }
  const { held, failed, skipped } = totals;
  print([
    `${counted(files.length, 'scenario')}: ${held} held, ${failed === 0 ? '0 failed' : style.bad(`${failed} failed`)}, ${skipped} skipped`,
  ]);
  if (failed > 0) return EXIT.found;
  return held > 0 ? EXIT.ok : EXIT.failure;
}

/** What became of the property that found a scenario. */
function checkedLines({ property, outcome }: NonNullable<Replayed['checked']>): string[] {
  const style = outStyle();
  const { violation, cells, skipped } = outcome;
  if (violation !== undefined) return [`  ${style.bad('FAILED')}  ${property.name}: ${violation.summary}`];
  if (cells > 0) return [`  ${style.good('held')}  ${property.name}: ${counted(cells, 'verdict')}`];
  const reasons = Object.keys(skipped).join(', ');
  return [`  ${style.dim('skipped')}  ${property.name}${reasons === '' ? '' : style.dim(` (${reasons})`)}`];
}

function standingOf({ violation, cells }: Outcome): 'failed' | 'held' | 'skipped' {
  if (violation !== undefined) return 'failed';
  return cells > 0 ? 'held' : 'skipped';
}

function resultLines(result: ExpectationResult, parsed: ParsedArguments): string[] {
  const style = outStyle();
  const { status, title, expected, observed, detail, verdict, expectation } = result;
  if (status !== 'failed' && parsed.values['quiet'] === true) return [];
  const mark = { held: style.good('held'), failed: style.bad('FAILED'), skipped: style.dim('skipped') }[
    status
  ];
  const answer = status === 'held' ? expected : `expected ${expected}, observed ${observed ?? 'nothing'}`;
  const why = detail === undefined ? '' : style.dim(` (${detail})`);
  const head = `  ${mark}  ${title}: ${status === 'skipped' ? `expected ${expected}` : answer}${why}`;
  if (verdict === undefined || expectation.kind !== 'flow') return [head];
  const reasons = explanation(expectation.flow, verdict, style).slice(1);
  return [head, ...reasons.map((line) => `      ${line.trim()}`)];
}

/** `7:1432`, or `g4:7:1432` as findings print it: then it is known whether these generators made the case. */
function readSeed(text: string): [seed: number, run: number] {
  const match = /^(?:(g\d+):)?(\d+):(\d+)$/.exec(text);
  if (match === null) throw new FencepostError('usage', `--seed: '${text}' is not SEED:RUN, as in 7:1432`);
  const [, generator = GENERATOR_ID, seed, run] = match;
  if (generator !== GENERATOR_ID) {
    throw new FencepostError(
      'usage',
      `--seed: '${text}' is of the generators ${generator}, and these are ${GENERATOR_ID}, which make another case of it: replay the scenario file, or take the version that printed this`,
    );
  }
  return [Number(seed), Number(run)];
}

async function replaySeed(
  parsed: ParsedArguments,
  text: string,
  engines: readonly Engine[],
): Promise<ExitCode> {
  const [seed, run] = readSeed(text);
  const name = choiceOption(parsed, 'settings', PRESET_NAMES, 'default');
  const settings = GENERATOR_PRESETS[name as keyof typeof GENERATOR_PRESETS];
  const scenario: Scenario = generateScenario(seed, run, settings);
  if (parsed.values['print'] === true) print(encodeScenario(scenario));
  const style = outStyle();
  let compared = 0;
  let failed = 0;
  for (const engine of engines) {
    for (const property of PROPERTIES.filter((each) => each.appliesTo(engine))) {
      const { cells, violation } = await property.check(scenario, engine);
      compared += cells;
      if (violation === undefined) {
        print([`${style.good('held')}  ${engine.name}  ${property.name}  ${counted(cells, 'verdict')}`]);
        continue;
      }
      failed++;
      print([`${style.bad('FAILED')}  ${engine.name}  ${property.name}  ${violation.summary}`]);
      if (violation.flow !== undefined && violation.verdict !== undefined) {
        print(explanation(violation.flow, violation.verdict, style).map((line) => `  ${line}`));
      }
    }
  }
  if (failed > 0) return EXIT.found;
  return compared > 0 ? EXIT.ok : EXIT.failure;
}
