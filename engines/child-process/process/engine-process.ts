import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { FencepostError } from '../../../model/index.ts';

/** How much of the end of standard error is kept. */
export const LOG_BYTES = 64 * 1024;

/** How long a process may live with a closed pipe, or its pipes may stay open after it. */
const GRACE_MS = 500;

/** A running command with a process group of its own. */
export interface EngineProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /**
   * How it ended, in words: `exited with code 3`. Resolves once the process is gone, its group was killed and
   * what it wrote was read. Never rejects.
   */
  readonly ended: Promise<string>;
  /** The last {@link LOG_BYTES} of its standard error. */
  log(): string;
  /** Signals the process and everything it started; does nothing once it has ended. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts a command.
 *
 * @throws FencepostError `usage` when there is no such command, `engine` when it cannot be started
 */
export async function startProcess([command, ...args]: readonly [
  string,
  ...string[],
]): Promise<EngineProcess> {
  const child = await spawned(command, args);
  const pid = child.pid!;
  let running = true;
  trackGroup(pid);
  const kill = (signal: NodeJS.Signals): void => {
    if (running) killGroup(pid, signal);
  };

  const ended = new Promise<string>((resolve) => {
    let brokenPipe: string | undefined;
    let grace: NodeJS.Timeout | undefined;
    const pipeBroke = (name: string): void => {
      if (!running || brokenPipe !== undefined) return;
      // Most often the process is about to exit, and its exit code tells more than the pipe.
      grace = setTimeout(() => {
        brokenPipe = name;
        kill('SIGKILL');
      }, GRACE_MS);
    };
    child.stdin.on('error', () => pipeBroke('standard input'));
    child.stdout.once('end', () => pipeBroke('standard output'));
    child.once('exit', (code, signal) => {
      // Its children end with it; they may also be what keeps its pipes open.
      kill('SIGKILL');
      running = false;
      untrackGroup(pid);
      clearTimeout(grace);
      const finish = (): void => {
        clearTimeout(grace);
        for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
        resolve(describeEnd(code, signal, brokenPipe));
      };
      child.once('close', finish);
      grace = setTimeout(finish, GRACE_MS);
    });
  });
  return { stdin: child.stdin, stdout: child.stdout, ended, log: tailOf(child.stderr, LOG_BYTES), kill };
}

async function spawned(command: string, args: readonly string[]): Promise<ChildProcessWithoutNullStreams> {
  try {
    // A group of its own (`detached`), so that what it starts can be ended with it.
    const child = spawn(command, args, { detached: true, stdio: 'pipe', windowsHide: true });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    // A later error is a failed signal: the process has already gone.
    child.on('error', () => {});
    child.stdout.on('error', () => {});
    child.stderr.on('error', () => {});
    return child;
  } catch (error) {
    throw startError(command, error as NodeJS.ErrnoException);
  }
}

function startError(command: string, error: NodeJS.ErrnoException): FencepostError {
  switch (error.code) {
    case 'ENOENT':
      return new FencepostError('usage', `engine command not found: ${command}`, undefined, error);
    case 'EACCES':
      return new FencepostError('usage', `engine command is not executable: ${command}`, undefined, error);
    default:
      return new FencepostError(
        'engine',
        `engine command cannot be started: ${error.message}`,
        undefined,
        error,
      );
  }
}

function describeEnd(code: number | null, signal: string | null, brokenPipe: string | undefined): string {
  if (brokenPipe !== undefined) return `closed its ${brokenPipe}`;
  return signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
}

/** Keeps reading the stream, and keeps its last bytes. */
function tailOf(stream: Readable, bytes: number): () => string {
  let tail = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-bytes);
  });
  return () => tail.toString('utf8');
}

const groups = new Set<number>();

function endAllGroups(): void {
  for (const pid of groups) killGroup(pid, 'SIGKILL');
}

/** Groups of their own do not hear the terminal's Ctrl-C: whoever exits early takes them along. */
function trackGroup(pid: number): void {
  if (groups.size === 0) process.on('exit', endAllGroups);
  groups.add(pid);
}

function untrackGroup(pid: number): void {
  groups.delete(pid);
  if (groups.size === 0) process.off('exit', endAllGroups);
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    // Windows has no groups to signal; there the process alone is ended.
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
