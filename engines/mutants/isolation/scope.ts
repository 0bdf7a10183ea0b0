import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** SCOPE and PLUG: who is governed at all. */
export const SCOPE_MUTANTS: readonly Mutant[] = [
  // "Installs host-wide drops": a policy for a pod closes the node underneath it.
  mutant(
    'SCOPE-1',
    'drops what a node itself sends or gets once a pod of it is isolated',
    'allowsSide',
    (context, question) => {
      const { subject, other, direction } = question;
      if (subject.endpoint.kind !== 'node' || other.pod !== undefined) {
        return reference.allowsSide(context, question);
      }
      return !context.world.cluster.pods.some(
        (pod) =>
          pod.nodeName === subject.nodeName &&
          context.semantics.applicablePolicies(context, pod, direction).length > 0,
      );
    },
  ),

  // "Every accepted object is enforced."
  mutant('PLUG-1', 'takes an accepted object for an enforced one', 'isEnforced', () => true),
];
