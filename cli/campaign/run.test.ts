import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, interruptCli, runCli, startCli } from '../testing/run-cli.ts';

const folder = folderWith({ file: 'precious' });
afterAll(folder.remove);

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

const SMALL = ['--settings', 'small', '--corpus', 'off', '--property', 'engine-agrees-with-reference'];
const BROKEN = [...SMALL, '--engine', 'zoo:CILIUM-28684', '--seed', '5'];

const untimed = (file: string): unknown => {
  const { timing, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  expect(timing).toHaveProperty('elapsedMs');
  return rest;
};

describe('a run that is killed', () => {
  const results = folder.path('killed');
  const findings = (): string[] => readdirSync(`${results}/findings`);

  const start = (workers: string): ReturnType<typeof startCli> =>
    startCli(['run', ...BROKEN, '--time', '1h', '--results', results, '--workers', workers]);

  it.each(['1', '2'])(
    'loses no finding that it printed, with %s workers',
    async (workers) => {
      const { child, ended, printed } = start(workers);
      await printed('finding  ');
      child.kill('SIGKILL');
      const { err } = await ended;
      const saved = findings().filter((name) => name.endsWith('.yaml'));
      const texts = saved.map((name) => readFileSync(`${results}/findings/${name}`, 'utf8'));
      for (const line of err.split('\n').filter((each) => each.startsWith('finding  '))) {
        const summary = line.slice('finding  '.length);
        expect(texts.some((text) => text.includes(summary.slice(0, 60)))).toBe(true);
      }
    },
    PATIENCE_MS,
  );

  it(
    'leaves scenarios that can be replayed and a record that can be joined',
    () => {
      expect(runCli(['replay', `${results}/findings`, '--engine', 'zoo:CILIUM-28684']).code).toBe(1);
      const joined = ['merge', results, '-o', folder.path('part')];
      expect(runCli(joined)).toMatchObject({
        code: 3,
        err: expect.stringContaining('before it had finished'),
      });
      // Whether the round that found something was over when it was killed is for chance to say.
      expect([0, 1]).toContain(runCli([...joined, '--partial']).code);
    },
    PATIENCE_MS,
  );

  it(
    'keeps other runs out while it lives',
    async () => {
      const { child, ended, printed } = start('1');
      await printed('fencepost');
      const second = runCli(['run', ...BROKEN, '--cases', '1', '--results', results]);
      expect(second.code).toBe(2);
      expect(second.err).toContain(`in use by another run (process ${child.pid})`);
      child.kill('SIGKILL');
      await ended;
    },
    PATIENCE_MS,
  );

  it(
    'leaves a directory that the next one can use, and what was found in it',
    () => {
      const before = findings();
      const next = runCli(['run', ...BROKEN, '--cases', '1', '--results', results]);
      expect(next.err).not.toContain('in use');
      expect(findings()).toEqual(expect.arrayContaining(before));
      expect(existsSync(`${results}/lock`)).toBe(false);
    },
    PATIENCE_MS,
  );
});

it(
  'says that results cannot be written before it does any work',
  () => {
    const run = runCli(['run', ...BROKEN, '--cases', '5', '--results', folder.path('file/below')]);
    expect(run.code).toBe(3);
    expect(run.err).toContain(`fencepost: cannot write into ${folder.path('file/below')}: ENOTDIR`);
    expect(run.out).toBe('');
    expect(readFileSync(folder.path('file'), 'utf8')).toBe('precious');
  },
  PATIENCE_MS,
);

it(
  'ends with a valid report when two workers are interrupted',
  async () => {
    const report = folder.path('interrupted.json');
    const options = ['--time', '1h', '--workers', '2', '--results', folder.path('interrupted')];
    const run = await interruptCli([
      'run',
      ...SMALL,
      '--seed',
      '1',
      ...options,
      '--report',
      `json=${report}`,
    ]);
    expect(run.out).toContain('interrupted');
    expect(untimed(report)).toMatchObject({ ended: 'interrupted', findings: [] });
    expect(run.code).toBe((untimed(report) as { cases: number }).cases > 0 ? 0 : 3);
  },
  PATIENCE_MS,
);

describe('shards', () => {
  const shard = (index: number): string[] => {
    const results = folder.path(`shard${index}`);
    return ['run', ...BROKEN, '--cases', '130', '--shard', `${index}/2`, '--results', results];
  };
  const merge = (...args: string[]): ReturnType<typeof runCli> =>
    runCli(['merge', ...args.map((arg) => (arg.startsWith('-') ? arg : folder.path(arg)))]);

  it(
    'are joined to what one run would have come to',
    () => {
      const whole = ['--results', folder.path('whole'), '--report', `json=${folder.path('whole.json')}`];
      const run = runCli(['run', ...BROKEN, '--cases', '130', ...whole]);
      expect(runCli(shard(1)).out).toContain('shard 1/2');
      runCli(shard(2));
      const findings = readdirSync(folder.path('whole/findings'));
      const record = untimed(folder.path('whole/campaign.json'));
      const report = untimed(folder.path('whole.json'));

      // Into another directory the paths differ; into the same one nothing does.
      expect(merge('shard2', 'shard1', '-o', 'joined').code).toBe(run.code);
      expect(readdirSync(folder.path('joined/findings'))).toEqual(findings);
      expect(untimed(folder.path('joined/campaign.json'))).toEqual(record);
      const again = runCli([
        'merge',
        folder.path('shard1'),
        folder.path('shard2'),
        '-o',
        folder.path('whole'),
        '--report',
        `json=${folder.path('joined.json')}`,
      ]);
      expect(again.code).toBe(run.code);
      expect(untimed(folder.path('joined.json'))).toEqual(report);
    },
    PATIENCE_MS,
  );

  it.each<[args: string[], code: number, says: string]>([
    [[], 2, 'merge takes the results directories'],
    [['shard1', 'shard1'], 2, 'both hold shard 1/2'],
    [['shard2'], 3, 'of 2 shards these are missing: 1'],
    [['shard2', '--partial', '-o', 'part'], 1, 'of 2 shards these are missing: 1'],
  ])(
    'merge %j exits with %i',
    (args, code, says) => {
      const run = merge(...args);
      expect(run.err).toContain(says);
      expect(run.code).toBe(code);
    },
    PATIENCE_MS,
  );
});

it.each<[args: string[], says: string]>([
  [['--shard', '3/2'], "--shard: '3/2'"],
  [['--shard', 'env'], 'FENCEPOST_SHARD'],
])('run %j is wrong usage', (args, says) => {
  const run = runCli(['run', ...args, '--cases', '1']);
  expect(run.code).toBe(2);
  expect(run.err).toContain(says);
});
