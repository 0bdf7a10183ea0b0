import { referenceSemantics } from '../../../evaluator/index.ts';
import type { Labels, LabelSelector, NetworkPolicy, NetworkPolicyPeer } from '../../../model/index.ts';
import { DIRECTIONS, EMPTY_CLUSTER, NO_LABELS, objectKey, peersOf, rulesOf } from '../../../model/index.ts';
import { contextOf } from '../flows/context-of.ts';
import type { Concerned } from './concerned.ts';
import type { History } from './history-of.ts';

// Selectors look at labels alone.
const CONTEXT = contextOf(referenceSemantics, EMPTY_CLUSTER, {});

/** Pods that came with labels by which a policy of their namespace would choose them otherwise than by those of now. */
export const relabelledSubjects: Concerned = (history, step) => {
  const { pods, policies } = history.clusters[step]!;
  const first = firstLabels(history, step, 'Pod');
  const moved = pods.filter((pod) =>
    policies.some(
      ({ namespace, spec }) =>
        namespace === pod.namespace && tellsApart(spec.podSelector, first.get(objectKey(pod)), pod.labels),
    ),
  );
  return new Set(moved.map(objectKey));
};

/** Pods that came with labels by which a peer would take them in, or leave them out, otherwise than by those of now. */
export const relabelledPeers: Concerned = (history, step) => {
  const { pods, policies } = history.clusters[step]!;
  const first = firstLabels(history, step, 'Pod');
  const selectors = peerSelectors(policies, ({ podSelector }) => podSelector);
  const moved = pods.filter((pod) =>
    selectors.some((selector) => tellsApart(selector, first.get(objectKey(pod)), pod.labels)),
  );
  return new Set(moved.map(objectKey));
};

/** Namespaces that came with labels by which a peer would choose them otherwise than by those of now. */
export const relabelledNamespaces: Concerned = (history, step) => {
  const { namespaces, policies } = history.clusters[step]!;
  const first = firstLabels(history, step, 'Namespace');
  const selectors = peerSelectors(policies, ({ namespaceSelector }) => namespaceSelector);
  const moved = namespaces.filter(({ name, labels }) =>
    selectors.some((selector) => tellsApart(selector, first.get(name), labels)),
  );
  return new Set(moved.map(({ name }) => name));
};

/** Namespaces that came after a policy, and that a peer chooses by their labels. */
export const lateNamespaces: Concerned = ({ changes, clusters }, step) => {
  const { namespaces, policies } = clusters[step]!;
  const late = new Set<string>();
  for (const change of changes) {
    const { now, before, cluster } = change;
    const isNew = before === undefined && now?.kind === 'Namespace' && cluster.policies.length > 0;
    if (isNew && change.step <= step) late.add(now.name);
  }
  const selectors = peerSelectors(policies, ({ namespaceSelector }) => namespaceSelector);
  const chosen = namespaces.filter(
    ({ name, labels }) =>
      late.has(name) && selectors.some((selector) => tellsApart(selector, NO_LABELS, labels)),
  );
  return new Set(chosen.map(({ name }) => name));
};

/** The labels with which each pod or namespace that there is came, by key. A pod of another uid is another pod. */
function firstLabels(
  { scenario, changes }: History,
  until: number,
  kind: 'Pod' | 'Namespace',
): ReadonlyMap<string, Labels> {
  const { pods, namespaces } = scenario.cluster;
  const objects = kind === 'Pod' ? pods : namespaces;
  const first = new Map(objects.map((object) => [objectKey(object), object.labels]));
  for (const { step, before, now } of changes) {
    if (step > until || now?.kind !== kind) continue;
    const isSame = before !== undefined && uidOf(before) === uidOf(now);
    if (!isSame) first.set(objectKey(now), now.labels);
  }
  return first;
}

function uidOf(object: object): unknown {
  return 'uid' in object ? object.uid : undefined;
}

function peerSelectors(
  policies: readonly NetworkPolicy[],
  selectorOf: (peer: NetworkPolicyPeer) => LabelSelector | undefined,
): readonly LabelSelector[] {
  return policies.flatMap((policy) =>
    DIRECTIONS.flatMap((direction) =>
      rulesOf(policy, direction).flatMap((rule) =>
        (peersOf(rule, direction) ?? []).flatMap((peer) => selectorOf(peer) ?? []),
      ),
    ),
  );
}

function tellsApart(selector: LabelSelector, first: Labels | undefined, now: Labels): boolean {
  if (first === undefined || first === now) return false;
  const { matchesSelector } = referenceSemantics;
  return matchesSelector(CONTEXT, selector, first) !== matchesSelector(CONTEXT, selector, now);
}
