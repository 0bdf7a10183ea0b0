import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { FencepostError } from '../../model/index.ts';

/** Whoever holds a lock shows every so often that it is alive. */
const HEARTBEAT_MS = 30_000;

/** A holder that has not been heard of for so long is gone, wherever it was. */
const STALE_MS = 20 * HEARTBEAT_MS;

/** A lock file that says nothing was being written when its process died. */
const WRITING_MS = 5_000;

/** Who holds a lock, as its file says. */
interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** Locks of this process: its own number in a file may also be that of a process long dead. */
const held = new Set<string>();

/**
 * Takes the lock file, so that no two campaigns write into one directory. The lock of a process that died is
 * taken over.
 *
 * @returns what gives it back
 * @throws FencepostError `usage` where another process holds it, `io` where the directory cannot be written
 */
export function takeLock(path: string): () => void {
  const own = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  try {
    mkdirSync(dirname(path), { recursive: true });
    while (!tryCreate(path, own)) clearStale(path);
  } catch (error) {
    if (error instanceof FencepostError) throw error;
    const message = `cannot write into ${dirname(path)}: ${reasonOf(dirname(path), error as Error)}`;
    throw new FencepostError('io', message, undefined, error);
  }
  held.add(path);
  const heartbeat = setInterval(() => beat(path), HEARTBEAT_MS);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    if (held.delete(path)) remove(path);
  };
}

/** Making a directory where nothing can be made says that something is missing: the nearest one knows better. */
function reasonOf(directory: string, error: Error): string {
  let nearest = resolve(directory);
  while (!existsSync(nearest) && nearest !== dirname(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK);
    return error.message;
  } catch (reason) {
    return (reason as Error).message;
  }
}

function tryCreate(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // The disk is full: an empty lock would keep everybody out.
    if (code === 'ENOSPC') remove(path);
    throw error;
  }
}

/** Moves a lock out of the way that nobody holds any more. */
function clearStale(path: string): void {
  const holder = readHolder(path);
  if (holder === undefined) return;
  if (!holder.isStale) {
    const { pid, host } = holder;
    const who = pid === undefined ? '' : ` (process ${pid}${host === hostname() ? '' : ` on ${host}`})`;
    throw new FencepostError(
      'usage',
      `${dirname(path)} is in use by another run${who}; give this one another --results, ` +
        `or remove ${path} if that is no fencepost`,
    );
  }
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Another process may have taken the lock over in between: then it is given back.
  if (readFileSync(aside, 'utf8') !== holder.text) renameSync(aside, path);
  else remove(aside);
}

function readHolder(path: string): (Partial<Holder> & { text: string; isStale: boolean }) | undefined {
  let text: string;
  let ageMs: number;
  try {
    text = readFileSync(path, 'utf8');
    ageMs = Date.now() - statSync(path).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const holder = parseHolder(text);
  if (holder === undefined) return { text, isStale: ageMs > WRITING_MS };
  return { ...holder, text, isStale: ageMs > STALE_MS || isGone(path, holder) };
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    if (typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string') {
      return { pid, host };
    }
  } catch {
    // As good as empty.
  }
  return undefined;
}

function isGone(path: string, { pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  if (pid === process.pid) return !held.has(path);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function beat(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // A lock that somebody removed by hand is no reason to end a campaign.
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // On a disk that has become read-only the lock stays, and is stale.
  }
}
