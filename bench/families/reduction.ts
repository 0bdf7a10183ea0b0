import type { Engine } from '../../engines/index.ts';
import { createEngine } from '../../engines/index.ts';
import type { GeneratorPreset } from '../../generators/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import { PROPERTIES } from '../../properties/index.ts';
import { reduceViolation } from '../../runner/index.ts';
import type { Family, Row } from '../measure.ts';
import { atMost, duration, median, processorTime } from '../measure.ts';

/** Real bugs of different kinds, and the cases that they are found with. */
const BUGS: readonly (readonly [engine: string, preset: GeneratorPreset])[] = [
  ['zoo:OVN-845B', 'default'],
  ['zoo:CALICO-OR', 'default'],
  ['zoo:NPC-229', 'wide'],
  ['zoo:OVN-PRELB', 'default'],
  ['zoo:K3S-9151', 'default'],
  ['zoo:KR-1035', 'moments'],
  ['zoo:ANTREA-1808', 'moments'],
];

const ROUNDS = 3;

/** What somebody who has just seen a finding waits for. */
const GOAL_MS = 1_000;

const MOST_CASES = 5_000;

/** The first case that shows a bug, cut down until nothing more can go. */
export const reduction: Family = {
  name: 'reduction',
  about: 'the first case that shows a real bug, to a fixpoint of the reducer, against judging it once',
  async measure() {
    const rows: Row[] = [];
    for (const [engine, preset] of BUGS) rows.push(await rowOf(engine, preset));
    return rows;
  },
};

async function rowOf(name: string, preset: GeneratorPreset): Promise<Row> {
  const engine = await createEngine(name);
  const { run, property } = await firstFinding(engine, preset);
  const reduceNs: number[] = [];
  const judgeNs: number[] = [];
  let told = { sizes: '', evaluations: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    // Generated anew: nothing is remembered from the round before.
    const start = processorTime();
    const violation = (await violationOf(engine, property, run, preset))!;
    const found = processorTime();
    const { violation: reduced, summary } = await reduceViolation(property, engine, violation);
    const end = processorTime();
    told = { sizes: sizesOf(violation, reduced), evaluations: summary.evaluations };
    if (round === 0) continue;
    judgeNs.push(found - start);
    reduceNs.push(end - found);
  }
  const [reducedNs, judgedNs] = [median(reduceNs), median(judgeNs)];
  return {
    name: `${name}, case ${run} of ${preset}: ${told.sizes}`,
    measured: `${told.evaluations} evaluations in ${duration(reducedNs)}`,
    baseline: `finding it ${duration(judgedNs)}`,
    ratio: reducedNs / judgedNs,
    goal: atMost(reducedNs, GOAL_MS * 1e6, 'at most a second'),
  };
}

const ORACLES = PROPERTIES.filter(({ kind }) => kind === 'differential' || kind === 'history');

async function firstFinding(
  engine: Engine,
  preset: GeneratorPreset,
): Promise<{ readonly run: number; readonly property: Property }> {
  const properties = ORACLES.filter((property) => property.appliesTo(engine));
  for (let run = 0; run < MOST_CASES; run++) {
    for (const property of properties) {
      if ((await violationOf(engine, property, run, preset)) !== undefined) return { run, property };
    }
  }
  throw new Error(`nothing shows ${engine.name} in ${MOST_CASES} cases of ${preset}`);
}

async function violationOf(
  engine: Engine,
  property: Property,
  run: number,
  preset: GeneratorPreset,
): Promise<Violation | undefined> {
  const scenario = generateScenario(1, run, GENERATOR_PRESETS[preset]);
  return (await property.check(scenario, engine)).violation;
}

/** Of what there is most to read, before and after. */
function sizesOf(before: Violation, after: Violation): string {
  const counts = ({ scenario: { cluster, steps } }: Violation): [string, number][] => [
    ['policies', cluster.policies.length],
    ['pods', cluster.pods.length],
    ['events', steps.flatMap(({ actions }) => actions).length],
  ];
  const left = new Map(counts(after));
  const changes = counts(before).filter(([, count]) => count > 0);
  return changes.map(([what, count]) => `${what} ${count} → ${left.get(what)}`).join(', ');
}
