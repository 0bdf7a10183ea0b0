import type { Context, SideQuestion } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicy, NetworkPolicyPeer } from '../../../model/index.ts';
import {
  deciding,
  isolating,
  peerItems,
  policyAllows,
  portItems,
  questionsOf,
  rewritingRules,
  selectsLabels,
  trueLabels,
} from '../../altering/index.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** How rules, policies and the two ends come together. */
export const COMBINATION: readonly Mutation[] = [
  // A swapped flag: an egress rule without ports looks at its own pod.
  semanticsBugs('AZURE-269', 'matchesRule', (context, policy, rule, question) => {
    const swapped = question.direction === 'egress' && portItems(rule).length === 0;
    const { subject } = question;
    return reference.matchesRule(
      context,
      policy,
      rule,
      swapped ? { ...question, other: subject, blockEnds: [subject] } : question,
    );
  }),

  // Between the chains of two policies a RETURN is missing: once one lists ports, one that lists none is lost.
  semanticsBugs('AZURE-870', 'allowsSide', (context, question) => {
    const policies = deciding(context, question);
    if (!policies.some((policy) => listsPorts(context, policy, question))) {
      return reference.allowsSide(context, question);
    }
    return policies
      .filter((policy) => listsPorts(context, policy, question))
      .some((policy) => policyAllows(context, policy, question));
  }),

  // Egress entries are keyed by port alone: of two rules with the same ports the last survives.
  semanticsBugs(
    'CILIUM-3418',
    'effectiveRules',
    rewritingRules((rules, direction) =>
      direction === 'ingress'
        ? rules
        : rules.filter((rule) => rule === rules.findLast((other) => sameText(other.ports, rule.ports))),
    ),
  ),

  // Every policy ends with a drop, so that the second is never reached.
  semanticsBugs('MULTINP-28', 'applicablePolicies', (context, pod, direction) =>
    reference.applicablePolicies(context, pod, direction).slice(0, 1),
  ),

  // "Accept" at the egress of one pod is taken for the answer of both.
  semanticsBugs('KNP-TIER', 'judge', (context, flow) => {
    const { source, translated } = context.semantics.translate(context, flow);
    const { egress } = questionsOf(context, flow);
    const isAccepted =
      isolating(context, source, 'egress').length > 0 && context.semantics.allowsSide(context, egress);
    return isAccepted && !translated ? 'allow' : reference.judge(context, flow);
  }),

  // A selected pod without an address stops the policy's rules from being made.
  semanticsBugs('KUBEOVN-196', 'effectiveRules', (context, policy, direction) =>
    context.world.cluster.pods.some(
      (pod) => pod.podIPs.length === 0 && context.semantics.selectsSubject(context, policy, pod),
    )
      ? []
      : reference.effectiveRules(context, policy, direction),
  ),

  // A peer without an address is printed into the rule all the same, which makes the rule invalid.
  semanticsBugs('OSDN-240', 'effectiveRules', (context, policy, direction) =>
    reference
      .effectiveRules(context, policy, direction)
      .filter((rule) => !peerItems(rule, direction).some((peer) => selectsNowhere(context, policy, peer))),
  ),
];

/** Whether a peer selects a pod that has no address yet. */
function selectsNowhere(context: Context, policy: NetworkPolicy, peer: NetworkPolicyPeer): boolean {
  return context.world.cluster.pods.some(
    (pod) =>
      pod.podIPs.length === 0 &&
      selectsLabels(context, policy, peer, pod.namespace, trueLabels(context, pod)),
  );
}

function listsPorts(context: Context, policy: NetworkPolicy, { direction }: SideQuestion): boolean {
  return context.semantics
    .effectiveRules(context, policy, direction)
    .some((rule) => portItems(rule).length > 0);
}

function sameText(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
