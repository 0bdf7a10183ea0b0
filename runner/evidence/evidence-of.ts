import type { Engine } from '../../engines/index.ts';
import type {
  Cluster,
  ClusterEvent,
  Evidence,
  FindingOrigin,
  ProbeSet,
  Scenario,
} from '../../model/index.ts';
import { applyEvents, matrixCell } from '../../model/index.ts';
import type { Violation } from '../../properties/index.ts';
import { verdictMatrix } from './verdict-matrix.ts';

/**
 * What pictures of a violation are drawn from: the verdicts among the ends of its scenario, as the specification
 * and as the engine have them. An engine that failed to answer is not asked again.
 *
 * @returns `undefined` where there is nothing to show
 */
export async function evidenceOf(
  { scenario, flow, fault, verdict, observed }: Violation,
  engine: Engine,
  origin: FindingOrigin,
): Promise<Evidence | undefined> {
  if (flow === undefined || fault !== undefined) return undefined;
  // A scenario of the corpus states the choices under which it holds; a campaign takes engines as they are.
  const asked = origin.kind === 'corpus' ? (engine.withProfile?.(scenario.profile) ?? engine) : engine;
  const { cluster, history } = lastMoment(scenario);
  const matrix = await verdictMatrix(cluster, flow, asked, history);
  if (matrix === undefined) return undefined;
  // An engine may answer otherwise without the history that led it astray: then the matrix is no evidence.
  const own = matrix.flow && matrixCell(matrix, matrix.flow.source, matrix.flow.destination);
  const contradicts =
    verdict !== undefined && (own?.expected !== verdict.action || own.observed !== observed);
  return contradicts ? undefined : { matrix };
}

/** The cluster when everything of a scenario has happened, and how it came to be so. */
function lastMoment({ cluster, steps }: Scenario): { cluster: Cluster; history?: ProbeSet['history'] } {
  const events = steps.flatMap(({ actions }) =>
    actions.flatMap((action): ClusterEvent[] => (action.kind === 'apply' ? [action.event] : [])),
  );
  if (events.length === 0) return { cluster };
  return { cluster: applyEvents(cluster, events), history: { initial: cluster, events } };
}
