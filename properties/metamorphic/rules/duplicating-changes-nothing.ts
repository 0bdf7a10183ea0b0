import type { Cluster, LabelSelector } from '../../../model/index.ts';
import { peersOf, withPeers } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { freshPolicies } from '../rewriting/fresh-names.ts';
import type { Rewritten } from '../rewriting/places.ts';
import { oneOf, transformed } from '../rewriting/places.ts';
import {
  rewriteBlocks,
  rewritePolicies,
  rewriteRuleLists,
  rewriteRules,
  rewriteSelectors,
} from '../rewriting/rewrite.ts';

/**
 * ISO-6, PEER-14, TYPE-7, VAL-15: lists are sets. Writes every element of one kind of list a second time, behind
 * all others. Each kind has its turn: policies, rules, peers, port items, excepts, policy types, requirements of
 * selectors and their values.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AZURE-4587 and AKS-2006.
 */
export const duplicatingChangesNothing = metamorphicProperty({
  name: 'duplicating-changes-nothing',
  sentence: 'Writing the elements of a list twice changes no verdict.',
  relation: 'equal',
  transform: ({ cluster, salt }) =>
    oneOf(DUPLICATIONS, salt, ({ what, apply }) =>
      transformed(apply(cluster), (where) => `writing ${what} twice: ${where}`),
    ),
});

interface Duplication {
  readonly what: string;
  readonly apply: (cluster: Cluster) => Rewritten;
}

const DUPLICATIONS: readonly Duplication[] = [
  {
    what: 'each policy',
    apply: (cluster) => {
      const fresh = freshPolicies(cluster);
      return rewritePolicies(cluster, (policy) => [policy, fresh(policy)]);
    },
  },
  {
    what: 'each rule',
    apply: (cluster) =>
      rewriteRuleLists(cluster, (rules, _direction, _policy, note) => {
        rules.forEach((_rule, index) => note(index));
        return twice(rules);
      }),
  },
  {
    what: 'each peer',
    apply: (cluster) =>
      rewriteRules(cluster, (rule, direction) => {
        const peers = peersOf(rule, direction) ?? [];
        return peers.length === 0 ? undefined : [withPeers(rule, direction, twice(peers))];
      }),
  },
  {
    what: 'each port item',
    apply: (cluster) =>
      rewriteRules(cluster, (rule) =>
        rule.ports === undefined || rule.ports.length === 0
          ? undefined
          : [{ ...rule, ports: twice(rule.ports) }],
      ),
  },
  {
    what: 'each except',
    apply: (cluster) =>
      rewriteBlocks(cluster, (block) =>
        block.except === undefined || block.except.length === 0
          ? undefined
          : [{ ...block, except: twice(block.except) }],
      ),
  },
  {
    // VAL-16: no more than two types, so that only a single one can be written twice.
    what: 'the policy type',
    apply: (cluster) =>
      rewritePolicies(cluster, (policy) => {
        const { policyTypes } = policy.spec;
        if (policyTypes.length !== 1) return undefined;
        return [{ ...policy, spec: { ...policy.spec, policyTypes: twice(policyTypes) } }];
      }),
  },
  { what: 'each requirement', apply: (cluster) => rewriteSelectors(cluster, withTwoRequirements) },
  { what: 'each value', apply: (cluster) => rewriteSelectors(cluster, withTwoValues) },
];

function twice<T>(list: readonly T[]): T[] {
  return [...list, ...list];
}

function withTwoRequirements(selector: LabelSelector): LabelSelector | undefined {
  const { matchExpressions = [] } = selector;
  if (matchExpressions.length === 0) return undefined;
  return { ...selector, matchExpressions: twice(matchExpressions) };
}

function withTwoValues(selector: LabelSelector): LabelSelector | undefined {
  const { matchExpressions = [] } = selector;
  if (!matchExpressions.some(({ values = [] }) => values.length > 0)) return undefined;
  return {
    ...selector,
    matchExpressions: matchExpressions.map((requirement) =>
      requirement.values === undefined ? requirement : { ...requirement, values: twice(requirement.values) },
    ),
  };
}
