import type { Engine } from '../engines/index.ts';
import { ALLOW } from '../engines/index.ts';
import { conformingProfile, createEvaluator } from '../evaluator/index.ts';
import type { Cluster, Scenario } from '../model/index.ts';
import { flowOf, formatFlow, scenarioOf } from '../model/index.ts';
import { ask, classesFor, faultViolation, overSnapshots, andThen } from './asking/asking.ts';
import { directionOf, expectationOf } from './engine-agrees-with-reference.ts';
import type { CheckOptions, Outcome, Property } from './property.ts';
import { sampleCells } from './asking/sampling.ts';

const reference = createEvaluator();

/**
 * The matrix against the flow-by-flow reference, on every packet class. The matrix stands in for the reference
 * wherever speed counts, so this is what makes every other comparison mean something.
 */
export const matrixAgreesWithReference: Property = {
  name: 'matrix-agrees-with-reference',
  sentence: 'The matrix gives every packet class the verdict that the reference gives it alone.',
  kind: 'differential',
  appliesTo: (engine) => engine.name === 'matrix',
  check: (scenario, engine, options = {}) =>
    overSnapshots(scenario, ({ cluster }) => checkCluster(scenario, cluster, engine, options)),
};

function checkCluster(
  scenario: Scenario,
  cluster: Cluster,
  engine: Engine,
  { probes: limit = Infinity }: CheckOptions,
): Outcome | Promise<Outcome> {
  const probes = sampleCells(classesFor(engine, cluster), limit);
  const profile = conformingProfile(engine.capabilities.profile);
  const snapshot = scenarioOf(scenario.name, cluster, { profile: scenario.profile });
  return andThen(ask(engine, probes), (answer): Outcome => {
    if (!answer.ok) {
      return { cells: 0, skipped: {}, violation: faultViolation(engine, snapshot, answer.failure) };
    }
    const evaluation = reference.of(cluster, profile);
    const expected = evaluation.judgeAll(probes);
    const at = expected.findIndex((verdict, index) => verdict !== answer.verdicts[index]);
    if (at < 0) return { cells: expected.length, skipped: {} };
    const flow = flowOf(probes, probes.cells[at]!);
    const verdict = evaluation.evaluate(flow);
    const observed = answer.verdicts[at] === ALLOW ? 'allow' : 'deny';
    return {
      cells: expected.length,
      skipped: {},
      violation: {
        summary: `the matrix says ${observed} where the reference says ${verdict.action}: ${formatFlow(flow)}`,
        direction: directionOf(verdict),
        expected: verdict.action,
        observed,
        scenario: { ...snapshot, expectations: [expectationOf(flow, verdict)] },
        flow,
        verdict,
      },
    };
  });
}
