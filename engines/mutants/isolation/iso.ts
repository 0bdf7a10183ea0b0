import type { Context } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicy, Pod } from '../../../model/index.ts';
import { DIRECTIONS, policyTypeOf, rulesOf } from '../../../model/index.ts';
import { deciding, isEmptySelector, isolating, policyAllows } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

const HAS_NO_RULES = (policy: NetworkPolicy): boolean =>
  rulesOf(policy, 'ingress').length === 0 && rulesOf(policy, 'egress').length === 0;

/** ISO: what isolates a pod, and how policies combine. */
export const ISO_MUTANTS: readonly Mutant[] = [
  // "Default-deny evaluator", as prose about a "default deny model" suggests it. Only where no policy has to do
  // with either end: elsewhere the mistake would pass for one about the policies.
  mutant('ISO-1', 'denies where no policy selects either end', 'judge', (context, flow) => {
    const { source, destination } = context.semantics.translate(context, flow);
    const ends = [source, destination];
    const isOpen = ends.every((end) =>
      DIRECTIONS.every((direction) => isolating(context, end, direction).length === 0),
    );
    const isGoverned = ends.some((end) => context.semantics.isSubject(context, end));
    return isOpen && isGoverned ? 'deny' : reference.judge(context, flow);
  }),

  // "Isolation inferred from 'has ingress rules' instead of policyTypes."
  mutant('ISO-2', 'isolates only for directions that have rules', 'effectiveTypes', (context, policy) =>
    reference
      .effectiveTypes(context, policy)
      .filter((type) => rulesOf(policy, type === 'Ingress' ? 'ingress' : 'egress').length > 0),
  ),

  // "One 'isolated' flag for both directions."
  mutant('ISO-3', 'isolates both directions as soon as one is', 'effectiveTypes', () => [
    'Ingress',
    'Egress',
  ]),

  // "Fall-through allow when the first policy has no matching rule."
  mutant(
    'ISO-4',
    'falls through to allow when the first of several policies does not match',
    'allowsSide',
    (context, question) => {
      const [first, ...others] = deciding(context, question);
      if (first === undefined || others.length === 0) return reference.allowsSide(context, question);
      const hasRules = context.semantics.effectiveRules(context, first, question.direction).length > 0;
      return hasRules || reference.allowsSide(context, question);
    },
  ),

  // "Intersection of policies; last-writer-wins; first-match-wins."
  mutant(
    'ISO-5',
    'lets pass only what every policy allows',
    'allowsSide',
    (context, question) =>
      reference.allowsSide(context, question) &&
      deciding(context, question).every((policy) => policyAllows(context, policy, question)),
  ),
  mutant('ISO-5/last', 'lets the last policy alone decide', 'applicablePolicies', (context, pod, direction) =>
    reference.applicablePolicies(context, pod, direction).slice(-1),
  ),

  // "Early return inside the policy loop; priority by name."
  mutant('ISO-6', 'stops at the first policy', 'applicablePolicies', (context, pod, direction) =>
    reference.applicablePolicies(context, pod, direction).slice(0, 1),
  ),

  // "Selector applied cluster-wide."
  mutant('ISO-7', 'selects subjects in every namespace', 'applicablePolicies', (context, pod, direction) =>
    context.world.cluster.policies.filter(
      (policy) =>
        context.semantics.effectiveTypes(context, policy).includes(policyTypeOf(direction)) &&
        context.semantics.matchesSelector(context, policy.spec.podSelector, pod.labels),
    ),
  ),

  // "Absent selector means 'selects nothing' (nil-selector conversion)."
  mutant(
    'ISO-8',
    'selects nothing with an empty podSelector',
    'selectsSubject',
    (context, policy, pod) =>
      !isEmptySelector(policy.spec.podSelector) && reference.selectsSubject(context, policy, pod),
  ),

  // "Any policy in the namespace flips the whole namespace to deny."
  mutant('ISO-9', 'isolates the whole namespace of a selected pod', 'allowsSide', (context, question) => {
    const { subject, direction } = question;
    if (!context.semantics.isSubject(context, subject) || subject.pod === undefined) return true;
    const { namespace } = subject.pod;
    const flipped = context.world.cluster.pods.some(
      (pod) =>
        pod.namespace === namespace &&
        context.semantics.applicablePolicies(context, pod, direction).length > 0,
    );
    const selected = isolating(context, subject, direction).length > 0;
    return selected || !flipped ? reference.allowsSide(context, question) : false;
  }),

  // "Treating an empty-rule policy as an explicit deny with precedence."
  mutant(
    'ISO-10',
    'lets a policy without rules overrule the others',
    'allowsSide',
    (context, question) =>
      reference.allowsSide(context, question) &&
      deciding(context, question).every(
        (policy) => context.semantics.effectiveRules(context, policy, question.direction).length > 0,
      ),
  ),

  // "Namespace default-deny installed when any policy object exists."
  mutant(
    'ISO-12',
    'applies a policy that selects no pod to all of its namespace',
    'selectsSubject',
    (context, policy, pod) =>
      reference.selectsSubject(context, policy, pod) ||
      (policy.namespace === pod.namespace && selectsNobody(context, policy)),
  ),

  // "Map keyed by bare name: the second object replaces the first."
  mutant(
    'ISO-13',
    'keeps one policy of each name, whatever its namespace',
    'policiesOf',
    (context, namespace) =>
      reference
        .policiesOf(context, namespace)
        .filter(
          (policy) => context.world.cluster.policies.findLast(({ name }) => name === policy.name) === policy,
        ),
  ),

  // "Object skipped as malformed or treated as inert." What an empty object is stored as is all that is left of it.
  mutant('ISO-14', 'skips a policy of which nothing was written', 'effectiveTypes', (context, policy) => {
    const types = reference.effectiveTypes(context, policy);
    const isBare = isEmptySelector(policy.spec.podSelector) && HAS_NO_RULES(policy);
    return isBare && types.join() === 'Ingress' ? [] : types;
  }),

  // "Plugin silently whitelists DNS."
  mutant(
    'ISO-15',
    'always lets name resolution out',
    'allowsSide',
    (context, question) =>
      (question.direction === 'egress' && question.protocol === 'UDP' && question.port === 53) ||
      reference.allowsSide(context, question),
  ),

  // "Key made by joining name and namespace without a separator."
  mutant(
    'ISO-16',
    'confuses pods whose joined names are equal',
    'applicablePolicies',
    (context, pod, direction) =>
      context.world.cluster.pods
        .filter((other) => joined(other) === joined(pod))
        .flatMap((other) => reference.applicablePolicies(context, other, direction)),
  ),
];

function selectsNobody(context: Context, policy: NetworkPolicy): boolean {
  return !context.world.cluster.pods.some((pod) => reference.selectsSubject(context, policy, pod));
}

function joined({ namespace, name }: Pod): string {
  return namespace + name;
}
