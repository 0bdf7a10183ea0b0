import { FencepostError } from '../../model/index.ts';
import { historyText } from '../../reports/index.ts';
import type { DamagedLine } from '../../runner/index.ts';
import { appendHistory, bucketHistories, readHistory } from '../../runner/index.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { note, outStyle, print } from '../terminal.ts';
import { textOption } from '../arguments/values.ts';

export const command: Command = {
  usage: 'DIR... [-o DIR] [--json]',
  about: [
    "Tells what has become of every finding in the histories that 'fencepost run --history DIR' has kept: what is new,",
    'still there, back, fixed and since when, and what comes and goes with one version of an engine. Several histories',
    'are joined, each campaign counted once; -o keeps the whole.',
    '',
    'Exit 1 where the last campaign met something new, something that was fixed, or something flaky.',
  ].join('\n'),
  positionals: true,
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'DIR',
      help: 'add to the history there what it does not hold yet',
    },
    json: { type: 'boolean', help: 'print the campaigns and buckets as JSON' },
  },
  async run(parsed) {
    if (parsed.positionals.length === 0) {
      throw new FencepostError('usage', 'history takes directories that hold one');
    }
    const { entries, damaged } = readHistory(parsed.positionals);
    noteDamaged(damaged);
    if (entries.length === 0) {
      throw new FencepostError('input', `there is no history in ${parsed.positionals.join(', ')}`);
    }
    const output = textOption(parsed, 'output');
    if (output !== undefined) {
      const held = new Set(readHistory([output]).entries.map((entry) => JSON.stringify(entry)));
      appendHistory(
        output,
        entries.filter((entry) => !held.has(JSON.stringify(entry))),
      );
    }
    const buckets = bucketHistories(entries);
    if (parsed.values['json'] === true)
      print(`${JSON.stringify({ campaigns: entries, buckets }, null, 2)}\n`);
    else print(historyText(entries, buckets, outStyle()));
    const needsALook = buckets.some(({ standing }) => ['new', 'back', 'flaky'].includes(standing));
    return needsALook ? EXIT.found : EXIT.ok;
  },
};

/** Says which lines of a history cannot be read. They are no reason to stop: the others can. */
export function noteDamaged(damaged: readonly DamagedLine[]): void {
  for (const { file, line, because } of damaged) {
    note(`fencepost: ${file}:${line}: not an entry of a history, and left out: ${because}`);
  }
}
