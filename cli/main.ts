import process from 'node:process';
import { COMMANDS } from './commands.ts';
import { EXIT } from './exit-codes.ts';
import { helpText } from './help.ts';

/**
 * The entry point of `fencepost`. Commands are loaded on demand: `--version` and `--help` must not wait for
 * generators and parsers.
 */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(helpText());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === '--version' || name === '-V') {
    const { VERSION } = await import('../model/version.ts');
    process.stdout.write(`${VERSION}\n`);
    return EXIT.ok;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const { nearest } = await import('./arguments/nearest.ts');
    const hint = nearest(
      name,
      COMMANDS.map((candidate) => candidate.name),
    );
    process.stderr.write(`fencepost: unknown command '${name}'${hint}\nTry 'fencepost --help'.\n`);
    return EXIT.usage;
  }
  const { runCommand } = await import('./run-command.ts');
  return runCommand(command, rest);
}

process.exitCode = await main(process.argv.slice(2));
