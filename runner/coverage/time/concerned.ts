import { referenceSemantics } from '../../../evaluator/index.ts';
import type { ClusterObject, NetworkPolicy, Pod } from '../../../model/index.ts';
import { EMPTY_CLUSTER, isFinished, objectKey } from '../../../model/index.ts';
import { contextOf } from '../flows/context-of.ts';
import type { Change, History } from './history-of.ts';
import { restBefore } from './history-of.ts';

/**
 * Whom a clause may be about after a step of a history: pods by `namespace/name`, or all pods of a namespace by its
 * name. Nobody: it is not about them.
 */
export type Concerned = (history: History, step: number) => ReadonlySet<string>;

/** Namespaces that have gone and come again. */
export const returnedNamespaces: Concerned = (history, step) => {
  const gone = new Set<string>();
  const back = new Set<string>();
  for (const { before, now } of until(history, step)) {
    if (before?.kind === 'Namespace' && now === undefined) gone.add(before.name);
    else if (now?.kind === 'Namespace' && gone.has(now.name)) back.add(now.name);
  }
  return back;
};

/** Namespaces of policies that have been changed in place. */
export const namespacesOfUpdates: Concerned = byChange(({ before, now }) =>
  before?.kind === 'NetworkPolicy' && now?.kind === 'NetworkPolicy' ? now.namespace : undefined,
);

/** Pods that have come after a policy that selects them. */
export const latePods: Concerned = byChange(({ before, now, cluster }) =>
  before === undefined && now?.kind === 'Pod' && cluster.policies.some((policy) => isSelected(policy, now))
    ? objectKey(now)
    : undefined,
);

/** Pods that have an address and wait for their containers. */
export const startingPods: Concerned = byPod(({ phase }) => phase === 'Pending');

/** Pods that have been told to stop and are still there. */
export const stoppingPods: Concerned = byPod((pod) => pod.terminating);

/** Namespaces whose every pod has been told to stop, and that have a policy. */
export const emptyingNamespaces: Concerned = ({ clusters }, step) => {
  const { pods, policies } = clusters[step]!;
  const staying = new Set(pods.filter((pod) => !isStopping(pod)).map(({ namespace }) => namespace));
  const stopping = new Set(pods.filter(isStopping).map(({ namespace }) => namespace));
  const held = policies.map(({ namespace }) => namespace);
  return new Set(held.filter((namespace) => stopping.has(namespace) && !staying.has(namespace)));
};

/** Namespaces in which something changed while agents may still have been busy with something else. */
export const changedInHaste: Concerned = (history, step) => {
  const takesTime = (history.scenario.simulation?.faults?.agent?.operationDelay ?? 0) > 0;
  if (!takesTime) return NOBODY;
  const rest = restBefore(history, step);
  const recent = until(history, step).filter((change) => change.step > rest && isSeenByAgents(change));
  return new Set(recent.slice(1).flatMap((change) => namespaceOf(change.now ?? change.before) ?? []));
};

const NOBODY: ReadonlySet<string> = new Set();

function until({ changes }: History, step: number): readonly Change[] {
  return changes.filter((change) => change.step <= step);
}

/** Slices and Services belong to the proxy. */
function isSeenByAgents({ kind }: Change): boolean {
  return kind !== 'EndpointSlice' && kind !== 'Service';
}

function byChange(keyOf: (change: Change) => string | undefined): Concerned {
  return (history, step) => new Set(until(history, step).flatMap((change) => keyOf(change) ?? []));
}

function byPod(test: (pod: Pod) => boolean): Concerned {
  return ({ clusters }, step) => {
    const pods = clusters[step]!.pods.filter(
      (pod) => pod.podIPs.length > 0 && !pod.hostNetwork && !isFinished(pod) && test(pod),
    );
    return new Set(pods.map(objectKey));
  };
}

/** Only what selectors can still take in: a pod that has finished, or shares its node's address, is neither. */
function isStopping(pod: Pod): boolean {
  return pod.terminating || pod.hostNetwork || pod.podIPs.length === 0;
}

// Whom a policy selects depends on nothing but the two.
const CONTEXT = contextOf(referenceSemantics, EMPTY_CLUSTER, {});

function isSelected(policy: NetworkPolicy, pod: Pod): boolean {
  return referenceSemantics.selectsSubject(CONTEXT, policy, pod);
}

function namespaceOf(object: ClusterObject | undefined): string | undefined {
  if (object === undefined || object.kind === 'Node') return undefined;
  return object.kind === 'Namespace' ? object.name : object.namespace;
}
