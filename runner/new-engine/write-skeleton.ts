import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { FencepostError } from '../../model/index.ts';
import { packagedDirectory } from '../../scenarios/index.ts';

/** The start of an engine in one language. */
export interface Skeleton {
  readonly language: 'ts' | 'go' | 'python';
  /** What to type next, from the directory in which `new-engine` was called. */
  readonly next: (directory: string) => readonly string[];
}

const check = (engine: string): readonly string[] => [
  `fencepost check-engine '${engine}'`,
  `fencepost compare --engine reference --engine '${engine}'`,
];

/** Every language that there is a skeleton in. */
export const SKELETONS: readonly Skeleton[] = [
  {
    language: 'ts',
    next: (directory) => [
      `(cd ${directory} && npm install)`,
      ...check(`exec:npm --silent --prefix ${directory} start`),
    ],
  },
  {
    language: 'go',
    next: (directory) => [
      `(cd ${directory} && go build -o my-engine .)`,
      ...check(`exec:${directory}/my-engine`),
    ],
  },
  { language: 'python', next: (directory) => check(`exec:python3 ${directory}/engine.py`) },
];

/** @throws FencepostError `usage` for another language */
export function findSkeleton(language: string): Skeleton {
  const skeleton = SKELETONS.find((candidate) => candidate.language === language);
  if (skeleton !== undefined) return skeleton;
  const names = SKELETONS.map((candidate) => candidate.language);
  throw new FencepostError('usage', `there is no skeleton in '${language}'; there are ${names.join(', ')}`);
}

/**
 * Copies a skeleton: all of it or nothing.
 *
 * @returns the files, as paths that start with the directory
 * @throws FencepostError `usage` for a directory that holds something, `io` where it cannot be written
 */
export function writeSkeleton({ language }: Skeleton, directory: string): readonly string[] {
  const target = resolve(directory);
  const source = join(packagedDirectory('skeletons'), language);
  const files = readdirSync(source).sort();
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new FencepostError('usage', `${directory} is not empty`);
  }
  let temporary: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    temporary = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    for (const file of files) copyFileSync(join(source, file), join(temporary, file));
    rmSync(target, { recursive: true, force: true });
    renameSync(temporary, target);
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
    throw new FencepostError(
      'io',
      `cannot write ${directory}: ${(error as Error).message}`,
      undefined,
      error,
    );
  }
  return files.map((file) => join(directory, file));
}
