import type { Context, End } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyPeer } from '../../../model/index.ts';
import { NO_LABELS, withPeers } from '../../../model/index.ts';
import {
  isEmptySelector,
  peerItems,
  portItems,
  rewritingEachRule,
  selectablePod,
  selectsLabels,
} from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** PEER: what `from` and `to` take in. */
export const PEER_MUTANTS: readonly Mutant[] = [
  // "`from: []` matches nothing; missing `from` matches only cluster pods."
  mutant(
    'PEER-1',
    'lets nothing pass with ports but no peers',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      peerItems(rule, direction).length === 0 && portItems(rule).length > 0 ? [] : [rule],
    ),
  ),
  mutant(
    'PEER-1/pods',
    'lets pods alone pass with ports but no peers',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      peerItems(rule, direction).length === 0 && portItems(rule).length > 0
        ? [withPeers(rule, direction, [{ namespaceSelector: {} }])]
        : [rule],
    ),
  ),

  // "Peers of different kinds ANDed."
  mutant(
    'PEER-2',
    'wants a peer of every kind that a rule lists',
    'matchesRule',
    (context, policy, rule, question) => {
      const peers = peerItems(rule, question.direction);
      const kinds = [...new Set(peers.map(kindOf))].map((kind) =>
        peers.filter((peer) => kindOf(peer) === kind),
      );
      if (kinds.length < 2) return reference.matchesRule(context, policy, rule, question);
      return kinds.every((some) =>
        reference.matchesRule(context, policy, withPeers(rule, question.direction, some), question),
      );
    },
  ),

  // "Matches that label in every namespace."
  mutant(
    'PEER-3',
    'looks for a podSelector in every namespace',
    'matchesSelectors',
    (context, policy, peer, other) =>
      reference.matchesSelectors(context, policy, { namespaceSelector: {}, ...peer }, other),
  ),

  // "Restricts to pods with labels equal to the namespace's; drops unlabeled pods."
  mutant(
    'PEER-4',
    'wants the labels of the namespaceSelector on the pods as well',
    'matchesSelectors',
    (context, policy, peer, other) =>
      reference.matchesSelectors(
        context,
        policy,
        peer.namespaceSelector === undefined ? peer : { podSelector: peer.namespaceSelector, ...peer },
        other,
      ),
  ),

  // "OR."
  mutant(
    'PEER-5',
    'lets either selector of one item suffice',
    'matchesSelectors',
    (context, policy, peer, other) => {
      const { podSelector, namespaceSelector } = peer;
      if (podSelector === undefined || namespaceSelector === undefined) {
        return reference.matchesSelectors(context, policy, peer, other);
      }
      return [{ podSelector }, { namespaceSelector }].some((half) =>
        reference.matchesSelectors(context, policy, half, other),
      );
    },
  ),

  // "Items merged into one AND."
  mutant(
    'PEER-6',
    'joins a namespace item and a pod item into one',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const peers = peerItems(rule, direction);
      const namespaceOnly = peers.find((peer) => kindOf(peer) === 'namespace');
      const podOnly = peers.find((peer) => kindOf(peer) === 'pod');
      if (namespaceOnly === undefined || podOnly === undefined) return [rule];
      const others = peers.filter((peer) => peer !== namespaceOnly && peer !== podOnly);
      return [withPeers(rule, direction, [...others, { ...namespaceOnly, ...podOnly }])];
    }),
  ),

  // "`{}` widened to everything, or treated as absent."
  mutant(
    'PEER-7',
    'takes an empty podSelector for everything',
    'matchesSelectors',
    (context, policy, peer, other) =>
      isOwnNamespacePeer(peer) || reference.matchesSelectors(context, policy, peer, other),
  ),
  mutant(
    'PEER-7/absent',
    'takes an empty podSelector for an absent one',
    'matchesSelectors',
    (context, policy, peer, other) =>
      !isOwnNamespacePeer(peer) && reference.matchesSelectors(context, policy, peer, other),
  ),

  // "Own namespace excluded; external admitted."
  mutant(
    'PEER-8',
    'leaves the own namespace out of an empty namespaceSelector',
    'matchesSelectors',
    (context, policy, peer, other) =>
      !(isEveryNamespacePeer(peer) && other.pod?.namespace === policy.namespace) &&
      reference.matchesSelectors(context, policy, peer, other),
  ),
  mutant(
    'PEER-8/external',
    'lets addresses outside the cluster in with an empty namespaceSelector',
    'matchesSelectors',
    (context, policy, peer, other) =>
      (isEveryNamespacePeer(peer) && other.endpoint.kind === 'external') ||
      reference.matchesSelectors(context, policy, peer, other),
  ),

  // "Unknown endpoint treated as 'pod with empty label map', so NotIn/DoesNotExist/{} match it."
  mutant(
    'PEER-9',
    'takes an address for a pod without labels',
    'matchesSelectors',
    (context, policy, peer, other) =>
      other.pod === undefined
        ? selectsLabels(context, policy, peer, policy.namespace, { pod: NO_LABELS, namespace: NO_LABELS })
        : reference.matchesSelectors(context, policy, peer, other),
  ),

  mutant(
    'PEER-9/nil',
    'finds no fault with an address that is no pod',
    'matchesSelectors',
    (context, policy, peer, other) =>
      other.pod === undefined || reference.matchesSelectors(context, policy, peer, other),
  ),

  // "Nil selector converted by the library helper → 'match nothing'."
  mutant(
    'PEER-10',
    'selects no pod where the podSelector is absent',
    'matchesSelectors',
    (context, policy, peer, other) =>
      peer.podSelector !== undefined && reference.matchesSelectors(context, policy, peer, other),
  ),

  // "'Other namespaces' interpretation."
  mutant(
    'PEER-11',
    'leaves the own namespace out of a namespaceSelector',
    'matchesSelectors',
    (context, policy, peer, other) =>
      !(
        peer.namespaceSelector !== undefined &&
        !isEmptySelector(peer.namespaceSelector) &&
        other.pod?.namespace === policy.namespace
      ) && reference.matchesSelectors(context, policy, peer, other),
  ),

  // "Peer lookup restricted to policy-managed endpoints."
  mutant(
    'PEER-12',
    'knows only peers that some policy selects',
    'matchesSelectors',
    (context, policy, peer, other) =>
      isManaged(context, other) && reference.matchesSelectors(context, policy, peer, other),
  ),

  // "Rule-compilation error on identical items."
  mutant(
    'PEER-14',
    'loses a rule that lists a peer twice',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const texts = peerItems(rule, direction).map((peer) => JSON.stringify(peer));
      return new Set(texts).size < texts.length ? [] : [rule];
    }),
  ),
];

function kindOf({ ipBlock, podSelector, namespaceSelector }: NetworkPolicyPeer): string {
  if (ipBlock !== undefined) return 'block';
  if (podSelector !== undefined && namespaceSelector !== undefined) return 'both';
  return podSelector === undefined ? 'namespace' : 'pod';
}

/** `podSelector: {}` alone. */
function isOwnNamespacePeer({ podSelector, namespaceSelector }: NetworkPolicyPeer): boolean {
  return namespaceSelector === undefined && podSelector !== undefined && isEmptySelector(podSelector);
}

/** `namespaceSelector: {}` alone. */
function isEveryNamespacePeer({ podSelector, namespaceSelector }: NetworkPolicyPeer): boolean {
  return podSelector === undefined && namespaceSelector !== undefined && isEmptySelector(namespaceSelector);
}

function isManaged(context: Context, other: End): boolean {
  const pod = selectablePod(other);
  if (pod === undefined) return false;
  return context.semantics
    .policiesOf(context, pod.namespace)
    .some((policy) => context.semantics.selectsSubject(context, policy, pod));
}
