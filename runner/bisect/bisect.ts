import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FencepostError } from '../../model/index.ts';

/** A search for the commit that brought a finding. */
export interface BisectOptions {
  /** The repository of what is tested. */
  readonly repository: string;
  /** The saved scenario; it is kept aside, as the commits come and go. */
  readonly scenario: string;
  /** A revision at which it holds, and one at which it fails. */
  readonly good: string;
  readonly bad: string;
  /** Builds a revision; empty: there is nothing to build. A revision that cannot be built is passed over. */
  readonly build: readonly string[];
  /** What replays a scenario whose path is put behind it: exits with 0 where it holds, with 1 where it fails. */
  readonly replay: readonly string[];
}

/** What the search came to. */
export type Bisected =
  | { readonly kind: 'found'; readonly commit: string; readonly subject: string }
  /** The first bad commit is one of several that cannot be judged. */
  | { readonly kind: 'undecided'; readonly candidates: readonly string[] };

/**
 * Drives `git bisect run` with a scenario. Whatever happens, the repository ends at the commit it was at.
 *
 * @throws FencepostError `usage` where the repository has changes or is being bisected already, `input` for
 *   revisions that do not fit, `io` where the checkout could not be restored
 */
export function bisect(options: BisectOptions): Bisected {
  const { repository, good, bad } = options;
  requireQuiet(repository);
  const [goodCommit, badCommit] = [commitOfRevision(repository, good), commitOfRevision(repository, bad)];
  const aside = mkdtempSync(join(tmpdir(), 'fencepost-bisect-'));
  try {
    const script = writeScript(aside, options);
    const started = git(repository, ['bisect', 'start', badCommit, goodCommit]);
    if (started.status !== 0) throw new FencepostError('input', `git bisect: ${lastLine(started.told)}`);
    const ran = spawnSync('git', ['bisect', 'run', 'sh', script], {
      cwd: repository,
      stdio: ['ignore', 2, 2],
    });
    return resultOf(repository, ran.status);
  } finally {
    restore(repository);
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Exit codes as `git bisect run` takes them: 0 is good, 1 is bad, 125 passes the commit over. */
function writeScript(aside: string, { scenario, build, replay }: BisectOptions): string {
  const [script, kept] = [join(aside, 'judge.sh'), join(aside, 'scenario.yaml')];
  writeFileSync(kept, readFileSync(scenario));
  const lines = [
    ...(build.length === 0 ? [] : [`${shellCommand(build)} || exit 125`]),
    shellCommand([...replay, kept]),
    'code=$?',
    // An engine that does not start, and a scenario that asks it nothing, say nothing of the finding.
    '[ "$code" -le 1 ] || exit 125',
    'exit "$code"',
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  return script;
}

function shellCommand(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
}

function resultOf(repository: string, status: number | null): Bisected {
  const bad = git(repository, ['rev-parse', 'refs/bisect/bad']).out.trim();
  if (status === 0) {
    const subject = git(repository, ['log', '-1', '--format=%s', bad]).out.trim();
    return { kind: 'found', commit: bad, subject };
  }
  const log = git(repository, ['bisect', 'log']).out;
  const candidates = [...log.matchAll(/^# possible first bad commit: \[([0-9a-f]+)\]/gm)].map(
    ([, commit]) => commit!,
  );
  if (candidates.length > 0) return { kind: 'undecided', candidates };
  throw new FencepostError('input', 'git bisect ended early; what it said stands above');
}

function requireQuiet(repository: string): void {
  const status = git(repository, ['status', '--porcelain', '--untracked-files=no']);
  if (status.status !== 0)
    throw new FencepostError('usage', `no git repository here: ${lastLine(status.told)}`);
  if (status.out !== '') {
    throw new FencepostError(
      'usage',
      'the repository has changes that are not committed: commit or stash them first',
    );
  }
  if (isBisecting(repository)) {
    throw new FencepostError(
      'usage',
      "the repository is being bisected already: 'git bisect reset' ends that",
    );
  }
}

function isBisecting(repository: string): boolean {
  const path = git(repository, ['rev-parse', '--git-path', 'BISECT_LOG']).out.trim();
  return existsSync(resolve(repository, path));
}

function commitOfRevision(repository: string, revision: string): string {
  const { status, out } = git(repository, [
    'rev-parse',
    '--verify',
    '--end-of-options',
    `${revision}^{commit}`,
  ]);
  if (status !== 0) throw new FencepostError('input', `there is no revision '${revision}'`);
  return out.trim().split('\n').at(-1)!;
}

function restore(repository: string): void {
  if (!isBisecting(repository)) return;
  const { status, told } = git(repository, ['bisect', 'reset']);
  if (status !== 0) {
    throw new FencepostError(
      'io',
      `the checkout could not be restored, 'git bisect reset' says: ${lastLine(told)}`,
    );
  }
}

function git(
  repository: string,
  words: readonly string[],
): { readonly status: number | null; readonly out: string; readonly told: string } {
  const { status, stdout, stderr, error } = spawnSync('git', words, { cwd: repository, encoding: 'utf8' });
  if (error !== undefined) throw new FencepostError('usage', `git cannot be run: ${error.message}`);
  return { status, out: stdout, told: stderr };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
