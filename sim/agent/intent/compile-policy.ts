import type {
  Direction,
  NetworkPolicy,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Pod,
} from '../../../model/index.ts';
import type { IntentRule, PeerTerm, PortTerm } from '../../datapath/intent.ts';
import type { KnownPod, ReadingContext } from './policy-reading.ts';

/** The rules of a policy for one direction. On ingress a port name makes them differ from subject to subject. */
export type PolicyRules =
  | { readonly kind: 'for-all'; readonly rules: readonly IntentRule[] }
  | { readonly kind: 'by-subject'; readonly rulesFor: (subject: Pod) => readonly IntentRule[] };

/** Looks up everything that a policy's rules for one direction speak of. */
export function compilePolicy(
  key: string,
  policy: NetworkPolicy,
  direction: Direction,
  context: ReadingContext,
): PolicyRules {
  const rules = context.reading
    .rulesOf(policy, direction, context)
    .map((rule, index) => compileRule({ policy: key, rule: index }, rule, policy, direction, context));
  if (rules.every((rule) => typeof rule !== 'function')) return { kind: 'for-all', rules };
  return {
    kind: 'by-subject',
    rulesFor: (subject) => rules.map((rule) => (typeof rule === 'function' ? rule(subject) : rule)),
  };
}

function compileRule(
  place: Pick<IntentRule, 'policy' | 'rule'>,
  rule: NetworkPolicyRule,
  policy: NetworkPolicy,
  direction: Direction,
  context: ReadingContext,
): IntentRule | ((subject: Pod) => IntentRule) {
  const { reading } = context;
  const listed = reading.peersOf(rule, direction);
  const peers = listed === 'any' ? 'any' : listed.flatMap((peer) => reading.peerTerms(peer, policy, context));
  const items = reading.portsOf(rule);
  if (items === 'any') return { ...place, peers, ports: 'any' };
  if (direction === 'egress') return { ...place, peers, ports: egressPorts(items, peers, context) };
  if (!items.some(isNamed)) return { ...place, peers, ports: numberedPorts(items, context) };
  return (subject) => ({ ...place, peers, ports: ingressPorts(items, subject, context) });
}

/** A port item whose port is a name. */
type NamedItem = NetworkPolicyPort & { readonly port: string };

function isNamed(item: NetworkPolicyPort): item is NamedItem {
  return typeof item.port === 'string';
}

function numberedPorts(items: readonly NetworkPolicyPort[], context: ReadingContext): readonly PortTerm[] {
  return items.flatMap((item) => numberedPort(item, context));
}

function numberedPort(item: NetworkPolicyPort, context: ReadingContext): readonly PortTerm[] {
  const protocol = context.reading.protocolOf(item, context);
  const range = context.reading.portRange(item, context);
  return protocol === undefined || range === undefined ? [] : [{ protocol, ...range }];
}

function ingressPorts(
  items: readonly NetworkPolicyPort[],
  subject: Pod,
  context: ReadingContext,
): readonly PortTerm[] {
  const { reading } = context;
  return items.flatMap((item) => {
    if (!isNamed(item)) return numberedPort(item, context);
    const protocol = reading.protocolOf(item, context);
    return protocol === undefined ? [] : reading.nameOnIngress(item.port, protocol, subject, context);
  });
}

function egressPorts(
  items: readonly NetworkPolicyPort[],
  peers: 'any' | readonly PeerTerm[],
  context: ReadingContext,
): readonly PortTerm[] {
  const { reading } = context;
  let destinations: readonly KnownPod[] | undefined;
  return items.flatMap((item) => {
    if (!isNamed(item)) return numberedPort(item, context);
    const protocol = reading.protocolOf(item, context);
    if (protocol === undefined) return [];
    destinations ??= reading.namedDestinations(peers, context);
    return reading.nameOnEgress(item.port, protocol, destinations, context);
  });
}
