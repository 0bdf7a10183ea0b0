import { FencepostError } from '../../model/index.ts';
import { table } from '../../reports/index.ts';
import type { Clause } from '../../spec/index.ts';
import { CLAUSES, PROFILE_OPTIONS } from '../../spec/index.ts';
import type { Command, ParsedArguments } from '../command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { EXIT } from '../exit-codes.ts';
import { nearest } from '../arguments/nearest.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption } from '../arguments/values.ts';

export const command: Command = {
  usage: '[ID|GROUP]... [--options] [-o table|json]',
  about: [
    'Lists the clauses of the specification, or tells all about the clauses or groups named (IPB-5, PORT). With',
    '--options: what the API leaves to a plugin, and the answers that there are.',
  ].join('\n'),
  positionals: true,
  options: {
    options: { type: 'boolean', help: 'the options of a profile instead' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'table or json (default: table)' },
  },
  async run(parsed) {
    if (parsed.values['options'] === true) return listOptions(parsed);
    const clauses = parsed.positionals.length === 0 ? CLAUSES : parsed.positionals.flatMap(select);
    const style = outStyle();
    if (choiceOption(parsed, 'output', ['table', 'json'], 'table') === 'json') {
      print(`${JSON.stringify(clauses, null, 2)}\n`);
    } else if (parsed.positionals.length > 0 && clauses.length <= 3) {
      print(clauses.flatMap(details));
    } else {
      const columns = [{ title: 'clause' }, { title: 'class' }, { title: 'kind' }, { title: 'statement' }];
      const rows = clauses.map((clause) => [clause.id, clause.class, clause.kind, clause.statement]);
      print(table(columns, rows, style.dim));
    }
    return EXIT.ok;
  },
};

/** The options of a profile, the default answer first; answers that break the API are marked. */
function listOptions(parsed: ParsedArguments): ExitCode {
  if (choiceOption(parsed, 'output', ['table', 'json'], 'table') === 'json') {
    print(`${JSON.stringify(PROFILE_OPTIONS, null, 2)}\n`);
    return EXIT.ok;
  }
  const rows = PROFILE_OPTIONS.map(({ option, values, nonConforming, clauses }) => [
    option,
    values.map((value) => (nonConforming.includes(value) ? `${value} (breaks the API)` : value)).join(' | '),
    clauses.join(', '),
  ]);
  print(table([{ title: 'option' }, { title: 'answers' }, { title: 'clauses' }], rows, outStyle().dim));
  return EXIT.ok;
}

function select(word: string): readonly Clause[] {
  const name = word.toUpperCase();
  const found = CLAUSES.filter(({ id, group }) => id === name || group === name);
  if (found.length > 0) return found;
  const hint = nearest(
    name,
    CLAUSES.flatMap(({ id, group }) => [id, group]),
  );
  throw new FencepostError('usage', `no clause or group '${word}'${hint}`);
}

function details(clause: Clause): string[] {
  const style = outStyle();
  return [
    `${style.bold(clause.id)}  ${clause.class}, ${clause.kind}`,
    `  ${clause.statement}`,
    `  source   ${clause.source}`,
    `  example  ${clause.example}`,
    `  expected ${clause.expected}`,
    `  mistake  ${clause.typicalMistake}`,
    ...(clause.upstreamDecisive.length === 0 ? [] : [`  upstream ${clause.upstreamDecisive.join(', ')}`]),
    ...(clause.profileOptions.length === 0 ? [] : [`  profile  ${clause.profileOptions.join(', ')}`]),
    '',
  ];
}
