import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Labels, NetworkPolicyPeer } from '../../../model/index.ts';
import { labelOf, labelsFrom, NO_LABELS, withPeers } from '../../../model/index.ts';
import {
  isEmptySelector,
  labelsOnly,
  peerItems,
  requirementsOf,
  rewritingEachRule,
  rewritingRules,
  selectablePod,
  selectsLabels,
  trueLabels,
} from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** What selectors select: as peers. */
const PEERS: readonly Mutation[] = [
  // No pod behind the address, no objection.
  semanticsBugs(
    'KNP-NILMATCH',
    'matchesSelectors',
    (context, policy, peer, other) =>
      other.pod === undefined || reference.matchesSelectors(context, policy, peer, other),
  ),

  // An empty namespaceSelector is everything, the world included.
  semanticsBugs(
    'CILIUM-4513',
    'matchesSelectors',
    (context, policy, peer, other) =>
      isEveryNamespace(peer) || reference.matchesSelectors(context, policy, peer, other),
  ),

  // A namespace without the label: so are a host and the world, and so NotIn holds for them.
  semanticsBugs('CILIUM-46996', 'matchesSelectors', (context, policy, peer, other) => {
    const negative = requirementsOf(peer.namespaceSelector ?? {}).some(({ operator }) =>
      NEGATIVE.has(operator),
    );
    if (other.pod !== undefined || !negative) return reference.matchesSelectors(context, policy, peer, other);
    return selectsLabels(context, policy, peer, '', { pod: NO_LABELS, namespace: NO_LABELS });
  }),

  // An empty namespaceSelector is the own namespace.
  semanticsBugs(
    'CALICO-EMPTYNS',
    'matchesSelectors',
    (context, policy, peer, other) =>
      !(isEveryNamespace(peer) && other.pod?.namespace !== policy.namespace) &&
      reference.matchesSelectors(context, policy, peer, other),
  ),

  // Two selectors of one item: either suffices.
  semanticsBugs('CALICO-OR', 'matchesSelectors', (context, policy, peer, other) => {
    const { podSelector, namespaceSelector } = peer;
    const halves =
      podSelector === undefined || namespaceSelector === undefined
        ? [peer]
        : [{ podSelector }, { namespaceSelector }];
    return halves.some((half) => reference.matchesSelectors(context, policy, half, other));
  }),

  // An item without a podSelector makes no rule.
  semanticsBugs(
    'MULTINP-14',
    'matchesSelectors',
    (context, policy, peer, other) =>
      peer.podSelector !== undefined && reference.matchesSelectors(context, policy, peer, other),
  ),

  // The podSelectors of a rule share one set of addresses, and the last one fills it.
  semanticsBugs(
    'OVN-2POD',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const peers = peerItems(rule, direction);
      const last = peers.findLast(isPodOnly);
      const kept = peers.filter((peer) => !isPodOnly(peer) || peer === last);
      return kept.length === peers.length ? [rule] : [withPeers(rule, direction, kept)];
    }),
  ),

  // The list of peers is not emptied between rules.
  semanticsBugs(
    'ANTREA-161',
    'effectiveRules',
    rewritingRules((rules, direction) => {
      const seen: NetworkPolicyPeer[] = [];
      return rules.map((rule) => {
        const peers = peerItems(rule, direction);
        seen.push(...peers);
        return peers.length === 0 ? rule : withPeers(rule, direction, [...seen]);
      });
    }),
  ),

  // On egress, the own namespace is compared with a register that nobody has set.
  semanticsBugs(
    'OSDN-459',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const peers = peerItems(rule, direction);
      const kept = peers.filter((peer) => !(isPodOnly(peer) && isEmptySelector(peer.podSelector ?? {})));
      if (direction === 'ingress' || kept.length === peers.length) return [rule];
      return kept.length === 0 ? [] : [withPeers(rule, direction, kept)];
    }),
  ),

  // An absent podSelector takes the set of the whole namespace, hostNetwork pods included.
  semanticsBugs('OVN-4063', 'matchesSelectors', (context, policy, peer, other) => {
    const { pod } = other;
    if (pod === undefined || !pod.hostNetwork || peer.podSelector !== undefined) {
      return reference.matchesSelectors(context, policy, peer, other);
    }
    return selectsLabels(context, policy, peer, pod.namespace, trueLabels(context, pod));
  }),

  // A podSelector alone is looked up in the namespace of the peer.
  semanticsBugs('MERMIN-120', 'matchesSelectors', (context, policy, peer, other) =>
    reference.matchesSelectors(
      context,
      other.pod === undefined ? policy : { ...policy, namespace: other.pod.namespace },
      peer,
      other,
    ),
  ),

  // A label of the pod hides the label of its Namespace that has the same key.
  semanticsBugs('CILIUM-23154', 'matchesSelectors', (context, policy, peer, other) => {
    const pod = selectablePod(other);
    if (pod === undefined) return reference.matchesSelectors(context, policy, peer, other);
    const seen = trueLabels(context, pod);
    const namespace = without(seen.namespace, pod.labels);
    return selectsLabels(context, policy, peer, pod.namespace, { ...seen, namespace });
  }),
];

/** What selectors select: as subjects, and anywhere. */
const SUBJECTS: readonly Mutation[] = [
  // Only matchLabels are read.
  semanticsBugs('KR-614', 'matchesSelector', (context, selector, labels) =>
    reference.matchesSelector(context, labelsOnly(selector), labels),
  ),

  // In with several values finds nothing.
  semanticsBugs(
    'AKS-2006',
    'matchesRequirement',
    (context, requirement, labels) =>
      !(requirement.operator === 'In' && (requirement.values ?? []).length > 1) &&
      reference.matchesRequirement(context, requirement, labels),
  ),

  // An empty selector is printed as "<none>", and taken at its word.
  semanticsBugs(
    'OVN-NONE',
    'matchesSelector',
    (context, selector, labels) =>
      !isEmptySelector(selector) && reference.matchesSelector(context, selector, labels),
  ),

  // An absent podSelector selects nobody; stored, it is an empty one.
  semanticsBugs(
    'KR-90',
    'selectsSubject',
    (context, policy, pod) =>
      !isEmptySelector(policy.spec.podSelector) && reference.selectsSubject(context, policy, pod),
  ),

  // All pods of the namespace are behind the firewall.
  semanticsBugs('KR-183', 'selectsSubject', (_context, policy, pod) => policy.namespace === pod.namespace),

  // A label of the user's own making takes the place of the true namespace.
  semanticsBugs('CILIUM-39347', 'selectsSubject', (context, policy, pod) => {
    const claimed = labelOf(pod.labels, 'io.kubernetes.pod.namespace') ?? pod.namespace;
    return claimed === policy.namespace && reference.selectsSubject(context, policy, pod);
  }),
];

/** What selectors select. */
export const SELECTOR_SEMANTICS: readonly Mutation[] = [...PEERS, ...SUBJECTS];

const NEGATIVE: ReadonlySet<string> = new Set(['NotIn', 'DoesNotExist']);

function isEveryNamespace({ podSelector, namespaceSelector }: NetworkPolicyPeer): boolean {
  return podSelector === undefined && namespaceSelector !== undefined && isEmptySelector(namespaceSelector);
}

function isPodOnly({ ipBlock, namespaceSelector }: NetworkPolicyPeer): boolean {
  return ipBlock === undefined && namespaceSelector === undefined;
}

function without(labels: Labels, hidden: Labels): Labels {
  return labelsFrom(Object.entries(labels).filter(([key]) => labelOf(hidden, key) === undefined));
}
