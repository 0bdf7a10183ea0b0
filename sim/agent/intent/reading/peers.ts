import type {
  Direction,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from '../../../../model/index.ts';
import { peersOf as storedPeersOf } from '../../../../model/index.ts';
import type { PeerTerm, PodView } from '../../../datapath/intent.ts';
import type { PodTraits, ReadingContext } from '../policy-reading.ts';
import { isEmptySelector } from './selectors.ts';

/** {@link PolicyReading.peersOf} */
export function peersOf(rule: NetworkPolicyRule, direction: Direction): 'any' | readonly NetworkPolicyPeer[] {
  const peers = storedPeersOf(rule, direction);
  return peers === undefined || peers.length === 0 ? 'any' : peers; // PEER-1
}

/** {@link PolicyReading.peerTerms} */
export function peerTerms(
  peer: NetworkPolicyPeer,
  policy: NetworkPolicy,
  context: ReadingContext,
): readonly PeerTerm[] {
  if (peer.ipBlock !== undefined) {
    const term = context.reading.blockTerm(peer.ipBlock, context);
    return term === undefined ? [] : [term];
  }
  return [{ kind: 'pods', members: membersOf(peer, policy, context) }]; // PEER-9: pods and nothing else
}

function membersOf(
  peer: NetworkPolicyPeer,
  policy: NetworkPolicy,
  context: ReadingContext,
): readonly PodView[] {
  const answers = new Map<PodTraits, boolean>();
  const members: PodView[] = [];
  for (const { traits, view } of context.known) {
    let answer = answers.get(traits);
    if (answer === undefined) {
      answer = context.reading.peerMatches(peer, policy, traits, context);
      answers.set(traits, answer);
    }
    if (answer) members.push(view);
  }
  return members;
}

/** {@link PolicyReading.peerMatches} */
export function peerMatches(
  peer: NetworkPolicyPeer,
  policy: NetworkPolicy,
  pod: PodTraits,
  context: ReadingContext,
): boolean {
  const { reading } = context;
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined && namespaceSelector === undefined) return false;
  // SEL-14: what cannot be read matches nothing, lest it match everything.
  if (podSelector !== undefined && !reading.isReadable(podSelector)) return false;
  if (namespaceSelector !== undefined && !reading.isReadable(namespaceSelector)) return false;
  // PEER-5
  return reading.namespaceMatches(peer, policy, pod, context) && reading.podMatches(peer, pod, context);
}

/** {@link PolicyReading.namespaceMatches} */
export function namespaceMatches(
  { namespaceSelector }: NetworkPolicyPeer,
  policy: NetworkPolicy,
  pod: PodTraits,
  context: ReadingContext,
): boolean {
  if (namespaceSelector === undefined) return pod.namespace === policy.namespace; // PEER-3
  // PEER-8 holds for a Namespace that has not been seen yet. It may have any labels, so that all else must wait (LIFE-3).
  if (pod.namespaceLabels === undefined) return isEmptySelector(namespaceSelector);
  return context.reading.selectorMatches(namespaceSelector, pod.namespaceLabels, context); // NS-1, PEER-8, PEER-11
}

/** {@link PolicyReading.podMatches} */
export function podMatches(
  { podSelector }: NetworkPolicyPeer,
  pod: PodTraits,
  context: ReadingContext,
): boolean {
  const { profile, reading } = context;
  if (pod.hostNetwork && profile.hostNetworkPods === 'peer-only-with-empty-pod-selector') {
    return podSelector === undefined || isEmptySelector(podSelector); // HOST-2
  }
  return podSelector === undefined || reading.selectorMatches(podSelector, pod.labels, context); // PEER-4, PEER-7
}
