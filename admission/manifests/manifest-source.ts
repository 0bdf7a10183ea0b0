import type { Stats } from 'node:fs';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FencepostError } from '../../model/index.ts';

/** The text of one file. */
export interface ManifestSource {
  /** As the user named it; `-` stands for standard input. */
  readonly file: string;
  readonly text: string;
}

const MANIFEST_NAME = /\.(?:yaml|yml|json)$/i;

/** What a source is called in messages. */
export function shownFile(file: string): string {
  return file === '-' ? '<stdin>' : file;
}

/**
 * The files behind the paths, one at a time, in the order given: a file whatever its name, every manifest below a
 * directory (sorted), or standard input for `-`.
 *
 * @throws FencepostError `input` for a path that does not exist or a directory without manifests, `io` for what
 *   cannot be read
 */
export function* loadManifestSources(
  paths: readonly string[],
  stdin: () => string = () => readFileSync(0, 'utf8'),
): Generator<ManifestSource> {
  for (const path of paths) {
    if (path === '-') yield { file: '-', text: withoutMark(stdin()) };
    else for (const file of filesOf(path)) yield { file, text: readText(file) };
  }
}

function filesOf(path: string): string[] {
  if (!statOf(path).isDirectory()) return [path];
  const files = manifestsBelow(path);
  if (files.length === 0) {
    throw new FencepostError('input', `${path}: no *.yaml, *.yml or *.json file in this directory`);
  }
  return files;
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new FencepostError('input', `${path}: no such file or directory`, undefined, error);
    }
    throw unreadable(path, error);
  }
}

function manifestsBelow(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && MANIFEST_NAME.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (error) {
    throw unreadable(directory, error);
  }
}

function readText(file: string): string {
  try {
    return withoutMark(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(path: string, error: unknown): FencepostError {
  return new FencepostError('io', `${path}: ${(error as Error).message}`, undefined, error);
}

/** Editors on Windows begin files with a byte order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
