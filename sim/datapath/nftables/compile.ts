import type { IPFamily, Protocol } from '../../../model/index.ts';
import { PROTOCOLS } from '../../../model/index.ts';
import type { DatapathProfile, PodDirectory, PortRange, RuleBranch } from '../common/index.ts';
import { addressesIn, podDirectory, ruleBranches } from '../common/index.ts';
import type { DirectionIntent, IntentRule, NodeIntent, PodIntent } from '../intent.ts';
import { peerIntervals } from './intervals.ts';
import type {
  AddressMatch,
  Chain,
  ChainRule,
  IntervalSet,
  PortInterval,
  ProtocolMatch,
  Ruleset,
} from './ruleset.ts';

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];
const ANY_PROTOCOL: ProtocolMatch = { kind: 'any' };
const NODE_SET: Readonly<Record<IPFamily, string>> = { IPv4: 'node4', IPv6: 'node6' };

/** What is under construction. */
interface Draft {
  readonly profile: DatapathProfile;
  readonly pods: PodDirectory;
  readonly sets: Map<string, IntervalSet>;
}

/** A node's whole table: a chain for each isolated pod and direction, a set for each rule's peers. */
export function compileRuleset(intent: NodeIntent, profile: DatapathProfile): Ruleset {
  const draft: Draft = { profile, pods: podDirectory(intent), sets: new Map() };
  const chains = new Map<string, Chain>();
  const jumps = { ingress: new Map<string, string>(), egress: new Map<string, string>() };
  for (const family of FAMILIES) addNodeSet(draft, intent, family);
  for (const pod of intent.pods) {
    for (const wanted of [pod.ingress, pod.egress]) {
      if (wanted.isolatedBy.length === 0) continue;
      const chain = chainOf(pod, wanted, draft);
      chains.set(chain.name, chain);
      jumps[wanted.direction].set(pod.pod.key, chain.name);
    }
  }
  return { relatedIcmp: profile.relatedIcmp, sets: draft.sets, chains, jumps };
}

function addNodeSet(draft: Draft, intent: NodeIntent, family: IPFamily): void {
  const { ownNodeIngress, ownNodeEgress } = draft.profile;
  if (ownNodeIngress !== 'always-allow' && ownNodeEgress !== 'always-allow') return;
  const addresses = addressesIn(intent.nodeAddresses, family);
  addSet(draft, NODE_SET[family], family, { addresses, blocks: [] });
}

function chainOf(intent: PodIntent, wanted: DirectionIntent, draft: Draft): Chain {
  const { profile } = draft;
  const name = `${intent.pod.key} ${wanted.direction}`;
  const rules = wanted.rules.flatMap((rule, index) => acceptRules(rule, `${name} ${index}`, draft));
  const comment = `isolated by ${wanted.isolatedBy.join(', ')}`;
  const last: ChainRule = {
    address: { kind: 'any' },
    protocol: ANY_PROTOCOL,
    verdict: profile.deniedAction,
    comment,
  };
  return {
    name,
    direction: wanted.direction,
    rules: [
      ...nodeRules(wanted, draft),
      ...selfRules(intent, draft),
      ...otherProtocolRules(profile),
      ...rules,
      last,
    ],
  };
}

function nodeRules({ direction }: DirectionIntent, { profile, sets }: Draft): ChainRule[] {
  const isOpen = direction === 'ingress' ? profile.ownNodeIngress : profile.ownNodeEgress;
  if (isOpen !== 'always-allow') return [];
  // NODE-1, NODE-6: whatever address of the node it uses, one that the agent does not know included.
  const local = direction === 'ingress' ? [acceptAll({ kind: 'from-local-node' }, 'own node')] : [];
  const listed = FAMILIES.filter((family) => sets.has(NODE_SET[family])).map((family) =>
    acceptAll({ kind: 'set', family, set: NODE_SET[family] }, 'own node'),
  );
  return [...local, ...listed];
}

// SELF-2
function selfRules({ pod }: PodIntent, { profile }: Draft): ChainRule[] {
  if (profile.selfDirect !== 'allow') return [];
  return FAMILIES.flatMap((family) =>
    addressesIn(pod.addresses, family).map((ip) => acceptAll({ kind: 'self', family, ip }, 'itself')),
  );
}

function acceptAll(address: AddressMatch, comment: string): ChainRule {
  return { address, protocol: ANY_PROTOCOL, verdict: 'accept', comment };
}

// PROTO-2: what becomes of protocols that policies cannot name is the plugin's choice.
function otherProtocolRules({ otherProtocolsWhenIsolated }: DatapathProfile): ChainRule[] {
  const accept = (protocol: ProtocolMatch, comment: string): ChainRule => ({
    address: { kind: 'any' },
    protocol,
    verdict: 'accept',
    comment,
  });
  switch (otherProtocolsWhenIsolated) {
    case 'allow':
      return [accept({ kind: 'not-named' }, 'no policy speaks of these')];
    case 'allow-icmp-control':
      return [accept({ kind: 'icmp' }, 'control messages')];
    case 'deny':
    case 'follow-portless-rules':
      return [];
  }
}

/** The lines that accept what one rule allows. */
function acceptRules(rule: IntentRule, prefix: string, draft: Draft): ChainRule[] {
  const comment = `${rule.policy} rule ${rule.rule}`;
  return FAMILIES.flatMap((family) =>
    ruleBranches(rule, family, draft.pods, draft.profile).flatMap((branch, index): ChainRule[] => {
      const address = addressMatch(branch, family, `${prefix} ${index}`, draft);
      if (address === undefined) return [];
      return protocolMatches(branch.ports, draft.profile).map((protocol) => ({
        address,
        protocol,
        verdict: 'accept',
        comment,
      }));
    }),
  );
}

/** `undefined` for peers that come to nothing: an empty set is nobody, not everybody (IPB-14). */
function addressMatch(
  { peers }: RuleBranch,
  family: IPFamily,
  prefix: string,
  draft: Draft,
): AddressMatch | undefined {
  if (peers === 'any') return { kind: 'family', family };
  const name = `${prefix} ${family === 'IPv4' ? 'v4' : 'v6'}`;
  return addSet(draft, name, family, peers) ? { kind: 'set', family, set: name } : undefined;
}

function addSet(
  { sets }: Draft,
  name: string,
  family: IPFamily,
  peers: Parameters<typeof peerIntervals>[0],
): boolean {
  const intervals = peerIntervals(peers);
  if (intervals.length > 0) sets.set(name, { name, family, intervals });
  return intervals.length > 0;
}

function protocolMatches(ports: RuleBranch['ports'], profile: DatapathProfile): ProtocolMatch[] {
  if (ports === 'any') {
    return [
      profile.otherProtocolsWhenIsolated === 'follow-portless-rules' ? ANY_PROTOCOL : { kind: 'named' },
    ];
  }
  return PROTOCOLS.flatMap((protocol): ProtocolMatch[] => {
    const ranges = mergePorts(ports, protocol);
    return ranges.length === 0 ? [] : [{ kind: 'ports', protocol, ranges }];
  });
}

function mergePorts(ports: readonly PortRange[], protocol: Protocol): PortInterval[] {
  const own = ports.filter((range) => range.protocol === protocol).sort((a, b) => a.first - b.first);
  const merged: PortInterval[] = [];
  for (const { first, last } of own) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous.last + 1) {
      merged[merged.length - 1] = { first: previous.first, last: Math.max(previous.last, last) };
    } else merged.push({ first, last });
  }
  return merged;
}
