import type { Context, SideQuestion } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import { deciding, isolating, opposite, policyAllows, questionsOf } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/** DIR: how the two ends combine. */
export const DIR_MUTANTS: readonly Mutant[] = [
  // "OR; only destination checked."
  mutant(
    'DIR-1',
    'asks the destination alone where both ends are isolated',
    'allowsSide',
    (context, question) =>
      (question.direction === 'egress' && isolatesBothEnds(context, question)) ||
      reference.allowsSide(context, question),
  ),

  // "Requires a matching egress rule too."
  mutant(
    'DIR-2',
    'wants an egress rule for what an isolated destination lets in',
    'allowsSide',
    (context, question) =>
      !(question.direction === 'egress' && isolatesOtherEndAlone(context, question)) &&
      reference.allowsSide(context, question),
  ),

  // "Requires an ingress rule at y."
  mutant(
    'DIR-3',
    'wants an ingress rule for what an isolated source sends',
    'allowsSide',
    (context, question) =>
      !(question.direction === 'ingress' && isolatesOtherEndAlone(context, question)) &&
      reference.allowsSide(context, question),
  ),

  // "Global default deny": some policy somewhere closes everything.
  mutant(
    'DIR-4',
    'denies between two pods that no policy selects once there is a policy',
    'allowsSide',
    (context, question) => {
      const { subject, other, direction } = question;
      const isOpen =
        subject.pod !== undefined &&
        other.pod !== undefined &&
        isolating(context, subject, direction).length === 0 &&
        isolating(context, other, opposite(direction)).length === 0;
      const closed = isOpen && context.world.cluster.policies.length > 0;
      return !closed && reference.allowsSide(context, question);
    },
  ),

  // "External side looked up as a pod and denied."
  mutant(
    'DIR-5',
    'denies at an external end where the pod is isolated for the other direction',
    'allowsSide',
    (context, question) => {
      const { subject, other, direction } = question;
      const denied = subject.endpoint.kind === 'external' && isolating(context, other, direction).length > 0;
      return !denied && reference.allowsSide(context, question);
    },
  ),

  // "First matching allow ends evaluation."
  mutant(
    'DIR-6',
    'lets a rule at the destination overrule isolation at the source',
    'judge',
    (context, flow) => {
      const verdict = reference.judge(context, flow);
      if (verdict === 'allow') return verdict;
      const { ingress } = questionsOf(context, flow);
      const allowed = deciding(context, ingress).some((policy) => policyAllows(context, policy, ingress));
      return allowed ? 'allow' : 'deny';
    },
  ),

  // "Symmetric pair rules."
  mutant(
    'DIR-7',
    'lets in whom the pod itself may reach by a rule',
    'allowsSide',
    (context, question) => reference.allowsSide(context, question) || mirrorAllows(context, question),
  ),
];

function isolatesBothEnds(context: Context, { subject, other, direction }: SideQuestion): boolean {
  return (
    isolating(context, subject, direction).length > 0 &&
    isolating(context, other, opposite(direction)).length > 0
  );
}

function isolatesOtherEndAlone(context: Context, { subject, other, direction }: SideQuestion): boolean {
  return (
    subject.pod !== undefined &&
    isolating(context, subject, direction).length === 0 &&
    isolating(context, other, opposite(direction)).length > 0
  );
}

/** Whether the subject's rules of the other direction name the other end. */
function mirrorAllows(context: Context, question: SideQuestion): boolean {
  const mirror: SideQuestion = { ...question, direction: opposite(question.direction) };
  return (
    deciding(context, question).length > 0 &&
    deciding(context, mirror).some((policy) => policyAllows(context, policy, mirror))
  );
}
