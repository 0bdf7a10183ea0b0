import type { Cluster, NetworkPolicy, NetworkPolicySpec } from '../../../model/index.ts';
import { DIRECTIONS, objectKey, policyTypeOf, rulesOf } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import type { Rewritten } from '../rewriting/places.ts';
import { transformed } from '../rewriting/places.ts';

/**
 * ISO-5, RULE-2: joins all policies of one namespace and one podSelector into one with the types and the rules of
 * all of them. Rules that a policy's types left out stay behind: another policy's types would bring them to life
 * (TYPE-4, TYPE-5).
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: ANTREA-161, AZURE-4587, AWS-104, AWS-142, OVN-EMPTYNS,
 * KR-NFTCOMMENT, AZURE-734 and CILIUM-3418.
 */
export const mergingPoliciesChangesNothing = metamorphicProperty({
  name: 'merging-policies-changes-nothing',
  sentence: 'Policies of the same pods mean what one policy with all their rules means.',
  relation: 'equal',
  every: 2,
  transform: ({ cluster }) =>
    transformed(merged(cluster), (where) => `joining policy ${where} with the others of the same pods`),
});

function merged(cluster: Cluster): Rewritten {
  const groups = new Map<string, NetworkPolicy[]>();
  for (const policy of cluster.policies) {
    const key = JSON.stringify([policy.namespace, policy.spec.podSelector]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [policy]);
    else group.push(policy);
  }
  const places: string[] = [];
  const policies = [...groups.values()].map((group) => {
    const first = group[0]!;
    if (group.length === 1) return first;
    places.push(objectKey(first));
    return { ...first, spec: joinedSpec(group, first.spec) };
  });
  return { cluster: { ...cluster, policies }, places };
}

function joinedSpec(
  policies: readonly NetworkPolicy[],
  { podSelector }: NetworkPolicySpec,
): NetworkPolicySpec {
  const parts = DIRECTIONS.map((direction) => {
    const type = policyTypeOf(direction);
    const governing = policies.filter(({ spec }) => spec.policyTypes.includes(type));
    const rules = governing.flatMap((policy) => rulesOf(policy, direction));
    return { direction, type, isolates: governing.length > 0, rules };
  });
  const lists = parts
    .filter(({ rules }) => rules.length > 0)
    .map(({ direction, rules }) => [direction, rules]);
  return {
    podSelector,
    policyTypes: parts.filter(({ isolates }) => isolates).map(({ type }) => type),
    ...Object.fromEntries(lists),
  };
}
