import type { Cluster, ClusterEvent, EndpointSlice, Scenario } from '../../../model/index.ts';
import { applyEvents, objectKey } from '../../../model/index.ts';
import { endpointSlicesOf } from '../../../admission/index.ts';
import { serviceKeyOf } from '../cluster/slices.ts';
import { occurringObjects } from '../objects.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * `namespace/name` of the Services whose slices are, after every step, what their selector says: their controller
 * keeps up, and edits may let it go on doing so. None where any slice lags behind or is written by hand.
 */
export function followingServices(scenario: Scenario): ReadonlySet<string> {
  const following = new Set<string>();
  const byHand = new Set<string>();
  for (const object of occurringObjects(scenario)) {
    if (object.kind === 'Service')
      (object.selector === undefined ? byHand : following).add(objectKey(object));
  }
  let { cluster } = scenario;
  if (changedSlices(cluster, following).length > 0) return NONE;
  for (const { actions } of scenario.steps) {
    cluster = applyEvents(
      cluster,
      actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : [])),
    );
    if (changedSlices(cluster, following).length > 0) return NONE;
  }
  return [...byHand].some((key) => following.has(key)) ? NONE : following;
}

/** The events that bring the slices of the Services up to date. */
export function changedSlices(cluster: Cluster, following: ReadonlySet<string>): ClusterEvent[] {
  if (following.size === 0) return [];
  const before = new Map<string, EndpointSlice>();
  for (const slice of cluster.endpointSlices) {
    if (following.has(serviceKeyOf(slice))) before.set(objectKey(slice), slice);
  }
  const events: ClusterEvent[] = [];
  for (const service of cluster.services) {
    if (!following.has(objectKey(service))) continue;
    for (const slice of endpointSlicesOf(service, cluster.pods)) {
      const old = before.get(objectKey(slice));
      before.delete(objectKey(slice));
      if (old === undefined) events.push({ type: 'ADDED', object: slice });
      else if (contentsOf(old) !== contentsOf(slice)) events.push({ type: 'MODIFIED', object: slice });
    }
  }
  for (const slice of before.values()) events.push({ type: 'DELETED', object: slice });
  return events;
}

/** What a slice says, whatever the order of its fields. */
function contentsOf({ service, addressType, endpoints, ports }: EndpointSlice): string {
  return JSON.stringify([
    service,
    addressType,
    endpoints.map(({ address, pod, nodeName, ready }) => [address, pod, nodeName, ready]),
    ports.map(({ name, protocol, port }) => [name, protocol, port]),
  ]);
}

/** The scenario without the events that follow from others, which `mended` makes anew. */
export function withoutFollowing(scenario: Scenario, following: ReadonlySet<string>): Scenario {
  if (following.size === 0) return scenario;
  const steps = scenario.steps.map((step) => ({
    ...step,
    actions: step.actions.filter(
      (action) =>
        action.kind !== 'apply' ||
        action.event.object.kind !== 'EndpointSlice' ||
        !following.has(serviceKeyOf(action.event.object)),
    ),
  }));
  return { ...scenario, steps };
}
