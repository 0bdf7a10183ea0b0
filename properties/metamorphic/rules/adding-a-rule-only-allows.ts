import type { Cluster, Direction, NetworkPolicy, NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, objectKey, policyTypeOf, rulesOf, withPeers } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';

/**
 * ISO-10: with stored policyTypes unchanged, one more rule can only turn a denial into an allowance. Adds a rule
 * of another policy, or one that admits the policy's own namespace. Finds engines in which rules overwrite one
 * another, share sets, or in which an `except` denies.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: ANTREA-131, KR-883, NPAPI-DENYALL, AWS-104, AWS-142, CILIUM-3418
 * and OVN-EMPTYNS.
 */
export const addingARuleOnlyAllows = metamorphicProperty({
  name: 'adding-a-rule-only-allows',
  sentence: 'One more rule in a policy never turns an allowed flow into a denied one.',
  relation: 'only-more-allows',
  transform({ cluster, salt }) {
    const { policies } = cluster;
    const places = policies.flatMap((policy) =>
      DIRECTIONS.filter((direction) => policy.spec.policyTypes.includes(policyTypeOf(direction))).map(
        (direction) => ({ policy, direction }),
      ),
    );
    const place = places[salt % Math.max(1, places.length)];
    if (place === undefined) return undefined;
    const { policy, direction } = place;
    const rule = ruleToAdd(cluster, direction, salt);
    return {
      cluster: {
        ...cluster,
        policies: policies.map((each) => (each === policy ? withRule(each, direction, rule) : each)),
      },
      describe: `adding ${direction} rule ${JSON.stringify(rule)} to ${objectKey(policy)}`,
    };
  },
});

/** A rule that some other policy has, in either direction, or else one for the policy's own namespace. */
function ruleToAdd({ policies }: Cluster, direction: Direction, salt: number): NetworkPolicyRule {
  const rules = policies.flatMap((policy) =>
    DIRECTIONS.flatMap((from) =>
      rulesOf(policy, from).map((rule) =>
        withPeers(rule, direction, (rule as { from?: [] }).from ?? (rule as { to?: [] }).to),
      ),
    ),
  );
  return rules[(salt >> 3) % Math.max(1, rules.length)] ?? withPeers({}, direction, [{ podSelector: {} }]);
}

function withRule(policy: NetworkPolicy, direction: Direction, rule: NetworkPolicyRule): NetworkPolicy {
  const rules = [...rulesOf(policy, direction), rule];
  return { ...policy, spec: { ...policy.spec, [direction]: rules } };
}
