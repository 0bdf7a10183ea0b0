import { loadManifestSources, readManifests } from '../../admission/index.ts';
import { formatPosition, FencepostError } from '../../model/index.ts';
import { counted } from '../../reports/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, listOption } from '../arguments/values.ts';

export const command: Command = {
  usage: '-f PATH... [--field-validation Strict|Warn|Ignore] [--strict-cidr on|off]',
  about: [
    'Decodes, defaults and validates manifests as an API server would: every error with file, line, column and',
    'field. PATH is a file, a directory, or - for standard input. Exit 1 if any object is invalid.',
  ].join('\n'),
  positionals: true,
  options: {
    filename: { type: 'string', short: 'f', multiple: true, value: 'PATH', help: 'manifests; repeatable' },
    'field-validation': { type: 'string', value: 'MODE', help: 'Strict, Warn or Ignore (default: Strict)' },
    'strict-cidr': {
      type: 'string',
      value: 'on|off',
      help: 'refuse ambiguous CIDRs, as from Kubernetes 1.36 (default: on)',
    },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'text or json (default: text)' },
  },
  async run(parsed) {
    const paths = [...listOption(parsed, 'filename'), ...parsed.positionals];
    if (paths.length === 0) throw new FencepostError('usage', 'validate needs -f PATH');
    const options = {
      fieldValidation: choiceOption(parsed, 'field-validation', ['Strict', 'Warn', 'Ignore'], 'Strict'),
      strictCidrValidation:
        choiceOption(parsed, 'strict-cidr', ['on', 'off'], 'on') === 'on'
          ? ('on' as const)
          : ('warn-only' as const),
    };
    const asJson = choiceOption(parsed, 'output', ['text', 'json'], 'text') === 'json';
    const style = outStyle();
    let objects = 0;
    let invalid = 0;
    const problems: unknown[] = [];
    for (const source of loadManifestSources(paths)) {
      for (const { admitted, position } of readManifests(source, options)) {
        objects++;
        if (!admitted.ok) invalid++;
        const errors = admitted.ok ? [] : admitted.errors;
        for (const [severity, list] of [
          ['error', errors],
          ['warning', admitted.warnings],
        ] as const) {
          for (const problem of list) {
            const at = problem.position ?? position;
            if (asJson) problems.push({ severity, ...problem, position: at });
            else {
              const word = severity === 'error' ? style.bad('error') : style.accent('warning');
              print([`${formatPosition(at)}: ${word}: ${problem.message}`]);
            }
          }
        }
      }
    }
    if (asJson) print(`${JSON.stringify({ objects, invalid, problems }, null, 2)}\n`);
    else
      print([
        `${counted(objects, 'object')}, ${invalid === 0 ? 'all valid' : style.bad(`${invalid} invalid`)}`,
      ]);
    return invalid > 0 ? EXIT.found : EXIT.ok;
  },
};
