import type { NetworkPolicy, NetworkPolicyPeer, Pod } from '../../model/index.ts';
import { isFinished } from '../../model/index.ts';
import type { Context, SideQuestion } from '../semantics.ts';
import type { End } from '../world.ts';
import { namespaceLabels } from '../world.ts';
import { isValidSelector } from './selectors.ts';

/** PEER-2: each peer item stands for itself, whatever its kind. */
export function matchesPeer(
  context: Context,
  policy: NetworkPolicy,
  peer: NetworkPolicyPeer,
  question: SideQuestion,
): boolean {
  const { semantics } = context;
  const { ipBlock } = peer;
  if (ipBlock === undefined) return semantics.matchesSelectors(context, policy, peer, question.other);
  return question.blockEnds.some((end) => semantics.matchesBlock(context, ipBlock, end));
}

/** PEER-9: selectors match pods and nothing else. */
export function matchesSelectors(
  context: Context,
  policy: NetworkPolicy,
  peer: NetworkPolicyPeer,
  other: End,
): boolean {
  const { pod } = other;
  if (pod !== undefined && !isFinished(pod) && selectsPod(context, policy, peer, pod)) {
    return !pod.hostNetwork || admitsHostNetwork(context, peer);
  }
  return matchesFormerHolder(context, policy, peer, other);
}

function selectsPod(context: Context, policy: NetworkPolicy, peer: NetworkPolicyPeer, pod: Pod): boolean {
  const { semantics, world } = context;
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined && namespaceSelector === undefined) return false;
  // SEL-14: what cannot be parsed widens nothing.
  if (podSelector !== undefined && !isValidSelector(podSelector)) return false;
  if (namespaceSelector !== undefined && !isValidSelector(namespaceSelector)) return false;
  // PEER-3: without a namespaceSelector only pods of the policy's own namespace count. PEER-10: an absent
  // selector adds no constraint, an empty one matches everything in its scope.
  const inNamespace =
    namespaceSelector === undefined
      ? pod.namespace === policy.namespace
      : semantics.matchesSelector(context, namespaceSelector, namespaceLabels(world, pod.namespace));
  // PEER-5: both selectors in one item are a conjunction.
  return (
    inNamespace && (podSelector === undefined || semantics.matchesSelector(context, podSelector, pod.labels))
  );
}

/** HOST-2: whether a selector that fits a hostNetwork pod takes in the node's address (HOST-5: as-node, no). */
function admitsHostNetwork(context: Context, { podSelector = {} }: NetworkPolicyPeer): boolean {
  switch (context.option('hostNetworkPods')) {
    case 'as-node':
      return false;
    case 'as-pod':
      return true;
    case 'peer-only-with-empty-pod-selector':
      return podSelector.matchLabels === undefined && podSelector.matchExpressions === undefined;
  }
}

/** LIFE-9: a pod that ended must not lend its labels to whoever holds its address now. */
function matchesFormerHolder(
  context: Context,
  policy: NetworkPolicy,
  peer: NetworkPolicyPeer,
  other: End,
): boolean {
  if (context.world.finishedPodsByAddress.size === 0) return false;
  const former = context.world.finishedPodsByAddress.get(other.address.value) ?? [];
  return (
    former.some((pod) => selectsPod(context, policy, peer, pod)) &&
    context.option('terminatedPodIp') === 'retained'
  );
}
