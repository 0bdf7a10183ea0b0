import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { KillMatrix } from '../../model/index.ts';
import { runCli } from '../testing/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'fencepost-zoo-'));
afterAll(() => rmSync(folder, { recursive: true }));
const record = join(folder, 'record.json');

const SMALL = ['zoo', '--settings', 'small', '--seed', '1', '--reduce', 'off'];

describe('fencepost zoo', () => {
  it('says what found a bug, and exits 0 where nothing survives', () => {
    const run = runCli([...SMALL, '--bug', 'OVN-1174', '--cases-per-bug', '500', '--write-record', record]);
    expect(run.code).toBe(0);
    expect(run.out).toContain('policytypes-default\n  OVN-1174  ovn-kubernetes  semantics  1/1');
    expect(run.out).toContain('no survivors');
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ settings: ['small'], seeds: [1] });
  });

  it('holds a later version to the record', () => {
    const run = runCli([...SMALL, '--bug', 'OVN-1174', '--record', record, '-o', 'json']);
    const { survivors, command } = JSON.parse(run.out) as KillMatrix;
    expect([run.code, survivors]).toEqual([0, []]);
    expect(command).toBe(
      `fencepost zoo --seed 1 --settings small --reduce off --bug OVN-1174 --record ${record}`,
    );
  });

  it('does not hunt what the record misses, and says so', () => {
    const file = join(folder, 'missed.json');
    const old = JSON.parse(readFileSync(record, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...old, missed: ['OVN-845B'] }));
    const run = runCli([...SMALL, '--bug', 'OVN-1174', '--bug', 'OVN-845B', '--record', file, '-o', 'json']);
    const { bugs } = JSON.parse(run.out) as KillMatrix;
    expect([run.code, bugs.map(({ id }) => id)]).toEqual([0, ['OVN-1174']]);
    expect(run.err).toContain('not hunted, for the record misses them: OVN-845B');
  });

  it('exits 1 where a bug survives, and says what finding it takes', () => {
    const run = runCli([...SMALL, '--bug', 'OVN-845B', '--suite', 'recipes', '-o', 'markdown']);
    expect(run.code).toBe(1);
    expect(run.out).toContain('| OVN-845B | overlapping blocks with excepts |');
    expect(run.out).toContain('| `recipes` | 28 scenarios | 0 of 1 |');
    expect(run.err).toContain('1 bug survived');
  });

  it.each([
    ['a bug that there is not', ['--bug', 'OVN-845'], "no bug is 'OVN-845'. Did you mean 'OVN-845B'?"],
    ['a suite that there is not', ['--suite', 'no/such'], 'no/such: no such file or directory'],
    ['a format that there is not', ['-o', 'pdf'], "'pdf' is none of"],
    ['a record that is none', ['--record', 'package.json'], 'not a record'],
  ])('exits 2 for %s', (_, args, message) => {
    const run = runCli([...SMALL, ...args]);
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.err).toContain(message);
  });
});
