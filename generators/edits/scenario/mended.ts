import type {
  Cluster,
  ClusterEvent,
  ClusterObject,
  Scenario,
  ScenarioAction,
  ScenarioStep,
} from '../../../model/index.ts';
import { applyEvents, clusterObjects, LIST_OF_KIND, objectKey } from '../../../model/index.ts';
import { changedSlices } from './following-slices.ts';

/** How far a history has come. */
interface Moment {
  cluster: Cluster;
  /** Connections that have been opened. */
  readonly opened: Set<string>;
}

/** By what a history is mended. */
export interface MendingRules {
  /** `namespace/name` of the Services whose slices are no events of their own here. */
  readonly following: ReadonlySet<string>;
  /** Whether pods need their node and namespace, and what holds something else stays. */
  readonly isStrict: boolean;
}

/**
 * The scenario without what can no longer happen in its history: changes of what is not there, packets of
 * connections that nobody has opened and, by strict rules, pods on nodes and in namespaces that are not. What a
 * deletion carries is brought up to date, and so are slices.
 */
export function mended(scenario: Scenario, rules: MendingRules): Scenario {
  const moment: Moment = { cluster: scenario.cluster, opened: new Set() };
  return { ...scenario, steps: scenario.steps.map((step) => mendedStep(step, moment, rules)) };
}

function mendedStep(step: ScenarioStep, moment: Moment, rules: MendingRules): ScenarioStep {
  const actions = step.actions.flatMap((action) => mendedAction(action, moment, rules));
  const expectations = step.expectations.filter(
    (expectation) => expectation.kind !== 'packet' || moment.opened.has(expectation.connection),
  );
  return { ...step, actions, expectations };
}

/** The action with what follows from it; nothing where it cannot happen now. */
function mendedAction(action: ScenarioAction, moment: Moment, rules: MendingRules): ScenarioAction[] {
  switch (action.kind) {
    case 'apply':
      return mendedEvents(action.event, moment, rules).map((event) => ({ kind: 'apply', event }));
    case 'open':
      moment.opened.add(action.connection);
      return [action];
    case 'send':
    case 'close':
      return moment.opened.has(action.connection) ? [action] : [];
    case 'agent':
    case 'watch':
      return !rules.isStrict || moment.cluster.nodes.some(({ name }) => name === action.node) ? [action] : [];
    case 'wait':
      return [action];
  }
}

function mendedEvents(event: ClusterEvent, moment: Moment, rules: MendingRules): ClusterEvent[] {
  const possible = possibleEvent(event, moment.cluster, rules.isStrict);
  if (possible === undefined) return [];
  const before = moment.cluster;
  moment.cluster = applyEvents(before, [possible]);
  const { kind } = possible.object;
  if (kind !== 'Pod' && kind !== 'Service') return [possible];
  const slices = changedSlices(moment.cluster, rules.following);
  moment.cluster = applyEvents(moment.cluster, slices);
  return [possible, ...slices];
}

/** The event as it can happen in the cluster, if it can. By strict rules, things need what they are in. */
export function possibleEvent(
  { type, object }: ClusterEvent,
  cluster: Cluster,
  isStrict: boolean,
): ClusterEvent | undefined {
  const objects: readonly ClusterObject[] = cluster[LIST_OF_KIND[object.kind]];
  const before = objects.find((candidate) => objectKey(candidate) === objectKey(object));
  if ((type === 'ADDED') === (before !== undefined)) return undefined;
  if (type === 'DELETED') {
    return isStrict && isHolding(before!, cluster) ? undefined : { type, object: before! };
  }
  return !isStrict || fitsIn(object, before, cluster) ? { type, object } : undefined;
}

/** Whether there is something in a namespace or on a node, which must go first. */
function isHolding(object: ClusterObject, cluster: Cluster): boolean {
  if (object.kind === 'Node') return cluster.pods.some(({ nodeName }) => nodeName === object.name);
  if (object.kind !== 'Namespace') return false;
  return clusterObjects(cluster).some((one) => 'namespace' in one && one.namespace === object.name);
}

function fitsIn(object: ClusterObject, before: ClusterObject | undefined, cluster: Cluster): boolean {
  if ('namespace' in object && !cluster.namespaces.some(({ name }) => name === object.namespace))
    return false;
  if (object.kind !== 'Pod') return true;
  // Another uid is another pod, and the one before it has not gone.
  if (before?.kind === 'Pod' && before.uid !== object.uid) return false;
  return object.nodeName === undefined || cluster.nodes.some(({ name }) => name === object.nodeName);
}
