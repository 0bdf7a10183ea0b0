import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FencepostError } from '../../model/index.ts';

/**
 * Writes a file whole or not at all: to a temporary name beside it, then renamed over it. Once this returns, the
 * file outlives the process, and the machine's next power cut.
 *
 * @throws FencepostError `io` naming the file and what the system said; what was there before is still there
 */
export function writeAtomically(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text, { flush: true });
    renameSync(temporary, path);
  } catch (error) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // The first failure is the one worth telling.
    }
    throw new FencepostError('io', `cannot write ${path}: ${(error as Error).message}`, undefined, error);
  }
}
