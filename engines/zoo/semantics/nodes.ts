import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyPeer } from '../../../model/index.ts';
import { isFinished } from '../../../model/index.ts';
import { answering, isEmptySelector, selectsLabels, trueLabels } from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** Pods on the host network. */
export const HOSTNETWORK: readonly Mutation[] = [
  // A hostNetwork pod is a pod like any other: its address, the node's, joins the group of peers.
  semanticsBugs(
    'ANTREA-3080',
    'matchesSelectors',
    (context, policy, peer, other) =>
      context.world.cluster.pods.some(
        (pod) =>
          pod.hostNetwork &&
          !isFinished(pod) &&
          pod.podIPs.includes(other.endpoint.ip) &&
          selectsLabels(context, policy, peer, pod.namespace, trueLabels(context, pod)),
      ) || reference.matchesSelectors(context, policy, peer, other),
  ),

  // The set for every namespace is another than that for the host network. The plugin's own answer, that such pods are
  // peers of nothing else, is one that the API does not allow (HOST-2): here they are pods like any other.
  semanticsBugs(
    'OVN-15586',
    'matchesSelectors',
    (context, policy, peer, other) =>
      !(isEverywhere(peer) && other.pod?.hostNetwork === true) &&
      reference.matchesSelectors(context, policy, peer, other),
    { hostNetworkPods: 'as-pod' },
  ),

  // They are listed as subjects.
  semanticsBugs('NPC-202', 'isSubject', (context, end) =>
    reference.isSubject(answering(context, 'hostNetworkPods', 'as-pod'), end),
  ),
];

/** Nodes and their own pods. */
export const NODE_TRAFFIC: readonly Mutation[] = [
  // What goes to the own node takes the INPUT path, where nobody looks.
  semanticsBugs('KNP-283', 'allowsSide', (context, question) =>
    reference.allowsSide(answering(context, 'ownNodeEgress', 'always-allow'), question),
  ),
  // So does what goes to any address of a pod's own host.
  semanticsBugs('KR-891', 'allowsSide', (context, question) => {
    const { direction, subject, other } = question;
    const local =
      subject.nodeName !== undefined &&
      subject.nodeName === other.nodeName &&
      (other.endpoint.kind === 'node' || other.endpoint.kind === 'hostNetwork');
    return (direction === 'egress' && local) || reference.allowsSide(context, question);
  }),

  // The node is a stranger to its pods.
  semanticsBugs(
    ['KUBEOVN-2279', 'KNP-ROOT'],
    'isOwnNode',
    (context, subject, other) =>
      other.endpoint.kind !== 'node' && reference.isOwnNode(context, subject, other),
  ),
];

function isEverywhere({ namespaceSelector, podSelector }: NetworkPolicyPeer): boolean {
  return podSelector === undefined && namespaceSelector !== undefined && isEmptySelector(namespaceSelector);
}
