import type { Engine, Verdicts } from '../engines/index.ts';
import { ALLOW, UNSUPPORTED } from '../engines/index.ts';
import type { Evaluation } from '../evaluator/index.ts';
import { conformingProfile, createEvaluator, createMatrix } from '../evaluator/index.ts';
import type {
  Action,
  Cluster,
  Flow,
  FlowExpectation,
  ProbeSet,
  Profile,
  Scenario,
  Verdict,
} from '../model/index.ts';
import { FencepostError, flowOf, formatFlow, scenarioOf } from '../model/index.ts';
import {
  ask,
  classesFor,
  countUnsupported,
  faultViolation,
  overSnapshots,
  skippedOutcome,
  andThen,
  unsupportedFeature,
} from './asking/asking.ts';
import type { CheckOptions, Outcome, Property, Violation } from './property.ts';
import { hasShape } from './property.ts';
import { indexOfFlow, plainness, sampleCells } from './asking/sampling.ts';
import { stakesOf } from './asking/stakes.ts';

const reference = createEvaluator();
const matrix = createMatrix();

/**
 * Every engine against the specification, on every packet class, at the beginning and after every step.
 *
 * What the API leaves open is asked of the specification under the engine's declared profile, in which answers
 * that break the API count as the default: they stay findings. A cell that rests on an option which the engine
 * does not declare is an observation, counted and never a finding.
 */
export const engineAgreesWithReference: Property = {
  name: 'engine-agrees-with-reference',
  sentence: 'An engine gives every packet class the verdict of the specification.',
  kind: 'differential',
  appliesTo: (engine) => engine.name !== 'reference' && engine.name !== 'matrix',
  check: (scenario, engine, options = {}) =>
    overSnapshots(scenario, ({ cluster, history }) => {
      // What lives through histories is asked about them by the checkers, and here about clusters alone.
      const isLived = history === undefined || engine.simulate !== undefined;
      return checkSnapshot(scenario, isLived ? { cluster } : { cluster, history }, engine, options);
    }),
};

function checkSnapshot(
  scenario: Scenario,
  { cluster, history }: { cluster: Cluster; history?: ProbeSet['history'] },
  engine: Engine,
  options: CheckOptions,
): Outcome | Promise<Outcome> {
  const missing = unsupportedFeature(engine, cluster);
  if (missing !== undefined) return skippedOutcome(`capability ${missing}`);
  const profile = conformingProfile(engine.capabilities.profile);
  const all = classesFor(engine, cluster);
  const limit = options.probes ?? engine.capabilities.probesPerCase ?? Infinity;
  const asked =
    all.cells.length <= limit ? all : sampleCells(all, limit, atStake(all, profile, limit, options));
  const probes: ProbeSet = history === undefined ? asked : { ...asked, history };
  const expected = matrix.of(cluster, profile).judgeAll(probes);
  return andThen(ask(engine, probes), (answer) =>
    answer.ok
      ? compare({ scenario, engine, probes, options }, expected, answer.verdicts)
      : {
          cells: 0,
          skipped: {},
          violation: faultViolation(engine, snapshotScenario(scenario, cluster), answer.failure),
        },
  );
}

/** What to ask first of an engine that cannot be asked everything. */
function atStake(all: ProbeSet, profile: Profile, limit: number, { watch }: CheckOptions): number[] {
  const watched = watch === undefined ? undefined : indexOfFlow(all, watch);
  return [...(watched === undefined ? [] : [watched]), ...stakesOf(all, profile, limit >> 1)];
}

/** The snapshot alone, without what led to it: a stateless departure needs no history. */
function snapshotScenario(scenario: Scenario, cluster: Cluster): Scenario {
  return scenarioOf(scenario.name, cluster, {
    profile: scenario.profile,
    ...(scenario.provenance === undefined ? {} : { provenance: scenario.provenance }),
  });
}

/** One question and everything around it. */
interface Asked {
  readonly scenario: Scenario;
  readonly engine: Engine;
  readonly probes: ProbeSet;
  readonly options: CheckOptions;
}

function compare(asked: Asked, expected: Verdicts, observed: Verdicts): Outcome {
  const { engine, probes, options } = asked;
  const unsupported = countUnsupported(observed);
  const skipped: Record<string, number> = unsupported === 0 ? {} : { unsupported };
  const differing: number[] = [];
  for (let index = 0; index < expected.length; index++) {
    if (expected[index] !== observed[index] && observed[index] !== UNSUPPORTED) differing.push(index);
  }
  const cells = expected.length - unsupported;
  if (differing.length === 0) return { cells, skipped };

  const { profile: declared } = engine.capabilities;
  const evaluation = reference.of(probes.cluster, conformingProfile(declared));
  differing.sort(
    (a, b) => plainness(probes, probes.cells[a]!) - plainness(probes, probes.cells[b]!) || a - b,
  );
  let undetermined = 0;
  for (const index of differing) {
    const flow = flowOf(probes, probes.cells[index]!);
    const open = evaluation.basisOf(flow, declared);
    if (open.kind === 'profile') {
      const reason = `undeclared ${open.options.join(', ')}`;
      skipped[reason] = (skipped[reason] ?? 0) + 1;
      undetermined++;
      continue;
    }
    const violation = violationAt(asked, evaluation, index, observed);
    if (hasShape(violation, options.like)) return { cells, skipped, violation };
  }
  return { cells: cells - undetermined, skipped };
}

function violationAt(
  { scenario, engine, probes }: Asked,
  evaluation: Evaluation,
  index: number,
  observed: Verdicts,
): Violation {
  const flow = flowOf(probes, probes.cells[index]!);
  const verdict = evaluation.evaluate(flow);
  const seen: Action = observed[index] === ALLOW ? 'allow' : 'deny';
  if (verdict.action === seen) {
    // The matrix took the specification's place for speed; here it does not speak for it.
    throw new FencepostError(
      'internal',
      `the matrix and the reference differ on ${formatFlow(flow)} (case ${scenario.name})`,
    );
  }
  return {
    summary: summaryOf(engine.name, flow, verdict),
    direction: directionOf(verdict),
    expected: verdict.action,
    observed: seen,
    scenario: {
      ...snapshotScenario(scenario, probes.cluster),
      expectations: [expectationOf(flow, verdict)],
    },
    flow,
    verdict,
  };
}

/** `zoo:X denies x/a → x/b TCP/80, which must be allowed`: an engine that says the opposite of the verdict. */
export function summaryOf(engine: string, flow: Flow, { action }: Verdict): string {
  const [says, must] = action === 'allow' ? ['denies', 'allowed'] : ['allows', 'denied'];
  return `${engine} ${says} ${formatFlow(flow)}, which must be ${must}`;
}

/** What a verdict is as an expectation: the action, and the choices on which it rests. */
export function expectationOf(flow: Flow, { action, basis }: Verdict): FlowExpectation {
  return { kind: 'flow', flow, action, ...(basis.kind === 'profile' ? { options: basis.options } : {}) };
}

/** The side whose policies decide: the one that denies, or for an allowed flow the one that is isolated. */
export function directionOf({ action, reasons }: Verdict): Violation['direction'] {
  const sides = [reasons.egress, reasons.ingress].filter((side) => side !== undefined);
  const deciding = sides.filter((side) =>
    action === 'deny' ? side.action === 'deny' : side.isolatedBy.length > 0,
  );
  if (deciding.length === 0) return 'none';
  return deciding.length === 2 ? 'both' : deciding[0]!.direction;
}
