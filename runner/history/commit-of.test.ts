import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commitOf } from './commit-of.ts';

const HASH = '0123456789abcdef0123456789abcdef01234567';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fencepost-commit-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it.each<[what: string, files: Readonly<Record<string, string>>, from: string, commit: string | undefined]>([
  ['a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${HASH}\n` }, '.', HASH],
  ['a folder of it', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': HASH }, 'a/b', HASH],
  ['no branch', { '.git/HEAD': `${HASH}\n` }, '.', HASH],
  [
    'a packed branch',
    { '.git/HEAD': 'ref: refs/heads/a/b\n', '.git/packed-refs': `# x\n${HASH} refs/heads/a/b\n` },
    '.',
    HASH,
  ],
  [
    'a linked worktree',
    {
      'tree/.git': 'gitdir: ../.git/worktrees/tree\n',
      '.git/worktrees/tree/HEAD': 'ref: refs/heads/x\n',
      '.git/worktrees/tree/commondir': '../..\n',
      '.git/refs/heads/x': HASH,
    },
    'tree',
    HASH,
  ],
  ['a branch without commits', { '.git/HEAD': 'ref: refs/heads/main\n' }, '.', undefined],
  ['nonsense', { '.git/HEAD': '0123\n' }, '.', undefined],
])('is read from %s', (_, files, from, commit) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  expect(commitOf({}, join(root, from))).toBe(commit);
});

it.each([
  [{ GITHUB_SHA: HASH }, HASH],
  [{ GITHUB_SHA: HASH, FENCEPOST_COMMIT: 'v1.2.3-rc1' }, 'v1.2.3-rc1'],
  [{ GITHUB_SHA: 'x' }, undefined],
])('is what the environment says: %j', (environment, commit) => {
  writeFileSync(join(root, '.git'), 'nothing');
  expect(commitOf(environment, root)).toBe(commit);
});
