import type { Cluster, ClusterObject, Scenario } from '../../../model/index.ts';
import { applyEvents, LIST_OF_KIND, objectKey } from '../../../model/index.ts';

/** One object of a history comes, goes or becomes another. */
export interface Change {
  /** The step that it is part of, from 1. */
  readonly step: number;
  readonly kind: ClusterObject['kind'];
  readonly before: ClusterObject | undefined;
  readonly now: ClusterObject | undefined;
  /** The cluster as it was before. */
  readonly cluster: Cluster;
}

/** What happens in a scenario, told by its changes. */
export interface History {
  readonly scenario: Scenario;
  readonly changes: readonly Change[];
  /** The cluster at the start, and after each step. */
  readonly clusters: readonly Cluster[];
}

/** The history of a scenario, as its API server has it. */
export function historyOf(scenario: Scenario): History {
  const changes: Change[] = [];
  const clusters: Cluster[] = [scenario.cluster];
  let { cluster } = scenario;
  for (const [index, { actions }] of scenario.steps.entries()) {
    for (const action of actions) {
      if (action.kind !== 'apply') continue;
      const { type, object } = action.event;
      const objects: readonly ClusterObject[] = cluster[LIST_OF_KIND[object.kind]];
      const key = objectKey(object);
      const before = objects.find((candidate) => objectKey(candidate) === key);
      const now = type === 'DELETED' ? undefined : object;
      changes.push({ step: index + 1, kind: object.kind, before, now, cluster });
      cluster = applyEvents(cluster, [action.event]);
    }
    clusters.push(cluster);
  }
  return { scenario, changes, clusters };
}

/** The scenario up to one of its steps; 0: its start alone. */
export function upTo({ scenario }: History, step: number): Scenario {
  return { ...scenario, steps: scenario.steps.slice(0, step) };
}

/** The last step before another after which all was in effect; 0: the start. */
export function restBefore({ scenario }: History, step: number): number {
  return scenario.steps.findLastIndex(({ settled }, index) => settled && index + 1 < step) + 1;
}
