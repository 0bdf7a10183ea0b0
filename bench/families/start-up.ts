import { spawnSync } from 'node:child_process';
import { builtProgram } from '../built-program.ts';
import type { Family } from '../measure.ts';
import { atMost, duration, mediansNs, timePassed } from '../measure.ts';

/** Milliseconds that the command line may add to the start of bare Node. */
const ALLOWANCE_MS = 40;

/** From the shell to the first line. */
export const startUp: Family = {
  name: 'start-up',
  about: 'the built command line against bare Node',
  measure() {
    const program = builtProgram();
    if (program === undefined) return [];
    const run = (args: readonly string[]) => () => spawnSync(process.execPath, args, { stdio: 'ignore' });
    const [ownNs, bareNs] = mediansNs([run([program, '--version']), run(['-e', '0'])], 11, timePassed) as [
      number,
      number,
    ];
    return [
      {
        name: 'fencepost --version',
        measured: duration(ownNs),
        baseline: `node -e 0 ${duration(bareNs)}`,
        ratio: ownNs / bareNs,
        goal: atMost(ownNs - bareNs, ALLOWANCE_MS * 1e6, `at most ${ALLOWANCE_MS} ms more`),
      },
    ];
  },
};
