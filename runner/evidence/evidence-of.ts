import type { Engine } from '../../engines/index.ts';
import type {
  Cluster,
  ClusterEvent,
  Evidence,
  FindingOrigin,
  ProbeSet,
  Scenario,
  VerdictMatrix,
} from '../../model/index.ts';
import { applyEvents, matrixCell } from '../../model/index.ts';
import type { Violation } from '../../properties/index.ts';
import { canSimulate } from '../../properties/index.ts';
import { livedEvidence } from './lived-evidence.ts';
import { verdictMatrix } from './verdict-matrix.ts';

/**
 * What pictures of a violation are drawn from: the verdicts among the ends of its scenario, as the specification
 * and as the engine have them, and the history as a simulated plugin lives through it. An engine that failed to
 * answer is not asked again.
 *
 * @returns `undefined` where there is nothing to show
 */
export async function evidenceOf(
  violation: Violation,
  engine: Engine,
  origin: FindingOrigin,
): Promise<Evidence | undefined> {
  if (violation.fault !== undefined) return undefined;
  // A scenario of the corpus states the choices under which it holds; a campaign takes engines as they are.
  const { profile } = violation.scenario;
  const asked = origin.kind === 'corpus' ? (engine.withProfile?.(profile) ?? engine) : engine;
  const matrix = await matrixOf(violation, asked);
  const evidence: Evidence = {
    ...(matrix === undefined ? {} : { matrix }),
    ...(canSimulate(asked) ? livedEvidence(violation, asked) : {}),
  };
  return Object.keys(evidence).length === 0 ? undefined : evidence;
}

async function matrixOf(
  { scenario, flow, verdict, observed }: Violation,
  engine: Engine,
): Promise<VerdictMatrix | undefined> {
  if (flow === undefined) return undefined;
  const { cluster, history } = lastMoment(scenario);
  const matrix = await verdictMatrix(cluster, flow, engine, history);
  if (matrix === undefined || verdict === undefined) return matrix;
  // An engine may answer otherwise without the history that led it astray: then the matrix is no evidence.
  const own = matrix.flow && matrixCell(matrix, matrix.flow.source, matrix.flow.destination);
  return own?.expected === verdict.action && own.observed === observed ? matrix : undefined;
}

/** The cluster when everything of a scenario has happened, and how it came to be so. */
function lastMoment({ cluster, steps }: Scenario): { cluster: Cluster; history?: ProbeSet['history'] } {
  const events = steps.flatMap(({ actions }) =>
    actions.flatMap((action): ClusterEvent[] => (action.kind === 'apply' ? [action.event] : [])),
  );
  if (events.length === 0) return { cluster };
  return { cluster: applyEvents(cluster, events), history: { initial: cluster, events } };
}
