import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BisectOptions } from './bisect.ts';
import { bisect } from './bisect.ts';

let repository: string;
let scenario: string;
const git = (...words: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'fencepost-repository-'));
  scenario = join(repository, 'scenario.yaml');
  git('init', '-q', '-b', 'main');
  writeFileSync(scenario, 'the scenario');
});
afterEach(() => rmSync(repository, { recursive: true, force: true }));

/** A commit for each word, in whose tree the file `state` says that word. @returns their hashes */
function commits(words: readonly string[]): string[] {
  return words.map((word, index) => {
    writeFileSync(join(repository, 'state'), word);
    writeFileSync(join(repository, 'number'), String(index));
    git('add', 'state', 'number');
    git('commit', '-q', '-m', `commit ${index}`);
    return git('rev-parse', 'HEAD');
  });
}

/** Stands for a replay: as the state of the commit says, once the scenario has been seen to be there. */
const REPLAY = [
  'sh',
  '-c',
  'grep -q "the scenario" "$1" || exit 9; case $(cat built) in good) exit 0;; bad) exit 1;; *) exit 3;; esac',
  'replay',
];
/** Stands for a build: fails where the state says so. */
const BUILD = ['sh', '-c', 'cp state built; test "$(cat state)" != broken'];

const options = (rest: Partial<BisectOptions> = {}): BisectOptions => ({
  repository,
  scenario,
  good: 'HEAD~5',
  bad: 'HEAD',
  build: BUILD,
  replay: REPLAY,
  ...rest,
});

describe('bisect', () => {
  it.each<[states: string, first: number]>([
    ['good good good bad bad bad', 3],
    ['good bad bad bad bad bad', 1],
    ['good good good good good bad', 5],
    ['good broken good bad broken bad', 3],
    ['good odd good bad odd bad', 3],
  ])('%s: commit %i', (states, first) => {
    const hashes = commits(states.split(' '));
    expect(bisect(options())).toEqual({ kind: 'found', commit: hashes[first], subject: `commit ${first}` });
    expect(git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');
    expect(git('status', '--porcelain', '--untracked-files=no')).toBe('');
  });

  it('names those that may be it where they cannot be judged', () => {
    const hashes = commits('good good broken broken bad bad'.split(' '));
    const result = bisect(options());
    expect(result.kind).toBe('undecided');
    const candidates = result.kind === 'undecided' ? result.candidates : [];
    expect([...candidates].sort()).toEqual(hashes.slice(2, 5).sort());
    expect(git('rev-parse', 'HEAD')).toBe(hashes[5]);
  });

  it.each<[what: string, spoil: () => void, rest: Partial<BisectOptions>, says: string]>([
    ['changes', () => writeFileSync(join(repository, 'state'), 'mine'), {}, 'not committed'],
    ['a bisection of its own', () => git('bisect', 'start'), {}, 'being bisected already'],
    ['no such revision', () => {}, { good: 'nowhere' }, "no revision 'nowhere'"],
    ['a revision like an option', () => {}, { good: '--all' }, "no revision '--all'"],
    ['the ends the wrong way round', () => {}, { good: 'HEAD', bad: 'HEAD~5' }, 'git bisect'],
  ])('refuses %s and changes nothing', (_, spoil, rest, says) => {
    const head = commits('good good good bad bad bad'.split(' ')).at(-1);
    spoil();
    expect(() => bisect(options(rest))).toThrow(says);
    expect(git('rev-parse', 'HEAD')).toBe(head);
  });
});
