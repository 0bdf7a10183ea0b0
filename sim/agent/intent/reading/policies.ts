import type { Direction, NetworkPolicy, NetworkPolicyRule } from '../../../../model/index.ts';
import { policyTypeOf, rulesOf as storedRulesOf } from '../../../../model/index.ts';
import type { PodTraits, ReadingContext } from '../policy-reading.ts';

/** {@link PolicyReading.isInForce}: whatever a policy contains, it is one (ISO-14, PROTO-4). */
export function isInForce(_policy: NetworkPolicy, { profile }: ReadingContext): boolean {
  return profile.npSupport === 'full'; // PLUG-1
}

/** {@link PolicyReading.selectsSubject} */
export function selectsSubject(policy: NetworkPolicy, pod: PodTraits, context: ReadingContext): boolean {
  if (policy.namespace !== pod.namespace) return false; // ISO-7
  const { reading, profile } = context;
  const { podSelector } = policy.spec;
  // SEL-14: `deny-only` is every pod of the namespace, `inert` none.
  if (!reading.isReadable(podSelector)) return profile.invalidStoredSelector === 'deny-only';
  return reading.selectorMatches(podSelector, pod.labels, context); // ISO-8, ISO-9
}

/** {@link PolicyReading.isolates}: types are stored with their defaults filled in (TYPE-8). */
export function isolates({ spec }: NetworkPolicy, direction: Direction): boolean {
  return spec.policyTypes.includes(policyTypeOf(direction)); // ISO-2, TYPE-7
}

/** {@link PolicyReading.rulesOf} */
export function rulesOf(
  policy: NetworkPolicy,
  direction: Direction,
  { reading }: ReadingContext,
): readonly NetworkPolicyRule[] {
  // SEL-14: a policy whose subjects nobody can tell allows nothing.
  return reading.isReadable(policy.spec.podSelector) ? storedRulesOf(policy, direction) : [];
}
