import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { FencepostError } from '../../model/index.ts';
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

/** The program: beside this module in the source tree, above or beside the chunks of a bundle. */
function programFile(): string {
  const candidates = import.meta.url.endsWith('.ts')
    ? ['./canary-program.mjs']
    : ['./canary-program.js', '../canary-program.js'];
  const file = candidates
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (file !== undefined) return file;
  throw new FencepostError('internal', 'canary-program.js is missing: build again');
}

function quoted(word: string): string {
  return `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
