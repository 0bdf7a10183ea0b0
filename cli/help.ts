import type { Command, OptionTable } from './command.ts';
import { COMMANDS } from './commands.ts';

/** What `fencepost --help` prints. */
export function helpText(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'fencepost: find where an implementation of Kubernetes NetworkPolicy departs from what the API promises',
    '',
    'Usage: fencepost COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    "'fencepost COMMAND --help' tells about a command. Exit codes: 0 all held, 1 found something,",
    '2 wrong usage, 3 the harness failed or nothing was executed.',
    '',
  ].join('\n');
}

/** What `fencepost COMMAND --help` prints. */
export function commandHelp(name: string, { usage, about, options }: Command): string {
  return [`Usage: fencepost ${name} ${usage}`, '', about, '', ...optionLines(options), ''].join('\n');
}

function optionLines(options: OptionTable): string[] {
  const rows = Object.entries(options).map(([name, { short, value, help }]) => ({
    left: `  ${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
    help,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return rows.map(({ left, help }) => `${left.padEnd(width)}  ${help}`);
}
