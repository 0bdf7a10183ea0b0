/** Where in a file something was read. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * What went wrong, as a closed set.
 *
 * - `usage`: the command line asks for something that does not exist or does not fit together.
 * - `input`: a file or object given by the user cannot be read or is not valid.
 * - `engine`: an engine could not be started or broke the engine protocol.
 * - `io`: the file system refused.
 * - `internal`: Fencepost itself is at fault.
 */
export type ErrorCode = 'usage' | 'input' | 'engine' | 'io' | 'internal';

/**
 * The one error type of Fencepost. Its message is meant for the user and stands alone; anything else that is
 * thrown is a defect of ours and keeps its stack.
 */
export class FencepostError extends Error {
  override readonly name = 'FencepostError';
  readonly code: ErrorCode;
  readonly position: Position | undefined;

  constructor(code: ErrorCode, message: string, position?: Position, cause?: unknown) {
    super(
      position === undefined ? message : `${formatPosition(position)}: ${message}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = code;
    this.position = position;
  }
}

/** `file:line:column`, as editors and terminals link it. */
export function formatPosition({ file, line, column }: Position): string {
  if (line === undefined) return file;
  return column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`;
}
