import { reachabilityDiffText } from '../../reports/index.ts';
import { reachabilityDiff } from '../../runner/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { readManifestCluster } from '../arguments/read-manifests.ts';
import { outStyle, print } from '../terminal.ts';
import { choiceOption, listOption } from '../arguments/values.ts';

export const command: Command = {
  usage: '-f OLD... --with NEW... [-o text|json]',
  about: [
    'Which pairs and ports change between two sets of manifests, and by which policy. Exit 1 if any flow between',
    'ends that both sets have changes.',
  ].join('\n'),
  options: {
    filename: {
      type: 'string',
      short: 'f',
      multiple: true,
      value: 'OLD',
      help: 'manifests before; repeatable',
    },
    with: { type: 'string', multiple: true, value: 'NEW', help: 'manifests after; repeatable' },
    output: { type: 'string', short: 'o', value: 'FORMAT', help: 'text or json (default: text)' },
  },
  async run(parsed) {
    const asJson = choiceOption(parsed, 'output', ['text', 'json'], 'text') === 'json';
    const before = readManifestCluster(listOption(parsed, 'filename'));
    const after = readManifestCluster(listOption(parsed, 'with'), '--with');
    const diff = reachabilityDiff(before, after);
    if (asJson) print(`${JSON.stringify(diff, null, 2)}\n`);
    else print(reachabilityDiffText(diff, outStyle()));
    return diff.changes.length > 0 ? EXIT.found : EXIT.ok;
  },
};
