import type { Labels, LabelSelector, NetworkPolicy, NetworkPolicyPeer, Pod } from '../../model/index.ts';
import { DIRECTIONS, labelOf, peersOf, rulesOf } from '../../model/index.ts';
import { oneIn, pick } from '../random.ts';
import type { World } from './world.ts';

/**
 * One of the pods, three times in four one that a policy names: a change of a pod that no policy is about shows
 * nothing. What is named here is an aim and no verdict.
 */
export function pickConcerned(world: World, pods: readonly Pod[]): Pod {
  const { random } = world.scene.draft;
  const named = pods.filter((pod) =>
    world.cluster.policies.some((policy) => isSubject(policy, pod) || isPeer(policy, pod)),
  );
  return pick(random, named.length > 0 && !oneIn(random, 4) ? named : pods);
}

/** The pods with addresses that the policy isolates. */
export function subjectsOf({ cluster }: World, policy: NetworkPolicy): readonly Pod[] {
  return cluster.pods.filter((pod) => pod.podIPs.length > 0 && isSubject(policy, pod));
}

/** Labels of another pod, most often such that policies see the difference. */
export function otherLabels({ scene, cluster }: World, pod: Pod): Labels {
  const now = namingOf(cluster.policies, pod);
  const labels = [...new Set(cluster.pods.map((other) => other.labels))].filter(
    (each) => each !== pod.labels,
  );
  const striking = labels.filter((each) => namingOf(cluster.policies, { ...pod, labels: each }) !== now);
  const { random } = scene.draft;
  if (striking.length > 0 && !oneIn(random, 8)) return pick(random, striking);
  return labels.length === 0 ? pod.labels : pick(random, labels);
}

/** Where the policies name a pod; the same text for pods that are all one to them. */
function namingOf(policies: readonly NetworkPolicy[], pod: Pod): string {
  return policies
    .flatMap((policy) => [
      isSubject(policy, pod),
      ...peersIn(policy).map((peer) => isNamed(policy, peer, pod)),
    ])
    .map(Number)
    .join('');
}

function isSubject({ namespace, spec }: NetworkPolicy, pod: Pod): boolean {
  return !pod.hostNetwork && pod.namespace === namespace && chooses(spec.podSelector, pod.labels);
}

function isPeer(policy: NetworkPolicy, pod: Pod): boolean {
  return peersIn(policy).some((peer) => isNamed(policy, peer, pod));
}

function peersIn(policy: NetworkPolicy): NetworkPolicyPeer[] {
  return DIRECTIONS.flatMap((direction) =>
    rulesOf(policy, direction).flatMap((rule) => peersOf(rule, direction) ?? []),
  );
}

/** Whether the pod has the labels of a peer; of other namespaces only what their selector says of pods counts. */
function isNamed({ namespace }: NetworkPolicy, peer: NetworkPolicyPeer, pod: Pod): boolean {
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined) return false;
  return (namespaceSelector !== undefined || pod.namespace === namespace) && chooses(podSelector, pod.labels);
}

function chooses({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labelOf(labels, key) === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labelOf(labels, key);
      const isListed = value !== undefined && values.includes(value);
      switch (operator) {
        case 'In':
          return isListed;
        case 'NotIn':
          return !isListed;
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
      }
    })
  );
}
