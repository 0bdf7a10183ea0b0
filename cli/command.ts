import type { ParseArgsConfig } from 'node:util';
import type { ExitCode } from './exit-codes.ts';

/** The options of a command as `parseArgs` takes them, with a line of help each. */
export type OptionTable = Readonly<
  Record<
    string,
    NonNullable<ParseArgsConfig['options']>[string] & {
      /** What the value is called in help: `SECONDS`. Absent for switches. */
      readonly value?: string;
      readonly help: string;
    }
  >
>;

/** What `parseArgs` made of a command line. */
export interface ParsedArguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

/** One command of the command line. */
export interface Command {
  /** After the name: `FILE... [--engine E]...` */
  readonly usage: string;
  /** A paragraph for `fencepost COMMAND --help`. */
  readonly about: string;
  readonly options: OptionTable;
  /** Whether words that are no options are allowed. */
  readonly positionals?: boolean;
  run(parsed: ParsedArguments): Promise<ExitCode>;
}

/** A command before its code is loaded. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}
