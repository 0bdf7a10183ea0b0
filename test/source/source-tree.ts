import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of this repository. */
export interface SourceFile {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const NOT_OURS = /^(?:\..*|node_modules|dist|coverage|package-lock\.json)$/;

/** Every file of the tree whose name ends so, in the order of their paths. */
export function filesEndingIn(...endings: readonly string[]): SourceFile[] {
  return pathsBelow(ROOT)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

function pathsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.test(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pathsBelow(path) : [relative(ROOT, path).split(sep).join('/')];
  });
}

/** Whether only tests run the file: a test, what stands in a `testing/` folder, this folder's own. */
export function isTestCode(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('test/') || path.split('/').includes('testing');
}

/** The top-level folder of a path; a file of the root stands for itself. */
export function folderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}
