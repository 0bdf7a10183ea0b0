import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentName } from './content-name.ts';
import { openResults, readRecord } from './results-store.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fencepost-results-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const files = (): string[] => readdirSync(join(directory, 'findings')).sort();
const nameOf = (text: string): string => `${contentName(text)}.yaml`;

describe('findings', () => {
  it('lie under the hash of their text', () => {
    const store = openResults(directory);
    expect(store.save('a: 1\n')).toBe(store.pathOf('a: 1\n'));
    expect(readFileSync(store.pathOf('a: 1\n'), 'utf8')).toBe('a: 1\n');
    expect(files()).toEqual([nameOf('a: 1\n')]);
    store.close();
  });

  it('of this run can be discarded, those of earlier runs stay', () => {
    const earlier = openResults(directory);
    earlier.save('old');
    earlier.close();
    const store = openResults(directory);
    store.save('old');
    store.save('new');
    for (const text of ['old', 'new', 'never saved']) store.discard(text);
    expect(files()).toEqual([nameOf('old')]);
    store.close();
  });
});

describe('two runs in one directory', () => {
  it('are refused, and the first is unharmed', () => {
    const first = openResults(directory);
    expect(() => openResults(directory)).toThrowError(`in use by another run (process ${process.pid})`);
    expect(() => openResults(directory)).toThrowError('--results');
    first.save('still mine');
    first.close();
    first.close();
    openResults(directory).close();
  });

  it('may follow each other', () => {
    openResults(directory).close();
    openResults(directory).close();
    expect(readdirSync(directory)).toEqual([]);
  });

  const lock = (holder: unknown, ageMs = 0): void => {
    const path = join(directory, 'lock');
    writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
    const then = new Date(Date.now() - ageMs);
    utimesSync(path, then, then);
  };
  /** A process that is no more. */
  const dead = (): number => spawnSync(process.execPath, ['-e', '0']).pid;
  const HOUR_MS = 3_600_000;

  it.each<[title: string, put: () => void]>([
    ['whose process died', () => lock({ pid: dead(), host: hostname() })],
    ['of our own number, from before we were born', () => lock({ pid: process.pid, host: hostname() })],
    ['of another machine, without a sign of life', () => lock({ pid: 1, host: 'elsewhere' }, HOUR_MS)],
    ['that was never written to its end', () => lock('{"pid":1', 60_000)],
  ])('a lock %s is taken over', (_title, put) => {
    put();
    const store = openResults(directory);
    expect(JSON.parse(readFileSync(join(directory, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    store.close();
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each<[title: string, put: () => void, says: string]>([
    ['of a living process', () => lock({ pid: process.ppid, host: hostname() }), `process ${process.ppid}`],
    ['of another machine', () => lock({ pid: dead(), host: 'elsewhere' }, 60_000), ' on elsewhere)'],
    ['that is being written', () => lock(''), 'in use by another run;'],
  ])('a lock %s is respected', (_title, put, says) => {
    put();
    expect(() => openResults(directory)).toThrowError(says);
    expect(readdirSync(directory)).toEqual(['lock']);
  });
});

describe('a directory that cannot be used says so:', () => {
  it('a file', () => {
    const path = join(directory, 'file');
    writeFileSync(path, 'precious');
    expect(() => openResults(path)).toThrowError(`cannot write into ${path}: `);
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('something else has the name of the findings', () => {
    writeFileSync(join(directory, 'findings'), 'precious');
    const store = openResults(directory);
    expect(() => store.save('x')).toThrowError(`cannot write ${store.pathOf('x')}: `);
    store.close();
    expect(readdirSync(directory)).toEqual(['findings']);
  });

  it('something else has the name of the record: what was there stays', () => {
    const record = join(directory, 'campaign.json');
    mkdirSync(join(record, 'precious'), { recursive: true });
    const store = openResults(directory);
    expect(() => store.record({} as never)).toThrowError(`cannot write ${record}: `);
    store.close();
    expect(readdirSync(record)).toEqual(['precious']);
    expect(readdirSync(directory)).toEqual(['campaign.json']);
  });

  it('one without a campaign', () => {
    expect(() => readRecord(directory)).toThrowError(`${directory} holds no campaign: ENOENT`);
  });
});
