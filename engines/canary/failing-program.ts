import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { ExecEngine, ExecEngineOptions } from '../child-process/index.ts';
import { execEngine } from '../child-process/index.ts';

/** How a canary in another process fails. */
export type ProgramFailure = 'crash' | 'hang' | 'leak';

/** Nobody waits long for an answer that is known not to come; the others are waited for as any engine is. */
const MOST_WAIT_MS = 2_000;

/** All the memory that one which leaks can have, in MiB: enough to start, little to fill. */
const HEAP_MIB = 64;

/** It judges nothing, so there is no use in asking it much. */
const PROBES = 32;

/** A canary in a process of its own: it fails on the fourth cluster of each of its lives. */
export function failingProgram(failure: ProgramFailure, options: ExecEngineOptions): Promise<ExecEngine> {
  const words = [process.execPath, `--max-old-space-size=${HEAP_MIB}`, programFile(), failure];
  const { requestTimeoutMs = MOST_WAIT_MS } = options;
  return execEngine(words.map(quoted).join(' '), {
    ...options,
    ...(failure === 'hang' ? { requestTimeoutMs: Math.min(requestTimeoutMs, MOST_WAIT_MS) } : {}),
    probesPerCase: PROBES,
  });
}

/** The program: beside this module in the source tree; beside a bundle, or above its chunks. */
function programFile(): string {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return fileURLToPath(new URL('canary-program.mjs', here));
  const folder = new URL(here.includes('/chunks/') ? '..' : '.', here);
  return fileURLToPath(new URL('canary-program.js', folder));
}

function quoted(word: string): string {
  return `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
