import type { Context, SideQuestion } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicy } from '../../../model/index.ts';
import { rulesOf } from '../../../model/index.ts';
import { deciding, policyAllows } from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

/**
 * TYPE: which directions a policy isolates. The API server stores the types that its defaulting gives, so that
 * a plugin that repeats the defaulting, and wrongly, misreads stored objects of just that shape.
 */
export const TYPE_MUTANTS: readonly Mutant[] = [
  // "Missing types → both, or → none."
  mutant('TYPE-1', 'takes the default types for both', 'effectiveTypes', (context, policy) =>
    hasTypes(policy, 'Ingress') && rulesOf(policy, 'egress').length === 0
      ? ['Ingress', 'Egress']
      : reference.effectiveTypes(context, policy),
  ),
  mutant(
    'TYPE-1/none',
    'takes the default types of a policy without rules for none',
    'effectiveTypes',
    (context, policy) =>
      hasTypes(policy, 'Ingress') && hasNoRules(policy) ? [] : reference.effectiveTypes(context, policy),
  ),

  // "Types inferred symmetrically ('only the sections present')."
  mutant(
    'TYPE-2',
    'leaves ingress open where only egress rules were written',
    'effectiveTypes',
    (context, policy) =>
      hasTypes(policy, 'Egress,Ingress') && rulesOf(policy, 'ingress').length === 0 && !hasNoRules(policy)
        ? ['Egress']
        : reference.effectiveTypes(context, policy),
  ),

  // "Presence of ingress rules isolates ingress regardless of types."
  mutant(
    'TYPE-4',
    'isolates ingress where there are ingress rules, whatever the types',
    'effectiveTypes',
    (context, policy) =>
      hasTypes(policy, 'Egress') && rulesOf(policy, 'ingress').length > 0
        ? ['Ingress', 'Egress']
        : reference.effectiveTypes(context, policy),
  ),

  // "Rules of a non-applicable direction harvested into the allow set."
  mutant(
    'TYPE-5',
    'takes permissions from rules of a direction that is not listed',
    'allowsSide',
    (context, question) => reference.allowsSide(context, question) || unlistedRuleAllows(context, question),
  ),

  // "Only one direction honoured."
  mutant(
    'TYPE-6',
    'honours only ingress of a policy of both types without rules',
    'effectiveTypes',
    (context, policy) =>
      hasTypes(policy, 'Egress,Ingress') && hasNoRules(policy)
        ? ['Ingress']
        : reference.effectiveTypes(context, policy),
  ),

  // "types[0] inspected only; exact-array comparison."
  mutant('TYPE-7', 'looks at the first of several types alone', 'effectiveTypes', (context, policy) =>
    reference.effectiveTypes(context, policy).slice(0, 1),
  ),
  mutant(
    'TYPE-7/exact',
    'knows only the usual spellings of the list',
    'effectiveTypes',
    (context, policy) => {
      const types = reference.effectiveTypes(context, policy);
      return ['Ingress', 'Egress', 'Ingress,Egress'].includes(types.join()) ? types : [];
    },
  ),
];

/** Whether the stored types are this set, written as a sorted list. */
function hasTypes({ spec }: NetworkPolicy, types: string): boolean {
  return [...new Set(spec.policyTypes)].sort().join() === types;
}

function hasNoRules(policy: NetworkPolicy): boolean {
  return rulesOf(policy, 'ingress').length === 0 && rulesOf(policy, 'egress').length === 0;
}

function unlistedRuleAllows(context: Context, question: SideQuestion): boolean {
  const { pod } = question.subject;
  if (pod === undefined || deciding(context, question).length === 0) return false;
  return context.semantics
    .policiesOf(context, pod.namespace)
    .some(
      (policy) =>
        context.semantics.selectsSubject(context, policy, pod) && policyAllows(context, policy, question),
    );
}
