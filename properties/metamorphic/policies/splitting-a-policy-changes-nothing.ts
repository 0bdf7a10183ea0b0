import type { Direction, NetworkPolicy, NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, policyTypeOf, rulesOf } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { freshPolicies } from '../rewriting/fresh-names.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import { rewritePolicies } from '../rewriting/rewrite.ts';

/**
 * ISO-2, ISO-5, TYPE-4: policies of one subject add up. Replaces every policy by one for each direction, by one
 * for each rule, or by two of its types with half of the rules each. What isolates goes on isolating: a direction
 * without rules keeps a policy of its own.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: ANTREA-161, AZURE-4587, MULTINP-28, CILIUM-3418, KR-NFTCOMMENT,
 * NPAPI-DENYALL, ANTREA-131, OVN-EMPTYNS, AZURE-734, AWS-104, AWS-142, K8S-102509B, AZURE-870, KR-883, NPC-229,
 * AWS-180 and NPC-218.
 */
export const splittingAPolicyChangesNothing = metamorphicProperty({
  name: 'splitting-a-policy-changes-nothing',
  sentence: 'A policy means what policies of the same pods with its directions or rules mean together.',
  relation: 'equal',
  transform: ({ cluster, salt }) => {
    const fresh = freshPolicies(cluster);
    return oneOf([BY_DIRECTION, BY_RULE, IN_HALVES], salt, ({ into, split }) =>
      transformed(
        rewritePolicies(cluster, (policy) => {
          const [first, ...others] = split(policy);
          return first === undefined || others.length === 0 ? undefined : [first, ...others.map(fresh)];
        }),
        (where) => `splitting policy ${where} into ${into}`,
      ),
    );
  },
});

interface Split {
  readonly into: string;
  /** The pieces, all still of the policy's own name. */
  readonly split: (policy: NetworkPolicy) => readonly NetworkPolicy[];
}

const BY_DIRECTION: Split = {
  into: 'one for each direction',
  split: (policy) =>
    directionsOf(policy).map((direction) => only(policy, direction, rulesOf(policy, direction))),
};

const BY_RULE: Split = {
  into: 'one for each rule',
  split: (policy) =>
    directionsOf(policy).flatMap((direction) => {
      const rules = rulesOf(policy, direction);
      return rules.length === 0
        ? [only(policy, direction, [])]
        : rules.map((rule) => only(policy, direction, [rule]));
    }),
};

const IN_HALVES: Split = {
  into: 'two with half of its rules each',
  split: (policy) => {
    const { podSelector, policyTypes } = policy.spec;
    if (!directionsOf(policy).some((direction) => rulesOf(policy, direction).length > 0)) return [policy];
    const half = (second: boolean): NetworkPolicy => {
      const lists = directionsOf(policy).map((direction) => {
        const rules = rulesOf(policy, direction);
        const middle = rules.length >> 1;
        return [direction, second ? rules.slice(middle) : rules.slice(0, middle)] as const;
      });
      const written = lists.filter(([, rules]) => rules.length > 0);
      return { ...policy, spec: { podSelector, policyTypes, ...Object.fromEntries(written) } };
    };
    return [half(false), half(true)];
  },
};

function directionsOf({ spec }: NetworkPolicy): readonly Direction[] {
  return DIRECTIONS.filter((direction) => spec.policyTypes.includes(policyTypeOf(direction)));
}

/** The policy of one direction and these rules of it. */
function only(
  policy: NetworkPolicy,
  direction: Direction,
  rules: readonly NetworkPolicyRule[],
): NetworkPolicy {
  const { podSelector } = policy.spec;
  const written = rules.length === 0 ? {} : { [direction]: rules };
  return { ...policy, spec: { podSelector, policyTypes: [policyTypeOf(direction)], ...written } };
}
