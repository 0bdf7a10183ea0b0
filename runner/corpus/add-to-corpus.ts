import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { contentName } from '../results/content-name.ts';
import { writeAtomically } from '../results/write-atomically.ts';

/** A scenario of a corpus, after it was added. */
export interface Added {
  readonly path: string;
  /** False where the very same scenario lay there before. */
  readonly isNew: boolean;
}

/**
 * Puts the text of a scenario file into a corpus, under its content's hash: however often, and by however many at
 * once, it lies there one time.
 *
 * @throws FencepostError `io`
 */
export function addToCorpus(directory: string, text: string): Added {
  const path = join(directory, `${contentName(text)}.yaml`);
  if (existsSync(path)) return { path, isNew: false };
  writeAtomically(path, text);
  return { path, isNew: true };
}

/** Whether a file's name was made from its content, and so by us; others belong to those who wrote them. */
export function hasContentName(path: string): boolean {
  return /^[0-9a-f]{12}\.yaml$/.test(basename(path));
}
