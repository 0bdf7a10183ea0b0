import { join } from 'node:path';
import { execEngine } from '../../engines/index.ts';
import { flowOf, packetClasses } from '../../model/index.ts';
import { packagedDirectory } from '../../scenarios/index.ts';
import { largeCluster } from '../large-cluster.ts';
import type { Family } from '../measure.ts';
import { atLeast, medianNs, rate } from '../measure.ts';

const ROUNDS = 5;

/** The goal: verdicts a second through the pipe. */
const GOAL = 200_000;

/** An engine in another process that answers at once, against writing the same flows as JSON and reading them again. */
export const exec: Family = {
  name: 'exec',
  about:
    'verdicts through the pipe from an engine that answers at once, against the JSON of the same flows alone',
  async measure() {
    const script = join(packagedDirectory('bench'), 'instant-engine.mjs');
    const engine = await execEngine(`${process.execPath} ${script}`, {
      probesPerCase: Number.MAX_SAFE_INTEGER,
    });
    try {
      const probes = packetClasses(largeCluster(40, 6), {
        resolution: 'class',
        endpoints: ['pod', 'external'],
      });
      const times: number[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const start = performance.now();
        await engine.judge(probes);
        if (round > 0) times.push((performance.now() - start) * 1e6);
      }
      const throughNs = times.sort((a, b) => a - b)[ROUNDS >> 1]!;
      const flows = Array.from(probes.cells, (cell) => flowOf(probes, cell));
      const jsonNs = medianNs(() => JSON.parse(JSON.stringify(flows)) as unknown, ROUNDS);
      const perSecond = (probes.cells.length / throughNs) * 1e9;
      return [
        {
          name: `${probes.cells.length} flows of one case`,
          measured: `engine ${rate(probes.cells.length, throughNs, 'verdicts')}`,
          baseline: `JSON alone ${rate(probes.cells.length, jsonNs, 'flows')}`,
          ratio: jsonNs / throughNs,
          goal: atLeast(perSecond, GOAL, 'at least 200,000 verdicts a second, time passed'),
        },
      ];
    } finally {
      await engine.close();
    }
  },
};
