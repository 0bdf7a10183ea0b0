import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../model/index.ts';
import { runCli } from '../testing/run-cli.ts';

const TEST_TIMEOUT_MS = 180_000;

describe('fencepost compare', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fencepost-compare-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['no engine', [], 'compare takes at least one --engine'],
    ['an engine that there is not', ['--engine', 'refrence'], "there is no engine 'refrence'"],
    [
      'an unknown format',
      ['--engine', 'matrix', '-o', 'xml'],
      "'xml' is none of table, markdown, html, json",
    ],
    ['a missing list', ['--engine', 'matrix', '--expected', 'nowhere.yaml'], 'cannot read nowhere.yaml'],
  ])('refuses %s', (_, args, words) => {
    const { code, err } = runCli(['compare', ...args]);
    expect(err).toContain(words);
    expect(code).toBe(2);
  });

  it(
    'ends with 1 where an engine deviates, keeps the scenario, and ends with 0 where that is expected',
    () => {
      const kept = join(folder, 'kept');
      const asked = ['compare', '--engine', 'mutant:PORT-7', '--cases', '0', '--seed', '1'];
      const found = runCli([...asked, '-o', 'json', '--save', kept]);
      const comparison = JSON.parse(found.out) as Comparison;
      expect(comparison.schema).toBe('fencepost-compare/1');
      expect(comparison.deviations.map(({ clause }) => clause)).toEqual(['PORT-7']);
      expect(found.code).toBe(1);

      const [file] = readdirSync(kept);
      expect(comparison.deviations[0]!.finding.reproduce).toBe(
        `fencepost replay ${join(kept, file!)} --engine mutant:PORT-7`,
      );
      expect(runCli(['replay', join(kept, file!), '--engine', 'mutant:PORT-7']).code).toBe(1);
      expect(runCli(['replay', join(kept, file!)]).code).toBe(0);

      const known = comparison.deviations[0]!.keys.map((key) => ({
        key,
        reason: 'on purpose',
        link: 'https://example.org',
        expires: '9999-12-31',
      }));
      const list = join(folder, 'expected.yaml');
      writeFileSync(list, JSON.stringify({ expected: known }));
      const excused = runCli([...asked, '--expected', list]);
      expect(excused.out).toContain('0 unexpected deviations, 1 expected');
      expect(excused.code).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});
