import type { Direction, NetworkPolicy, NetworkPolicyRule, Pod, PolicyType } from '../../model/index.ts';
import { policyTypeOf, rulesOf } from '../../model/index.ts';
import type { Context } from '../semantics.ts';
import { isValidSelector } from './selectors.ts';

const NO_POLICIES: readonly NetworkPolicy[] = [];

/** ISO-7, ISO-13: a policy belongs to its namespace, and its name means nothing outside it. */
export function policiesOf({ world }: Context, namespace: string): readonly NetworkPolicy[] {
  return world.policiesByNamespace.get(namespace) ?? NO_POLICIES;
}

/** ISO-7: subjects never come from another namespace. ISO-8: an empty selector selects every pod of it. */
export function selectsSubject(context: Context, policy: NetworkPolicy, pod: Pod): boolean {
  if (policy.namespace !== pod.namespace) return false;
  const { podSelector } = policy.spec;
  if (!isValidSelector(podSelector)) {
    // SEL-14: either the policy is inert, or it denies and allows nothing.
    return context.option('invalidStoredSelector') === 'deny-only';
  }
  return context.semantics.matchesSelector(context, podSelector, pod.labels);
}

/**
 * TYPE-1..3: without policyTypes, Ingress always and Egress where there is at least one egress rule. A stored
 * object carries its types, so that nothing is recomputed (TYPE-8).
 */
export function effectiveTypes(_context: Context, policy: NetworkPolicy): readonly PolicyType[] {
  const { policyTypes, egress } = policy.spec;
  if (policyTypes.length > 0) return policyTypes;
  return egress !== undefined && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** RULE-4: an absent list of rules and an empty one allow nothing alike. */
export function effectiveRules(
  _context: Context,
  policy: NetworkPolicy,
  direction: Direction,
): readonly NetworkPolicyRule[] {
  return isValidSelector(policy.spec.podSelector) ? rulesOf(policy, direction) : [];
}

/** ISO-2: those of the pod's own namespace that select it and have the direction among their types. */
export function applicablePolicies(
  context: Context,
  pod: Pod,
  direction: Direction,
): readonly NetworkPolicy[] {
  const { semantics } = context;
  const type = policyTypeOf(direction);
  return semantics
    .policiesOf(context, pod.namespace)
    .filter(
      (policy) =>
        semantics.effectiveTypes(context, policy).includes(type) &&
        semantics.selectsSubject(context, policy, pod),
    );
}
