import { MUTANTS } from '../../engines/index.ts';
import { createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { GeneratorSettings } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Cluster, ProbeSet } from '../../model/index.ts';
import { packetClasses } from '../../model/index.ts';
import type { Family, Row } from '../measure.ts';
import { atLeast, duration, medianNs, mediansNs, rate } from '../measure.ts';

const CASES = 500;

const DEFAULT = GENERATOR_PRESETS.default;

/** The size that the goals are about, in one address family and without Services. */
const PLAIN: GeneratorSettings = {
  name: 'plain',
  sizes: {
    ...DEFAULT.sizes,
    pods: { min: 14, usual: 14, max: 14 },
    policies: { min: 5, usual: 5, max: 5 },
  },
  features: { ...DEFAULT.features, dualStack: 0, ipv6Only: 0, services: 0, hostPorts: 0 },
  history: { ...DEFAULT.history, share: 0 },
};

/** One case of a campaign after another: two evaluators on every packet class. */
export const fuzz: Family = {
  name: 'fuzz',
  about: 'cases: packet classes, two evaluators (a mutant among them) compiled and asked, answers compared',
  measure: () => [rowOf('14 pods, 5 policies, IPv4', PLAIN, true), rowOf('preset default', DEFAULT, false)],
};

function rowOf(name: string, settings: GeneratorSettings, hasGoal: boolean): Row {
  const clusters: Cluster[] = [];
  const make = (): void => {
    clusters.length = 0;
    for (let run = 0; run < CASES; run++) clusters.push(generateScenario(1, run, settings).cluster);
  };
  const generateNs = medianNs(make, 3);
  const matrix = createMatrix();
  const mutant = createMatrix(MUTANTS.find(({ id }) => id === 'PEER-5')!.semantics);
  const reference = createEvaluator();
  let cells = 0;
  let differing = 0;
  const each = (judge: (cluster: Cluster, probes: ProbeSet) => boolean) => (): number => {
    cells = 0;
    differing = 0;
    for (const cluster of clusters) {
      // A fresh object, as if just generated: nothing is remembered from the round before.
      const fresh = { ...cluster };
      const probes = packetClasses(fresh, { resolution: 'class' });
      cells += probes.cells.length;
      if (judge(fresh, probes)) differing++;
    }
    return differing;
  };
  const [loopNs, referenceNs] = mediansNs([
    each((cluster, probes) => {
      const expected = matrix.of(cluster).judgeAll(probes);
      return Buffer.compare(expected, mutant.of(cluster).judgeAll(probes)) !== 0;
    }),
    each((cluster, probes) => {
      const expected = reference.of(cluster).judgeAll(probes);
      return Buffer.compare(expected, mutant.of(cluster).judgeAll(probes)) !== 0;
    }),
  ]) as [number, number];
  const perSecond = (CASES / loopNs) * 1e9;
  return {
    name: `${name}, ${Math.round(cells / CASES)} cells`,
    measured: `${rate(CASES, loopNs, 'cases')} (generating one takes ${duration(generateNs / CASES)} more)`,
    baseline: `with the reference ${rate(CASES, referenceNs, 'cases')}`,
    ratio: referenceNs / loopNs,
    goal: hasGoal
      ? atLeast(perSecond, 10_000, 'at least 10 k cases/s')
      : atLeast(perSecond, 2_000, 'at least 2 k cases/s'),
  };
}
