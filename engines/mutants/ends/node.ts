import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { answering } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** NODE: what a node may do. */
export const NODE_MUTANTS: readonly Mutant[] = [
  // "Probes killed by default-deny."
  mutant(
    'NODE-1',
    'polices the node that the pod runs on',
    'isOwnNode',
    (context, subject, other) =>
      other.endpoint.kind !== 'node' && reference.isOwnNode(context, subject, other),
  ),

  // "Asserts either verdict as mandated."
  mutant(
    'NODE-2',
    'lets a pod reach its own node, whatever the profile says',
    'allowsSide',
    (context, question) =>
      reference.allowsSide(answering(context, 'ownNodeEgress', 'always-allow'), question),
  ),

  // "Every node whitelisted."
  mutant(
    'NODE-3',
    'lets every node in',
    'isOwnNode',
    (context, subject, other) =>
      other.endpoint.kind === 'node' || reference.isOwnNode(context, subject, other),
  ),

  // "Source test by 'same node'."
  mutant(
    'NODE-5',
    'takes every pod of the node for the node',
    'isOwnNode',
    (context, subject, other) =>
      (other.endpoint.kind === 'pod' &&
        other.nodeName !== undefined &&
        other.nodeName === subject.nodeName) ||
      reference.isOwnNode(context, subject, other),
  ),

  // "Only InternalIP[0] recognised."
  mutant('NODE-6', 'knows the first address of the node alone', 'isOwnNode', (context, subject, other) => {
    const node = subject.nodeName === undefined ? undefined : context.world.nodes.get(subject.nodeName);
    return (
      (other.endpoint.kind !== 'node' || node?.addresses[0] === other.endpoint.ip) &&
      reference.isOwnNode(context, subject, other)
    );
  }),
];
