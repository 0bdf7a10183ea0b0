import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { HistoryEntry } from '../../model/index.ts';
import { FencepostError } from '../../model/index.ts';
import { parseHistoryEntry } from './parse-history-entry.ts';

/** The file in a directory that holds a history: one campaign a line. */
export const HISTORY_FILE = 'history.jsonl';

/** A line that is no entry: torn by a crash, or written by something else. It stays where it is. */
export interface DamagedLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly because: string;
}

/** What is known of earlier campaigns. */
export interface History {
  /** By the time they began; each once. */
  readonly entries: readonly HistoryEntry[];
  readonly damaged: readonly DamagedLine[];
}

/**
 * The histories in directories, joined. What a shared cache or a merge has doubled counts once; a directory
 * without one is an empty history, since every history begins like that.
 *
 * @throws FencepostError `io` for a file that cannot be read
 */
export function readHistory(directories: readonly string[]): History {
  const entries = new Map<string, HistoryEntry>();
  const damaged: DamagedLine[] = [];
  for (const directory of directories) {
    const file = join(directory, HISTORY_FILE);
    for (const [index, text] of readLines(file).entries()) {
      if (text.trim() === '') continue;
      const parsed = parseHistoryEntry(text);
      if (typeof parsed === 'string') damaged.push({ file, line: index + 1, because: parsed });
      else entries.set(text, parsed);
    }
  }
  return { entries: [...entries.values()].sort(byDate), damaged };
}

function byDate(a: HistoryEntry, b: HistoryEntry): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.seed - b.seed;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new FencepostError('io', `cannot read ${file}: ${(error as Error).message}`, undefined, error);
  }
}

/**
 * Makes sure that a history can be written, so that nobody learns only after a night that it cannot.
 *
 * @throws FencepostError `io`
 */
export function prepareHistory(directory: string): void {
  append(directory, []);
}

/**
 * Adds campaigns to the history in a directory. Any number of processes may do so at once: each line goes to
 * the end in one piece. A line that an earlier crash has torn is left alone and not continued.
 *
 * @throws FencepostError `io` where it cannot be written; then no earlier entry has come to harm
 */
export function appendHistory(directory: string, entries: readonly HistoryEntry[]): void {
  append(directory, entries);
}

function append(directory: string, entries: readonly HistoryEntry[]): void {
  const file = join(directory, HISTORY_FILE);
  let handle: number | undefined;
  try {
    mkdirSync(directory, { recursive: true });
    handle = openSync(file, 'a+');
    for (const entry of entries) writeWhole(handle, `${beginning(handle)}${JSON.stringify(entry)}\n`);
    fsyncSync(handle);
  } catch (error) {
    throw new FencepostError('io', `cannot write ${file}: ${(error as Error).message}`, undefined, error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** Ends a torn line, if there is one. */
function beginning(handle: number): string {
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  if (size === 0 || readSync(handle, last, 0, 1, size - 1) === 0) return '';
  return last.toString() === '\n' ? '' : '\n';
}

function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  // In one call, which the system does not mix with those of others.
  const written = writeSync(handle, bytes);
  if (written < bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes fitted on the disk`);
}
