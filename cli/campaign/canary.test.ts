import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../model/index.ts';
import { runCli } from '../testing/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'fencepost-canary-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RUN = [
  'run',
  '--canary',
  '--seed=1',
  '--cases=4',
  '--settings=small',
  '--corpus=off',
  '--coverage=off',
  '--workers=1',
];

describe('fencepost run --canary', () => {
  it('says that all canaries were caught, and counts them among nothing else', () => {
    const report = join(folder, 'result.json');
    const run = runCli([...RUN, '--results', join(folder, 'a'), '--report', `json=${report}`]);
    expect(run.out).toContain('canary: all 4 caught');
    expect(run.code).toBe(0);
    const result = JSON.parse(readFileSync(report, 'utf8')) as CampaignResult;
    expect(result.canaries?.map(({ caught }) => caught)).toEqual([true, true, true, true]);
    expect([result.cases, result.findings]).toEqual([4, []]);
    expect(result.tallies.filter(({ engine }) => engine.startsWith('canary'))).toEqual([]);
  });

  it('is void where nobody would have noticed, whatever else was found', () => {
    const blind = ['--property', 'the-codec-keeps-everything', '--engine', 'matrix'];
    const run = runCli([...RUN, ...blind, '--results', join(folder, 'b')]);
    expect(run.code).toBe(3);
    expect(run.err).toContain('the run is void');
    expect(run.out).toContain(
      'canary: not caught: canary:once-in-16, canary:crash, canary:hang, canary:leak',
    );
  });
});
