import type { FlowProtocol, NetworkPolicy, NetworkPolicyRule } from '../../model/index.ts';
import { hasPorts, peersOf } from '../../model/index.ts';
import type { Context, PeerMatch, SideQuestion } from '../semantics.ts';

/**
 * RULE-1: peers and ports of the same rule must both match. RULE-7: any peer item with any port item. RULE-3,
 * PEER-1: a rule without peers matches every other end.
 */
export function matchesRule(
  context: Context,
  policy: NetworkPolicy,
  rule: NetworkPolicyRule,
  question: SideQuestion,
): boolean {
  const { semantics } = context;
  return peerMatches(context, policy, rule, question).some((via) =>
    semantics.matchesPorts(context, rule.ports, question, via),
  );
}

/** The ways in which a rule's peers take in the other end; none where no peer item does. */
function peerMatches(
  context: Context,
  policy: NetworkPolicy,
  rule: NetworkPolicyRule,
  question: SideQuestion,
): readonly PeerMatch[] {
  const peers = peersOf(rule, question.direction);
  if (peers === undefined || peers.length === 0) return ['any'];
  const ways: PeerMatch[] = [];
  for (const peer of peers) {
    const way = peer.ipBlock === undefined ? 'selector' : 'ipBlock';
    if (!ways.includes(way) && context.semantics.matchesPeer(context, policy, peer, question)) ways.push(way);
  }
  return ways;
}

/** PROTO-2: what a rule means for a protocol that no port item can name. */
export function matchesOtherProtocol(
  context: Context,
  policy: NetworkPolicy,
  rule: NetworkPolicyRule,
  question: SideQuestion,
): boolean {
  if (rule.ports !== undefined && rule.ports.length > 0) return false;
  return (
    context.option('otherProtocolsWhenIsolated') === 'follow-portless-rules' &&
    peerMatches(context, policy, rule, question).length > 0
  );
}

/**
 * ISO-1: not isolated, not restricted. ISO-4: isolated, only what a rule allows. ISO-5, RULE-2: any rule of any
 * policy suffices. NODE-1: the own node is always let in.
 */
export function allowsSide(context: Context, question: SideQuestion): boolean {
  const { semantics } = context;
  const { subject, direction, other } = question;
  if (!semantics.isSubject(context, subject) || subject.pod === undefined) return true;
  const policies = semantics.applicablePolicies(context, subject.pod, direction);
  if (policies.length === 0) return true;
  if (semantics.isOwnNode(context, subject, other) && exemptsOwnNode(context, direction)) return true;
  if (!hasPorts(question.protocol) && letsOtherProtocolsPass(context, question.protocol)) return true;
  const matches = hasPorts(question.protocol) ? semantics.matchesRule : semantics.matchesOtherProtocol;
  return policies.some((policy) =>
    semantics
      .effectiveRules(context, policy, direction)
      .some((rule) => matches(context, policy, rule, question)),
  );
}

/** NODE-1 for what comes in; NODE-2: for what goes out, plugins differ. */
export function exemptsOwnNode({ option }: Context, direction: 'ingress' | 'egress'): boolean {
  return direction === 'ingress'
    ? option('ownNodeIngress') === 'always-allow'
    : option('ownNodeEgress') === 'always-allow';
}

/** PROTO-2: plugins that let ICMP, or everything else, pass whatever the policies say. */
export function letsOtherProtocolsPass({ option }: Context, protocol: FlowProtocol): boolean {
  const choice = option('otherProtocolsWhenIsolated');
  return choice === 'allow' || (choice === 'allow-icmp-control' && protocol === 'ICMP');
}
