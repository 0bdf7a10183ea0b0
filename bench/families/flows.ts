import { createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { ProbeSet } from '../../model/index.ts';
import { flowAt, flowOf, packetAxes } from '../../model/index.ts';
import { largeCluster, numbersFrom } from '../large-cluster.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast, duration, mediansNs, rate } from '../measure.ts';

/** Ends that are asked about, of all there are: 32 bits number their combinations. */
const ENDS = 1000;

/** Sources whose flows to all those ends are judged in one round. */
const SOURCES = 10;

/** The reference is slow, and gets one flow in so many. */
const REFERENCE_SHARE = 97;

/** The matrix against the reference, flow by flow, in clusters of several sizes. */
export const flows: Family = {
  name: 'flows',
  about: 'all flows of some sources: the matrix, compiled before, against the reference',
  measure: () => [rowOf(100, 10), rowOf(1000, 100), rowOf(10_000, 1000)],
};

const GOAL = 50;

function rowOf(pods: number, policies: number): Row {
  const probes = someProbes(pods, policies);
  const { cluster, cells } = probes;
  const compiled = createMatrix().of(cluster);
  const evaluation = createEvaluator().of(cluster);
  const sampled = cells.filter((_, index) => index % REFERENCE_SHARE === 0);
  const asFlows = Array.from(sampled, (cell) => flowOf(probes, cell));
  const [matrixNs, referenceNs, compileNs] = mediansNs([
    () => compiled.judgeAll(probes),
    () => {
      let allowed = 0;
      for (const flow of asFlows) if (evaluation.judge(flow) === 'allow') allowed++;
      return allowed;
    },
    // Fresh objects, for which nothing is remembered.
    () =>
      createMatrix()
        .of({ ...cluster })
        .judgeAll({ ...probes, endpoints: [...probes.endpoints], cells: cells.subarray(0, 1) }),
  ]) as [number, number, number];
  const ratio = referenceNs / asFlows.length / (matrixNs / cells.length);
  return {
    name: `${pods} pods × ${policies} policies`,
    measured: `matrix ${rate(cells.length, matrixNs)} (compiled in ${duration(compileNs)})`,
    baseline: `reference ${rate(asFlows.length, referenceNs)}`,
    ratio,
    goal: atLeast(ratio, GOAL, `at least ${GOAL} times as fast`),
  };
}

/** All flows of a few sources to up to {@link ENDS} ends of a cluster. */
function someProbes(pods: number, policies: number): ProbeSet {
  const cluster = largeCluster(pods, policies);
  const { endpoints: all, ports } = packetAxes(cluster, { resolution: 'class' });
  const step = Math.max(1, Math.floor(all.length / ENDS));
  const endpoints = all.filter((_, index) => index % step === 0).slice(0, ENDS);
  const perSource = endpoints.length * ports.length;
  const cells = Uint32Array.from({ length: SOURCES * perSource }, (_, index) => {
    const source = Math.floor(index / perSource) * Math.floor(endpoints.length / SOURCES);
    return source * perSource + (index % perSource);
  });
  return { cluster, endpoints, ports, cells };
}

const LOOK_UPS = 400_000;

/** One combination at a time, in no order. */
export const lookUps: Family = {
  name: 'look-ups',
  about: 'single look-ups, random ends and ports: the table against the reference',
  measure: () => [lookUpRow(1000, 100), lookUpRow(10_000, 100)],
};

const LOOK_UPS_PER_SECOND = 40e6;

function lookUpRow(pods: number, policies: number): Row {
  const cluster = largeCluster(pods, policies);
  const axes = packetAxes(cluster, { resolution: 'class' });
  const below = numbersFrom(7);
  const asked = Uint32Array.from({ length: LOOK_UPS * 3 }, (_, index) =>
    below(index % 3 === 2 ? axes.ports.length : axes.endpoints.length),
  );
  const table = createMatrix().of(cluster).table(axes);
  const evaluation = createEvaluator().of(cluster);
  const asFlows = Array.from({ length: LOOK_UPS / REFERENCE_SHARE }, (_, index) =>
    flowAt(axes, asked[index * 3]!, asked[index * 3 + 1]!, asked[index * 3 + 2]!),
  );
  const [tableNs, referenceNs] = mediansNs([
    () => {
      let allowed = 0;
      for (let at = 0; at < asked.length; at += 3) {
        if (table.allows(asked[at]!, asked[at + 1]!, asked[at + 2]!)) allowed++;
      }
      return allowed;
    },
    () => {
      let allowed = 0;
      for (const flow of asFlows) if (evaluation.judge(flow) === 'allow') allowed++;
      return allowed;
    },
  ]) as [number, number];
  return {
    name: `${pods} pods × ${policies} policies`,
    measured: `table ${rate(LOOK_UPS, tableNs)}`,
    baseline: `reference ${rate(asFlows.length, referenceNs)}`,
    ratio: referenceNs / asFlows.length / (tableNs / LOOK_UPS),
    goal: atLeast((LOOK_UPS / tableNs) * 1e9, LOOK_UPS_PER_SECOND, 'at least 40 M/s'),
  };
}
