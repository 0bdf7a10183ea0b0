import { describe, expect, it } from 'vitest';
import { GENERATOR_ID } from '../../generators/index.ts';
import { runCli } from '../testing/run-cli.ts';

const PATIENCE_MS = 300_000;

describe('replay --seed', () => {
  it.each<[seed: string, code: number, says: string]>([
    [`${GENERATOR_ID}:1:0`, 0, 'held'],
    ['1:0', 0, 'held'],
    ['g1:1:0', 2, `is of the generators g1, and these are ${GENERATOR_ID}`],
    ['1', 2, 'is not SEED:RUN'],
    ['x4:1:0', 2, 'is not SEED:RUN'],
  ])(
    '%s exits with %i',
    (seed, code, says) => {
      const { out, err, ...run } = runCli([
        'replay',
        '--seed',
        seed,
        '--settings',
        'small',
        '--engine',
        'matrix',
      ]);
      expect(out + err).toContain(says);
      expect(run.code).toBe(code);
    },
    PATIENCE_MS,
  );
});
