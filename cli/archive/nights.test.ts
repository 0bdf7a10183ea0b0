import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, runCli } from '../testing/run-cli.ts';

const folder = folderWith({ file: 'precious' });
afterAll(folder.remove);

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

const SMALL = [
  ...'--settings small --corpus off --seed 5 --engine zoo:CILIUM-28684'.split(' '),
  '--property',
  'engine-agrees-with-reference',
];
const KEY = 'v2:engine-agrees-with-reference/zoo:CILIUM-28684/end-port';
const history = folder.path('history');

const night = (cases: number, ...more: readonly string[]): ReturnType<typeof runCli> =>
  runCli(['run', ...SMALL, '--cases', `${cases}`, '--results', folder.path('results'), ...more]);

describe('nights', () => {
  it(
    'are kept: what was new is still there in the second one, and nothing is new',
    () => {
      const first = night(130, '--history', history);
      expect(first.out).toContain('history: 1 new, 0 back');
      expect(runCli(['history', history])).toMatchObject({ code: 1, out: expect.stringContaining(KEY) });
      const report = folder.path('report.html');
      const second = night(130, '--history', history, '--report', `html=${report}`);
      expect(second.out).toContain('history: 0 new, 0 back, 0 flaky, 1 still there');
      expect(readFileSync(report, 'utf8')).toContain('Trend over 2 nights');
      expect(runCli(['history', history]).code).toBe(0);
    },
    PATIENCE_MS,
  );

  it(
    'with a torn line among them are told without it',
    () => {
      appendFileSync(`${history}/history.jsonl`, '{"schema":"fencepost-hist');
      const told = runCli(['history', history, '--json']);
      expect(told.err).toContain('history.jsonl:3: not an entry of a history');
      expect(JSON.parse(told.out)).toMatchObject({
        campaigns: [{ seed: 5 }, { seed: 5 }],
        buckets: [{ key: KEY, standing: 'there', nights: { met: 2, asked: 2 } }],
      });
    },
    PATIENCE_MS,
  );

  it(
    'are joined, each once, however often',
    () => {
      const joined = ['history', history, history, '-o', folder.path('joined')];
      runCli(joined);
      runCli(joined);
      expect(readFileSync(folder.path('joined/history.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
    },
    PATIENCE_MS,
  );

  it.each<[args: string[], code: number, says: string]>([
    [['history'], 2, 'history takes directories'],
    [['history', 'nowhere'], 2, 'no history in nowhere'],
    [['run', '--history', 'file', '--cases', '1'], 3, 'file/history.jsonl: E'],
    [['run', '--history', 'h', '--shard', '1/2', '--cases', '1'], 2, 'a shard is no campaign'],
  ])(
    '%j exits with %i',
    (args, code, says) => {
      const run = runCli(args.map((arg) => (arg === 'file' ? folder.path('file') : arg)));
      expect(run.err).toContain(says);
      expect(run.code).toBe(code);
      expect(existsSync('h')).toBe(false);
    },
    PATIENCE_MS,
  );
});

describe('a known failure', () => {
  const file = folder.path('expected.yaml');
  const expecting = (expires: string, cases: number): ReturnType<typeof runCli> => {
    writeFileSync(file, `expected:\n  - {key: '${KEY}', reason: known, link: docs, expires: ${expires}}\n`);
    return night(cases, '--expected', file, '--report', `junit=${folder.path('junit.xml')}`);
  };

  it.each<[expires: string, cases: number, code: number, says: string, failures: number]>([
    ['2999-12-31', 130, 0, 'expected until 2999-12-31', 0],
    ['2001-01-01', 130, 1, 'expected until 2001-01-01, and so no longer', 1],
    ['2999-12-31', 5, 1, 'unexpected pass: 1 known failure', 0],
  ])(
    'until %s, in %i cases: exit %i, %s',
    (expires, cases, code, says, failures) => {
      const run = expecting(expires, cases);
      expect(run.out + run.err).toContain(says);
      expect(run.code).toBe(code);
      expect(readFileSync(folder.path('junit.xml'), 'utf8')).toContain(` failures="${failures}"`);
    },
    PATIENCE_MS,
  );
});
