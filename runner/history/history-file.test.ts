import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendHistory, HISTORY_FILE, prepareHistory, readHistory } from './history-file.ts';
import { KEY, nightWith } from './testing/sample-entry.ts';

const writer = fileURLToPath(new URL('testing/writer.ts', import.meta.url));
const [one, two, three] = [nightWith(1, [KEY]), nightWith(2, []), nightWith(3, [KEY])];

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fencepost-history-'));
  file = join(directory, HISTORY_FILE);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('a history', () => {
  it('is what was appended, by date', () => {
    appendHistory(directory, [two]);
    appendHistory(directory, [three, one]);
    expect(readHistory([directory])).toEqual({ entries: [one, two, three], damaged: [] });
  });

  it('is empty where there is none yet, or nobody has added to it', () => {
    expect(readHistory([join(directory, 'nowhere')]).entries).toEqual([]);
    prepareHistory(join(directory, 'new'));
    expect(readHistory([join(directory, 'new')])).toEqual({ entries: [], damaged: [] });
  });

  it('counts a campaign once, though it lies in several places', () => {
    appendHistory(directory, [one, two, one]);
    appendHistory(join(directory, 'copy'), [two, three]);
    expect(readHistory([directory, join(directory, 'copy')]).entries).toEqual([one, two, three]);
  });

  it('tells of a night whose keys are of another form, and does not count it', () => {
    const old = 'v1:engine-agrees-with-reference/plugin/ingress/deny→allow/IPB-5';
    appendHistory(directory, [one, nightWith(2, [old]), three]);
    const { entries, damaged } = readHistory([directory]);
    expect(entries).toEqual([one, three]);
    const because = `its findings have keys such as '${old}', and this version makes them otherwise: it no longer counts`;
    expect(damaged).toEqual([{ file, line: 2, because }]);
  });

  it('tells of a torn line, leaves it alone and does not continue it', () => {
    const torn = JSON.stringify(two).slice(0, 100);
    appendHistory(directory, [one]);
    writeFileSync(file, torn, { flag: 'a' });
    appendHistory(directory, [three]);
    const { entries, damaged } = readHistory([directory]);
    expect(entries).toEqual([one, three]);
    expect(damaged).toEqual([{ file, line: 2, because: 'it is not whole, or no JSON' }]);
    expect(readFileSync(file, 'utf8').split('\n')[1]).toBe(torn);
  });

  it.each<[line: string, because: string]>([
    ['null', 'it is no object'],
    ['[]', 'it is no object'],
    [JSON.stringify({ ...one, schema: 'fencepost-history/2' }), "its 'schema' is not one of this version"],
    [JSON.stringify({ ...one, findings: { [KEY]: 'twice' } }), "its 'findings' is not one of this version"],
    [JSON.stringify({ ...one, date: 'yesterday' }), "its 'date' is not one of this version"],
    [JSON.stringify({ ...one, asked: {} }), "its 'asked' is not one of this version"],
  ])('leaves out %.30s…', (line, because) => {
    writeFileSync(file, `${line}\n\n${JSON.stringify(two)}\n`);
    expect(readHistory([directory])).toMatchObject({ entries: [two], damaged: [{ line: 1, because }] });
  });

  it('holds keys that mean something to JavaScript', () => {
    const line = JSON.stringify(one).replaceAll(KEY, '__proto__');
    writeFileSync(file, `${line}\n`);
    expect(Object.keys(readHistory([directory]).entries[0]!.findings)).toEqual(['__proto__']);
  });

  it('says where it cannot be written, and harms nothing', () => {
    writeFileSync(join(directory, 'file'), 'precious');
    expect(() => prepareHistory(join(directory, 'file'))).toThrow(/cannot write .*: E/);
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('precious');
  });

  it.skipIf(process.getuid?.() === 0)(
    'says that it may not be written (skipped for root, who may do anything)',
    () => {
      chmodSync(directory, 0o555);
      expect(() => appendHistory(directory, [one])).toThrow(/cannot write .*EACCES/);
      chmodSync(directory, 0o755);
    },
  );
});

it('has every line of four processes that write at once, and none torn by those that are killed', async () => {
  const writers = [1, 2, 3, 4].map((seed) =>
    spawn(process.execPath, ['--import', 'tsx', writer, directory, String(seed), '50'], { stdio: 'pipe' }),
  );
  // Asked for at once: a writer may be done before the one that is killed has begun.
  const ends = writers.map((child) => new Promise((resolve) => child.on('close', resolve)));
  const killed = spawn(process.execPath, ['--import', 'tsx', writer, directory, '5', '100000']);
  await new Promise((resolve) => killed.stdout.once('data', resolve));
  killed.kill('SIGKILL');
  expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
  const { entries, damaged } = readHistory([directory]);
  expect(damaged).toEqual([]);
  for (const seed of [1, 2, 3, 4]) expect(entries.filter((entry) => entry.seed === seed)).toHaveLength(50);
}, 60_000);
