import type { Direction, Protocol } from '../../../../model/index.ts';
import { addressOf, cidrRange, formatAddress, parseCidr, rangeContains } from '../../../../model/index.ts';
import type { HookPacket } from '../../datapath.ts';
import type { IntentRule, NodeIntent, PeerTerm, PodView, PortTerm } from '../../intent.ts';
import type { DatapathProfile } from '../datapath-profile.ts';

/** What the clauses say of a packet at a hook, read off the intent one sentence after the other. */
export function naiveAllows(
  intent: NodeIntent,
  key: string,
  direction: Direction,
  packet: HookPacket,
  profile: DatapathProfile,
): boolean {
  const pod = intent.pods.find((candidate) => candidate.pod.key === key);
  if (pod === undefined) return true;
  const wanted = direction === 'ingress' ? pod.ingress : pod.egress;
  if (wanted.isolatedBy.length === 0) return true;
  if (packet.state === 'established' || packet.state === 'reply') return true; // CONN-1
  if (packet.state === 'related' && profile.relatedIcmp === 'allow') return true; // CONN-5
  if (packet.icmpType === 'neighbour-solicit' || packet.icmpType === 'neighbour-advert') return true;
  const other = direction === 'ingress' ? packet.source : packet.destination;
  if (isOwnNode(intent, direction, packet, other, profile)) return true; // NODE-1, NODE-2
  const self = pod.pod.addresses.some(
    (address) => same(address, packet.source) && same(address, packet.destination),
  );
  if (self && profile.selfDirect === 'allow') return true; // SELF-2
  if (!isNamedProtocol(packet.protocol)) return otherProtocol(wanted.rules, other, packet, profile);
  return wanted.rules.some(
    (rule) => peersTakeIn(rule.peers, other) && portsTakeIn(intent, rule, packet, profile),
  );
}

function isOwnNode(
  intent: NodeIntent,
  direction: Direction,
  packet: HookPacket,
  other: string,
  profile: DatapathProfile,
): boolean {
  const listed = intent.nodeAddresses.some((address) => same(address, other));
  return direction === 'ingress'
    ? profile.ownNodeIngress === 'always-allow' && (listed || packet.fromLocalNode)
    : profile.ownNodeEgress === 'always-allow' && listed;
}

function isNamedProtocol(protocol: HookPacket['protocol']): protocol is Protocol {
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
}

// PROTO-2
function otherProtocol(
  rules: readonly IntentRule[],
  other: string,
  packet: HookPacket,
  { otherProtocolsWhenIsolated }: DatapathProfile,
): boolean {
  switch (otherProtocolsWhenIsolated) {
    case 'deny':
      return false;
    case 'allow':
      return true;
    case 'allow-icmp-control':
      return packet.protocol === 'ICMP';
    case 'follow-portless-rules':
      return rules.some((rule) => rule.ports === 'any' && peersTakeIn(rule.peers, other));
  }
}

function same(a: string, b: string): boolean {
  return formatAddress(addressOf(a)) === formatAddress(addressOf(b));
}

function peersTakeIn(peers: IntentRule['peers'], address: string): boolean {
  return peers === 'any' || peers.some((peer) => peerTakesIn(peer, address));
}

function peerTakesIn(peer: PeerTerm, address: string): boolean {
  if (peer.kind === 'pods') return peer.members.some((member) => livesAt(member, address));
  // IPB-1, IPB-4, IPB-5
  return contains(peer.cidr, address) && !peer.excepts.some((except) => contains(except, address));
}

function livesAt(pod: PodView, address: string): boolean {
  return pod.addresses.some((own) => same(own, address));
}

function contains(text: string, address: string): boolean {
  const cidr = parseCidr(text);
  return cidr !== undefined && rangeContains(cidrRange(cidr), addressOf(address));
}

function portsTakeIn(
  intent: NodeIntent,
  rule: IntentRule,
  packet: HookPacket,
  profile: DatapathProfile,
): boolean {
  return rule.ports === 'any' || rule.ports.some((term) => portTakesIn(intent, term, packet, profile));
}

function portTakesIn(
  intent: NodeIntent,
  term: PortTerm,
  packet: HookPacket,
  profile: DatapathProfile,
): boolean {
  const port = packet.destinationPort;
  if (port === undefined || term.protocol !== packet.protocol) return false;
  if (term.protocol === 'SCTP' && profile.sctp === 'rules-inert') return false; // PROTO-5
  const last = profile.endPort === 'supported' ? term.last : term.first; // PORT-19
  if (port < term.first || last < port) return false;
  const { only } = term;
  return (
    only === undefined ||
    intent.knownPods.some((pod) => only.includes(pod.key) && livesAt(pod, packet.destination))
  );
}
