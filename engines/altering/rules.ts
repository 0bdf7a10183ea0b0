import type { Semantics } from '../../evaluator/index.ts';
import { referenceSemantics } from '../../evaluator/index.ts';
import type {
  Direction,
  IPBlock,
  NetworkPolicy,
  NetworkPolicyEgressRule,
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../../model/index.ts';
import { peersOf, withPeers } from '../../model/index.ts';

type Rules = readonly NetworkPolicyRule[];

/**
 * `effectiveRules` for somebody who reads a policy's rules as other rules. Rewritten once a policy: evaluators
 * ask for every flow, and remember what they read by the identity of the objects.
 */
export function rewritingRules(
  rewrite: (rules: Rules, direction: Direction) => Rules,
): Semantics['effectiveRules'] {
  const rewritten = {
    ingress: new WeakMap<NetworkPolicy, Rules>(),
    egress: new WeakMap<NetworkPolicy, Rules>(),
  };
  return (context, policy, direction) => {
    let rules = rewritten[direction].get(policy);
    if (rules === undefined) {
      rules = rewrite(referenceSemantics.effectiveRules(context, policy, direction), direction);
      rewritten[direction].set(policy, rules);
    }
    return rules;
  };
}

/** {@link rewritingRules}, rule by rule; nothing for a rule that gets lost. */
export function rewritingEachRule(
  rewrite: (rule: NetworkPolicyRule, direction: Direction) => Rules,
): Semantics['effectiveRules'] {
  return rewritingRules((rules, direction) => rules.flatMap((rule) => rewrite(rule, direction)));
}

/** {@link rewritingRules} for a mistake about the ipBlocks of one rule. */
export function rewritingBlocks(
  rewrite: (block: IPBlock, all: readonly IPBlock[]) => IPBlock,
): Semantics['effectiveRules'] {
  return rewritingEachRule((rule, direction) => {
    const blocks = blocksOf(rule, direction);
    if (blocks.length === 0) return [rule];
    const peers = peerItems(rule, direction).map((peer) =>
      peer.ipBlock === undefined ? peer : { ...peer, ipBlock: rewrite(peer.ipBlock, blocks) },
    );
    return [withPeers(rule, direction, peers)];
  });
}

/** The peer items of a rule, absent and empty lists alike. */
export function peerItems(rule: NetworkPolicyRule, direction: Direction): readonly NetworkPolicyPeer[] {
  return peersOf(rule, direction) ?? [];
}

/** The port items of a rule, absent and empty lists alike. */
export function portItems(rule: NetworkPolicyRule): readonly NetworkPolicyPort[] {
  return rule.ports ?? [];
}

/** The ipBlocks among the peers of a rule. */
export function blocksOf(rule: NetworkPolicyRule, direction: Direction): readonly IPBlock[] {
  return peerItems(rule, direction).flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock]));
}

/** The same rule with other ports; `undefined` removes the list. */
export function withPorts(
  rule: NetworkPolicyRule,
  ports: readonly NetworkPolicyPort[] | undefined,
): NetworkPolicyRule {
  if (ports !== undefined) return { ...rule, ports };
  const { from, to } = rule as NetworkPolicyIngressRule & NetworkPolicyEgressRule;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The same rule without its peers: what its ports alone would let pass. */
export function withoutPeers(rule: NetworkPolicyRule, direction: Direction): NetworkPolicyRule {
  return withPeers(rule, direction, undefined);
}

/**
 * One rule of all peers and all ports of several, as somebody has it who collects peers and ports apart. A rule
 * that lists no peers, or no ports, leaves that half open.
 */
export function mergedRule(rules: Rules, direction: Direction): NetworkPolicyRule {
  const peers = rules.map((rule) => peerItems(rule, direction));
  const ports = rules.map(portItems);
  const merged = withPeers(
    {},
    direction,
    peers.some(({ length }) => length === 0) ? undefined : peers.flat(),
  );
  return withPorts(merged, ports.some(({ length }) => length === 0) ? undefined : ports.flat());
}
