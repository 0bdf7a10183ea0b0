import type { Cluster, NetworkPolicy, Scenario } from '../../../model/index.ts';
import { applyEvents, objectKey } from '../../../model/index.ts';

/** A scenario's cluster at one moment. */
export interface Moment {
  readonly cluster: Cluster;
  /** Policies that were deleted before, as they were last, and have not come back. */
  readonly removed: readonly NetworkPolicy[];
}

/** The beginning of a scenario, and every step after which some object is another one. */
export function momentsOf({ cluster: initial, steps }: Scenario): readonly Moment[] {
  const moments: Moment[] = [{ cluster: initial, removed: [] }];
  for (const { actions } of steps) {
    const events = actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : []));
    if (events.length === 0) continue;
    const { cluster: before, removed } = moments.at(-1)!;
    const cluster = applyEvents(before, events);
    const present = new Set(cluster.policies.map(objectKey));
    const gone = new Map([...removed, ...before.policies].map((policy) => [objectKey(policy), policy]));
    moments.push({
      cluster,
      removed: [...gone.values()].filter((policy) => !present.has(objectKey(policy))),
    });
  }
  return moments;
}
