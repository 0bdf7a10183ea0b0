import { PROPERTIES, scenarioHolds } from '../../properties/index.ts';
import { table } from '../../reports/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { outStyle, print } from '../terminal.ts';

export const command: Command = {
  usage: '[--json]',
  about: 'Lists what a campaign checks.',
  options: { json: { type: 'boolean', help: 'print JSON' } },
  async run({ values }) {
    const rows = [...PROPERTIES, scenarioHolds].map(({ name, kind, sentence }) => ({ name, kind, sentence }));
    if (values['json'] === true) print(`${JSON.stringify(rows, null, 2)}\n`);
    else {
      print(
        table(
          [{ title: 'property' }, { title: 'kind' }, { title: 'what must hold' }],
          rows.map(({ name, kind, sentence }) => [name, kind, sentence]),
          outStyle().dim,
        ),
      );
    }
    return EXIT.ok;
  },
};
