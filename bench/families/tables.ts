import { createMatrix } from '../../evaluator/index.ts';
import { packetAxes } from '../../model/index.ts';
import { largeCluster } from '../large-cluster.ts';
import type { Family, Row } from '../measure.ts';
import { atMost, duration, mediansNs, rate } from '../measure.ts';

/** Whole tables: every source, destination and port of a large cluster. */
export const tables: Family = {
  name: 'tables',
  about: 'every source, destination and port as bits: computing them against filling the same memory',
  measure: () => [rowOf(1000, 100), rowOf(10_000, 100, 10)],
};

function rowOf(pods: number, policies: number, goal = 20): Row {
  const cluster = largeCluster(pods, policies);
  const axes = packetAxes(cluster, { resolution: 'class' });
  const table = createMatrix().of(cluster).table(axes);
  const ends = axes.endpoints.length;
  // One port after another into the same memory: all of them at once would not fit into most machines.
  const memory = new Int32Array(ends * table.rowWords);
  const [tableNs, fillNs] = mediansNs(
    [
      () => {
        for (let port = 0; port < axes.ports.length; port++) table.fill(port, memory);
        return memory[0];
      },
      () => {
        for (let port = 0; port < axes.ports.length; port++) memory.fill(0x5a5a_5a5a ^ port);
        return memory[0];
      },
    ],
    5,
  ) as [number, number];
  const cells = ends * ends * axes.ports.length;
  const ratio = tableNs / fillNs;
  return {
    name: `${pods} pods × ${policies} policies, ${axes.ports.length} ports`,
    measured: `table ${rate(cells, tableNs, 'cells')} (${duration(tableNs)})`,
    baseline: `fill ${rate(memory.byteLength * axes.ports.length, fillNs, 'B')} (${duration(fillNs)})`,
    ratio,
    goal: atMost(ratio, goal, `at most ${goal} times as long`),
  };
}
