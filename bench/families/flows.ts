import { createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { Flow, ProbeAxes } from '../../model/index.ts';
import { flowAt, packetAxes } from '../../model/index.ts';
import { largeCluster, numbersFrom } from '../large-cluster.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast, duration, mediansNs, medianNs, rate } from '../measure.ts';

/** Flows of one round: the reference is slow, and gets fewer. */
const ASKED = 400_000;
const ASKED_OF_REFERENCE = 10_000;

/** The matrix against the reference, flow by flow, in clusters of several sizes. */
export const flows: Family = {
  name: 'flows',
  about: 'single flows, random ends and ports: the matrix, looked up, against the reference',
  measure: () => [rowOf(100, 10), rowOf(1000, 100, 50), rowOf(10_000, 100, 50), rowOf(10_000, 1000)],
};

function rowOf(pods: number, policies: number, goal?: number): Row {
  const cluster = largeCluster(pods, policies);
  const axes = packetAxes(cluster, { resolution: 'class' });
  const compileNs = medianNs(
    () =>
      createMatrix()
        .of(cluster)
        .table({ ...axes, ports: [...axes.ports] }),
    3,
  );
  const table = createMatrix().of(cluster).table(axes);
  const cells = randomCells(axes, ASKED);
  const evaluation = createEvaluator().of(cluster);
  const asFlows: Flow[] = Array.from({ length: ASKED_OF_REFERENCE }, (_, index) =>
    flowAt(axes, cells[index * 3]!, cells[index * 3 + 1]!, cells[index * 3 + 2]!),
  );
  const [matrixNs, referenceNs] = mediansNs([
    () => {
      let allowed = 0;
      for (let at = 0; at < cells.length; at += 3) {
        if (table.allows(cells[at]!, cells[at + 1]!, cells[at + 2]!)) allowed++;
      }
      return allowed;
    },
    () => {
      let allowed = 0;
      for (const flow of asFlows) if (evaluation.judge(flow) === 'allow') allowed++;
      return allowed;
    },
  ]) as [number, number];
  const ratio = referenceNs / ASKED_OF_REFERENCE / (matrixNs / ASKED);
  const perSecond = (ASKED / matrixNs) * 1e9;
  return {
    name: `${pods} pods × ${policies} policies`,
    measured: `matrix ${rate(ASKED, matrixNs)} (compiled in ${duration(compileNs)})`,
    baseline: `reference ${rate(ASKED_OF_REFERENCE, referenceNs)}`,
    ratio,
    goal:
      goal === undefined
        ? atLeast(perSecond, 40e6, 'at least 40 M/s')
        : atLeast(ratio, goal, `at least ${goal} times as fast`),
  };
}

function randomCells({ endpoints, ports }: ProbeAxes, count: number): Uint32Array {
  const below = numbersFrom(7);
  const cells = new Uint32Array(count * 3);
  for (let at = 0; at < cells.length; at += 3) {
    cells[at] = below(endpoints.length);
    cells[at + 1] = below(endpoints.length);
    cells[at + 2] = below(ports.length);
  }
  return cells;
}
