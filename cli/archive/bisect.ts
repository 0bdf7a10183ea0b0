import { resolve } from 'node:path';
import process from 'node:process';
import { FencepostError } from '../../model/index.ts';
import type { Bisected } from '../../runner/index.ts';
import { bisect } from '../../runner/index.ts';
import { readScenarioFile } from '../../scenarios/index.ts';
import { listOption, textOption } from '../arguments/values.ts';
import type { Command, ParsedArguments } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { interruption, note, outStyle, print } from '../terminal.ts';

export const command: Command = {
  usage: 'FILE --engine E --good REV [--bad REV] [-- COMMAND...]',
  about: [
    'Searches the repository of the working directory for the commit that brought a finding: git bisect, with a saved',
    'scenario as the judge. COMMAND builds a commit; where it fails, and where the engine cannot be asked, the commit is',
    "passed over. For more than one command: -- sh -c 'make clean && make'. In the end the checkout is as it was.",
    '',
    'Exit 0 where the commit is found, 3 where only commits are left that cannot be judged.',
  ].join('\n'),
  positionals: true,
  options: {
    engine: { type: 'string', multiple: true, value: 'E', help: 'the engine, as built from each commit' },
    good: { type: 'string', value: 'REV', help: 'a revision at which the scenario holds' },
    bad: { type: 'string', value: 'REV', help: 'a revision at which it fails (default: HEAD)' },
  },
  async run(parsed) {
    const [file, ...build] = parsed.positionals;
    const [good, specs] = [textOption(parsed, 'good'), listOption(parsed, 'engine')];
    if (file === undefined || good === undefined || specs.length !== 1) {
      throw new FencepostError('usage', 'bisect takes a scenario file, one --engine and --good REV');
    }
    readScenarioFile(file);
    // Git and what it runs end by the same signal; here it is waited for, so that the checkout is restored.
    const stop = interruption();
    try {
      const result = bisect({
        repository: process.cwd(),
        scenario: file,
        good,
        bad: textOption(parsed, 'bad') ?? 'HEAD',
        build,
        replay: [...ourselves(), 'replay', '--quiet', '--engine', specs[0]!],
      });
      return tell(result, parsed);
    } finally {
      stop.release();
    }
  },
};

/** The command line that runs this very Fencepost, wherever it is started. */
function ourselves(): string[] {
  return [process.execPath, ...process.execArgv, resolve(process.argv[1] ?? '')];
}

function tell(result: Bisected, parsed: ParsedArguments): (typeof EXIT)['ok' | 'failure'] {
  if (result.kind === 'found') {
    print([`${outStyle().bold(result.commit)}  ${result.subject}`]);
    return EXIT.ok;
  }
  note(
    `fencepost: the first bad commit of ${parsed.positionals[0]} is one of these, which cannot be judged:`,
  );
  print(result.candidates);
  return EXIT.failure;
}
