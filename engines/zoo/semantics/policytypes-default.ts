import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicy, PolicyType } from '../../../model/index.ts';
import { rulesOf } from '../../../model/index.ts';
import { peerItems, portItems, rewritingRules } from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** What a policy isolates. */
export const POLICYTYPES_DEFAULT: readonly Mutation[] = [
  // The types are read off the rules.
  semanticsBugs('KR-883', 'effectiveTypes', (_context, policy) => typesWithRules(policy)),

  // Rules isolate, listed or not.
  semanticsBugs('NPC-229', 'effectiveTypes', (context, policy) => [
    ...new Set([...reference.effectiveTypes(context, policy), ...typesWithRules(policy)]),
  ]),

  // Any policy isolates both directions.
  semanticsBugs('CALICO-1360', 'effectiveTypes', () => ['Ingress', 'Egress']),

  // An empty rule allows nothing, and no rules restrict nothing.
  semanticsBugs(
    'ANTREA-131',
    'effectiveRules',
    rewritingRules((rules, direction) =>
      rules.length === 0
        ? [{}]
        : rules.filter((rule) => peerItems(rule, direction).length > 0 || portItems(rule).length > 0),
    ),
  ),

  // The default drop of egress was copied from ingress, its direction with it.
  semanticsBugs('OVN-1174', 'effectiveTypes', (context, policy) => {
    const types = reference.effectiveTypes(context, policy);
    const copied = types.includes('Egress') && rulesOf(policy, 'egress').length === 0;
    return copied ? ['Ingress'] : types;
  }),

  // A set of no namespaces is printed as {}, which is an error: no rule of the policy is made.
  semanticsBugs('OVN-EMPTYNS', 'effectiveRules', (context, policy, direction) => {
    const rules = reference.effectiveRules(context, policy, direction);
    const failing = rules
      .flatMap((rule) => peerItems(rule, direction))
      .some(
        ({ namespaceSelector }) =>
          namespaceSelector !== undefined &&
          !context.world.cluster.namespaces.some(({ labels }) =>
            context.semantics.matchesSelector(context, namespaceSelector, labels),
          ),
      );
    return failing ? [] : rules;
  }),

  // Without peers there is nothing to match, and so no policy.
  semanticsBugs('NPAPI-DENYALL', 'effectiveTypes', (context, policy) =>
    typesWithRules(policy).length === 0 ? [] : reference.effectiveTypes(context, policy),
  ),
];

function typesWithRules(policy: NetworkPolicy): PolicyType[] {
  return (['Ingress', 'Egress'] as const).filter(
    (type) => rulesOf(policy, type === 'Ingress' ? 'ingress' : 'egress').length > 0,
  );
}
