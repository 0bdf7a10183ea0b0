import { listEngines } from '../../engines/index.ts';
import { table } from '../../reports/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { outStyle, print } from '../terminal.ts';

export const command: Command = {
  usage: '[--json]',
  about: 'Lists the engines that --engine takes.',
  options: { json: { type: 'boolean', help: 'print JSON' } },
  async run({ values }) {
    const engines = listEngines();
    if (values['json'] === true) print(`${JSON.stringify(engines, null, 2)}\n`);
    else {
      const rows = engines.map(({ name, description }) => [name, description]);
      print(table([{ title: 'engine' }, { title: 'what it is' }], rows, outStyle().dim));
    }
    return EXIT.ok;
  },
};
