import type { NetworkPolicy } from '../../../model/index.ts';
import { DIRECTIONS, policyTypeOf } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import { rewritePolicies } from '../rewriting/rewrite.ts';

/**
 * TYPE-4, TYPE-5: rules of a direction that is not among the types neither isolate nor permit. Takes such rules
 * away, or adds one that would admit everything. The types are stored and stay, so that nothing is defaulted
 * again (TYPE-8).
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: CALICO-1360, KR-883, NPC-229, K8S-102509B, NPAPI-DENYALL and
 * AZURE-734.
 */
export const anIgnoredDirectionMeansNothing = metamorphicProperty({
  name: 'an-ignored-direction-means-nothing',
  sentence: 'Rules of a direction that policyTypes leaves out change no verdict.',
  relation: 'equal',
  transform: ({ cluster, salt }) =>
    oneOf([EMPTIED, FILLED], salt, ({ change, describe }) =>
      transformed(rewritePolicies(cluster, change), describe),
    ),
});

interface Change {
  readonly describe: (where: string) => string;
  readonly change: (policy: NetworkPolicy) => readonly [NetworkPolicy] | undefined;
}

const EMPTIED: Change = {
  describe: (where) => `taking away the ignored rules of ${where}`,
  change: (policy) => {
    const ignored = ignoredDirections(policy).filter((direction) => policy.spec[direction] !== undefined);
    if (ignored.length === 0) return undefined;
    const spec = { ...policy.spec };
    for (const direction of ignored) delete spec[direction];
    return [{ ...policy, spec }];
  },
};

const FILLED: Change = {
  describe: (where) => `adding a rule that is ignored to ${where}`,
  change: (policy) => {
    const ignored = ignoredDirections(policy);
    if (ignored.length === 0) return undefined;
    const rules = ignored.map((direction) => [direction, [...(policy.spec[direction] ?? []), {}]] as const);
    return [{ ...policy, spec: { ...policy.spec, ...Object.fromEntries(rules) } }];
  },
};

function ignoredDirections({ spec }: NetworkPolicy): readonly ('ingress' | 'egress')[] {
  return DIRECTIONS.filter((direction) => !spec.policyTypes.includes(policyTypeOf(direction)));
}
