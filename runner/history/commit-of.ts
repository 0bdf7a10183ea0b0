import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** What CI systems call the commit that they build; ours goes first, for those who test another's. */
const VARIABLES = ['FENCEPOST_COMMIT', 'GITHUB_SHA', 'CI_COMMIT_SHA', 'BUILD_SOURCEVERSION', 'GIT_COMMIT'];

/**
 * The commit that is tested: what the environment says, else what is checked out in the directory or above it.
 * `undefined` where neither says anything; nothing is ever thrown over it.
 */
export function commitOf(
  environment: Readonly<Record<string, string | undefined>>,
  directory: string,
): string | undefined {
  for (const name of VARIABLES) {
    const value = environment[name];
    if (value !== undefined && /^[\w.-]{7,64}$/.test(value)) return value;
  }
  try {
    const folder = gitFolderAbove(resolve(directory));
    return folder === undefined ? undefined : headOf(folder);
  } catch {
    return undefined;
  }
}

function gitFolderAbove(directory: string): string | undefined {
  const path = join(directory, '.git');
  if (existsSync(join(path, 'HEAD'))) return path;
  if (existsSync(path)) {
    // Of a linked worktree it is a file that says where the folder is.
    const target = /^gitdir: (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1];
    if (target !== undefined) return isAbsolute(target) ? target : join(directory, target);
  }
  const parent = dirname(directory);
  return parent === directory ? undefined : gitFolderAbove(parent);
}

function headOf(folder: string): string | undefined {
  const head = readFileSync(join(folder, 'HEAD'), 'utf8').trim();
  const name = /^ref: (.+)$/.exec(head)?.[1];
  if (name === undefined) return commitIn(head);
  // References of a linked worktree lie with the repository that it belongs to.
  const common = join(folder, 'commondir');
  const home = existsSync(common) ? resolve(folder, readFileSync(common, 'utf8').trim()) : folder;
  const loose = join(home, name);
  if (existsSync(loose)) return commitIn(readFileSync(loose, 'utf8'));
  const packed = readFileSync(join(home, 'packed-refs'), 'utf8').split('\n');
  return commitIn(packed.find((line) => line.endsWith(` ${name}`))?.split(' ')[0] ?? '');
}

function commitIn(text: string): string | undefined {
  return /^[0-9a-f]{40,64}$/.exec(text.trim())?.[0];
}
