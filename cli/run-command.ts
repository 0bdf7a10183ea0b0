import process from 'node:process';
import { parseArgs } from 'node:util';
import { FencepostError } from '../model/index.ts';
import type { Command, CommandEntry, ParsedArguments } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { EXIT } from './exit-codes.ts';
import { commandHelp } from './help.ts';
import { nearest } from './arguments/nearest.ts';

/** Runs a command. What it throws in Fencepost's own words is printed; everything else keeps its stack. */
export async function runCommand(entry: CommandEntry, argv: readonly string[]): Promise<ExitCode> {
  const { command } = await entry.load();
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(commandHelp(entry.name, command));
    return EXIT.ok;
  }
  survivesClosedPipes();
  try {
    return await command.run(parse(entry.name, command, argv));
  } catch (error) {
    if (!(error instanceof FencepostError)) throw error;
    process.stderr.write(`fencepost: ${error.message}\n`);
    return exitCodeOf(error);
  }
}

function exitCodeOf({ code }: FencepostError): ExitCode {
  switch (code) {
    case 'usage':
    case 'input':
    case 'engine':
      return EXIT.usage;
    case 'io':
    case 'internal':
      return EXIT.failure;
  }
}

function parse(name: string, command: Command, argv: readonly string[]): ParsedArguments {
  const options = { ...command.options, help: { type: 'boolean' as const, short: 'h', help: '' } };
  try {
    return parseArgs({
      args: [...argv],
      options: withoutHelp(options),
      allowPositionals: command.positionals ?? false,
      strict: true,
    });
  } catch (error) {
    throw usageError(name, Object.keys(options), error as Error & { code?: string });
  }
}

/** `parseArgs` refuses fields it does not know. */
function withoutHelp(
  options: Command['options'],
): NonNullable<Parameters<typeof parseArgs>[0]>['options'] & object {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple }]) => [
      name,
      {
        type,
        ...(short === undefined ? {} : { short }),
        ...(multiple === undefined ? {} : { multiple }),
      },
    ]),
  );
}

function usageError(
  name: string,
  options: readonly string[],
  error: Error & { code?: string },
): FencepostError {
  if (error.code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
  const unknown = /^Unknown option '--?([^']+)'/.exec(error.message)?.[1];
  const message =
    unknown === undefined
      ? (error.message.split('. ')[0] ?? error.message)
      : `unknown option '--${unknown}'${nearest(unknown, options)}`;
  return new FencepostError('usage', `${message}\nTry 'fencepost ${name} --help'.`);
}

/** A reader that has seen enough, such as `head`, is no failure of ours. */
function survivesClosedPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? EXIT.ok);
  });
}
