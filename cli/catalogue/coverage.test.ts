import { afterAll, describe, expect, it } from 'vitest';
import { folderWith, runCli } from '../testing/run-cli.ts';

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

const result = (parts: object): string => JSON.stringify({ schema: 'fencepost-result/1', seed: 7, ...parts });

const folder = folderWith({
  'result.json': result({
    coverage: [{ clause: 'IPB-2', bin: 'ingress/deny→allow/TCP/IPv4', decided: 3, firstCase: 12 }],
  }),
  'uncounted.json': result({}),
  'wrong.json': result({ coverage: [{ clause: 'IPB-2' }] }),
  'other.json': '{"schema": "another/1"}',
  'broken.json': '{',
});
afterAll(folder.remove);

describe('fencepost coverage', () => {
  it(
    'counts what a campaign of the reference decides, and the same again',
    () => {
      const args = ['coverage', '--cases', '64', '--seed', '3', '-o', 'json'];
      const [one, two] = [runCli([...args, '--workers', '1']), runCli([...args, '--workers', '1'])];
      expect(one.code).toBe(0);
      expect(two.out).toBe(one.out);
      const { seed, mandated, clauses } = JSON.parse(one.out);
      expect(seed).toBe(3);
      expect(mandated.map(({ kind, clauses: count }: Record<string, unknown>) => [kind, count])).toEqual([
        ['EVAL', 118],
        ['TIME', 14],
        ['ADM', 31],
        ['SHAPE', 15],
      ]);
      expect(clauses.filter(({ times }: { times: number }) => times > 0).length).toBeGreaterThan(40);
    },
    PATIENCE_MS,
  );

  it('tells of a campaign that is over', () => {
    const run = runCli(['coverage', folder.path('result.json')]);
    expect(run.code).toBe(0);
    expect(run.out).toMatch(/^IPB-2 +EVAL +1\/24 +3 +7:12 /m);
    expect(run.out).toContain('never decided: SCOPE-1');
    expect(run.out).toContain('1 of 178 mandated ones decided');
  });

  it('tells of some clauses, bin by bin', () => {
    const run = runCli(['coverage', folder.path('result.json'), '--clause', 'ipb-2']);
    expect(run.out).toMatch(/^ {2}ingress\/deny→allow\/TCP\/IPv4 +3 × +7:12$/m);
    expect(run.out).toMatch(/^ {2}egress\/allow→deny\/UDP\/IPv6 +never$/m);
    expect(run.out).not.toContain('IPB-3');
  });

  it.each([
    ['a result in which nobody counted', ['uncounted.json'], 2, 'nobody counted'],
    ['rows that are none', ['wrong.json'], 2, 'no list of clauses and bins'],
    ['another file', ['other.json'], 2, 'is no result of a campaign'],
    ['broken JSON', ['broken.json'], 2, 'JSON'],
    ['no file', ['absent.json'], 2, 'absent.json'],
    ['two results', ['result.json', 'result.json'], 2, 'takes one result'],
    ['a clause that does not exist', ['result.json', '--clause', 'IPB-99'], 2, "no clause or group 'IPB-99'"],
  ])('refuses %s', (_title, args, code, says) => {
    const run = runCli(['coverage', ...args.map((arg) => (arg.endsWith('.json') ? folder.path(arg) : arg))]);
    expect(run.code).toBe(code);
    expect(run.err).toContain(says);
  });
});
