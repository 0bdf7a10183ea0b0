/** What the process says when it ends. Every command uses these and no others. */
export const EXIT = {
  /** Everything held. */
  ok: 0,
  /** A finding, an invalid object, a failed expectation, a difference: what the command was asked to look for. */
  found: 1,
  /** The command line, or a file it names, is wrong. */
  usage: 2,
  /** Fencepost itself failed, or nothing was executed. */
  failure: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
