import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../built-program.ts';
import type { Family } from '../measure.ts';
import { atLeast, duration, mediansNs, timePassed } from '../measure.ts';

const CASES = 1_500;

/** A campaign takes long; what other processes do meanwhile takes its toll, and is told by the goal's miss. */
const ROUNDS = 2;

/** One campaign on one thread and on two: time passed, from the shell to the report. */
export const workers: Family = {
  name: 'workers',
  about: `the built command line's campaign of ${CASES} cases on two workers against one (${availableParallelism()} cores)`,
  measure() {
    const program = builtProgram();
    if (program === undefined) return [];
    const results = mkdtempSync(join(tmpdir(), 'fencepost-bench-'));
    const campaign = (count: number) => () => {
      const options = ['--seed', '5', '--cases', String(CASES), '--corpus', 'off', '--results', results];
      return spawnSync(process.execPath, [program, 'run', ...options, '--workers', String(count)], {
        stdio: 'ignore',
      });
    };
    try {
      const [one, two] = mediansNs([campaign(1), campaign(2)], ROUNDS, timePassed) as [number, number];
      return [
        {
          name: `${CASES} cases, the default engine`,
          measured: `two workers ${duration(two)}`,
          baseline: `one ${duration(one)}`,
          ratio: one / two,
          goal: atLeast(one / two, 1.8, 'at least 1.8 times as fast, where two cores are free'),
        },
      ];
    } finally {
      rmSync(results, { recursive: true, force: true });
    }
  },
};
