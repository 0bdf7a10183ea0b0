import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { isFinished } from '../../../model/index.ts';
import { answering, selectsLabels, trueLabels } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** HOST: pods on the host network. */
export const HOST_MUTANTS: readonly Mutant[] = [
  // "Node port opened/closed by a namespace policy without being modelled."
  mutant('HOST-1', 'isolates a hostNetwork pod, whatever the profile says', 'isSubject', (context, end) =>
    reference.isSubject(answering(context, 'hostNetworkPods', 'as-pod'), end),
  ),

  // "Matched by labels although the source is a node IP."
  mutant(
    'HOST-2',
    'matches a hostNetwork pod by its labels, whatever the profile says',
    'matchesSelectors',
    (context, policy, peer, other) =>
      reference.matchesSelectors(answering(context, 'hostNetworkPods', 'as-pod'), policy, peer, other),
  ),

  // "Denied as an unselected pod."
  mutant(
    'HOST-3',
    'grants a hostNetwork pod of the own node nothing',
    'isOwnNode',
    (context, subject, other) =>
      other.endpoint.kind !== 'hostNetwork' && reference.isOwnNode(context, subject, other),
  ),

  // "hostNetwork endpoints dropped from IP matching too."
  mutant(
    'HOST-4',
    'finds no hostNetwork pod in a block',
    'matchesBlock',
    (context, block, end) =>
      end.endpoint.kind !== 'hostNetwork' && reference.matchesBlock(context, block, end),
  ),

  // "podIP==nodeIP added to ipset."
  mutant(
    'HOST-5',
    'lets a hostNetwork pod enrol its node among the peers',
    'matchesSelectors',
    (context, policy, peer, other) =>
      (other.endpoint.kind === 'node' &&
        context.world.cluster.pods.some(
          (pod) =>
            pod.hostNetwork &&
            !isFinished(pod) &&
            pod.podIPs.includes(other.endpoint.ip) &&
            selectsLabels(context, policy, peer, pod.namespace, trueLabels(context, pod)),
        )) ||
      reference.matchesSelectors(context, policy, peer, other),
  ),

  // "Named ports looked up on any pod object, hostNetwork or not."
  mutant(
    'HOST-6',
    'looks port names up on hostNetwork pods',
    'resolvePortName',
    (context, name, protocol, end) =>
      reference.resolvePortName(answering(context, 'hostNetworkPods', 'as-pod'), name, protocol, end),
  ),
];
