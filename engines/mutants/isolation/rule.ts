import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyRule } from '../../../model/index.ts';
import { withPeers } from '../../../model/index.ts';
import {
  deciding,
  mergedRule,
  peerItems,
  portItems,
  rewritingEachRule,
  rewritingRules,
  withoutPeers,
  withPorts,
} from '../../altering/index.ts';
import type { Mutant } from '../mutant.ts';
import { mutant } from '../mutant.ts';

const EVERY_POD = [{ namespaceSelector: {} }];

/** RULE: what one rule means, and how rules combine. */
export const RULE_MUTANTS: readonly Mutant[] = [
  // "OR between ports and peers."
  mutant(
    'RULE-1',
    'lets pass what matches the peers or the ports',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      peerItems(rule, direction).length > 0 && portItems(rule).length > 0
        ? [withPorts(rule, undefined), withoutPeers(rule, direction)]
        : [rule],
    ),
  ),

  // "Only first rule, or all rules must match."
  mutant(
    'RULE-2',
    'looks at the first rule alone',
    'effectiveRules',
    rewritingRules((rules) => rules.slice(0, 1)),
  ),
  mutant('RULE-2/all', 'wants every rule of a policy to match', 'allowsSide', (context, question) => {
    const policies = deciding(context, question);
    if (policies.length === 0) return reference.allowsSide(context, question);
    return policies.some((policy) => {
      const rules = context.semantics.effectiveRules(context, policy, question.direction);
      return (
        rules.length > 0 &&
        rules.every((rule) => context.semantics.matchesRule(context, policy, rule, question))
      );
    });
  }),

  // "`{}` treated as an empty, never-matching rule; matches pods only."
  mutant(
    'RULE-3',
    'lets nothing pass with a rule of no peers and no ports',
    'effectiveRules',
    rewritingEachRule((rule, direction) => (isOpen(rule, peerItems(rule, direction).length) ? [] : [rule])),
  ),
  mutant(
    'RULE-3/pods',
    'lets pods alone pass with a rule of no peers and no ports',
    'effectiveRules',
    rewritingEachRule((rule, direction) =>
      isOpen(rule, peerItems(rule, direction).length) ? [withPeers(rule, direction, EVERY_POD)] : [rule],
    ),
  ),

  // "`[]` read as 'no restriction'."
  mutant(
    'RULE-4',
    'reads a policy without rules as one without restriction',
    'effectiveRules',
    rewritingRules((rules) => (rules.length === 0 ? [{}] : rules)),
  ),

  // "All peers merged into one set and all ports into another."
  mutant(
    'RULE-5',
    'combines peers and ports across the rules of a policy',
    'effectiveRules',
    rewritingRules((rules, direction) => (rules.length < 2 ? rules : [mergedRule(rules, direction)])),
  ),

  // "Per-pod aggregated peer set × aggregated port set."
  mutant('RULE-6', 'combines peers and ports across policies', 'allowsSide', (context, question) => {
    const policies = deciding(context, question);
    const [first] = policies;
    if (first === undefined || policies.length < 2 || reference.allowsSide(context, question)) {
      return reference.allowsSide(context, question);
    }
    const { direction } = question;
    const rules = policies.flatMap((policy) => context.semantics.effectiveRules(context, policy, direction));
    if (rules.length < 2) return false;
    return context.semantics.matchesRule(context, first, mergedRule(rules, direction), question);
  }),

  // "zip(peers, ports)."
  mutant(
    'RULE-7',
    'pairs the first peer with the first port, the second with the second',
    'effectiveRules',
    rewritingEachRule((rule, direction) => {
      const peers = peerItems(rule, direction);
      const ports = portItems(rule);
      if (peers.length < 2 || ports.length < 2) return [rule];
      return peers
        .slice(0, ports.length)
        .map((peer, index) => withPeers({ ports: [ports[index]!] }, direction, [peer]));
    }),
  ),
];

function isOpen(rule: NetworkPolicyRule, peers: number): boolean {
  return peers === 0 && portItems(rule).length === 0;
}
