import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const DIRECTORY = import.meta.dirname;

/** A command line that runs a program of this folder. */
export function programCommand(program: string, ...args: readonly string[]): string {
  return [process.execPath, join(DIRECTORY, program), ...args].map((word) => `'${word}'`).join(' ');
}

/** The command of an engine that misbehaves in one way when it is first started, and whom it started. */
export function badEngine(way: string): { command: string; pids: () => number[] } {
  const directory = mkdtempSync(join(tmpdir(), 'fencepost-bad-engine-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'pids');
  return {
    command: programCommand('bad-engine.mjs', way, directory),
    pids: () => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map(Number) : []),
  };
}

/** Whether a process is alive. One that has ended and was not yet collected by its parent is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat[stat.lastIndexOf(')') + 2] !== 'Z';
  } catch {
    return process.platform !== 'linux';
  }
}
