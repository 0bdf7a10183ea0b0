import type { IPFamily, Protocol } from '../../../model/index.ts';
import type { IntentRule, NodeIntent, PodView, PortTerm } from '../intent.ts';
import type { Block } from './block.ts';
import { addressesIn, blockContains, blocksOf, membersOf } from './block.ts';
import type { DatapathProfile } from './datapath-profile.ts';
import { packetAddress } from './packet-address.ts';

/** Destination ports of one protocol, both ends included. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** Peers as addresses of one family. */
export interface BranchPeers {
  readonly addresses: readonly string[];
  readonly blocks: readonly Block[];
}

/**
 * A rule, or a part of it, of which every peer goes with every port. A rule whose port names stand for different
 * numbers at different destinations has one branch for the ports that hold everywhere and one for each that does
 * not.
 */
export interface RuleBranch {
  readonly peers: 'any' | BranchPeers;
  readonly ports: 'any' | readonly PortRange[];
}

/** The branches of a rule in one family. A branch without peers or without ports matches nothing and is left out. */
export function ruleBranches(
  rule: IntentRule,
  family: IPFamily,
  pods: PodDirectory,
  profile: DatapathProfile,
): readonly RuleBranch[] {
  const peers = branchPeers(rule, family);
  if (rule.ports === 'any') return keepLive([{ peers, ports: 'any' }]);
  const terms = rule.ports.filter((term) => isProgrammable(term, profile));
  const everywhere = terms.filter((term) => term.only === undefined).map((term) => portRange(term, profile));
  const named = terms.flatMap((term): RuleBranch[] => {
    if (term.only === undefined) return [];
    const addresses = namedDestinations(
      term.only,
      peers,
      membersOf(rule.peers === 'any' ? [] : rule.peers),
      pods,
      family,
    );
    return [{ peers: { addresses, blocks: [] }, ports: [portRange(term, profile)] }];
  });
  return keepLive([{ peers, ports: everywhere }, ...named]);
}

function branchPeers(rule: IntentRule, family: IPFamily): 'any' | BranchPeers {
  if (rule.peers === 'any') return 'any';
  const addresses = addressesIn(
    membersOf(rule.peers).flatMap((pod) => pod.addresses),
    family,
  );
  return { addresses, blocks: blocksOf(rule.peers, family) };
}

/** Empty peers are nobody, not everybody (IPB-14); empty ports are no port, not every port. */
function keepLive(branches: readonly RuleBranch[]): readonly RuleBranch[] {
  return branches.filter(
    ({ peers, ports }) =>
      (peers === 'any' || peers.addresses.length + peers.blocks.length > 0) &&
      (ports === 'any' || ports.length > 0),
  );
}

/** PROTO-5: without support, an SCTP item does nothing. */
function isProgrammable(term: PortTerm, profile: DatapathProfile): boolean {
  return term.first <= term.last && !(term.protocol === 'SCTP' && profile.sctp === 'rules-inert');
}

/** Without support for endPort the first port stands alone, never every port (PORT-19). */
function portRange({ protocol, first, last }: PortTerm, { endPort }: DatapathProfile): PortRange {
  return { protocol, first, last: endPort === 'supported' ? last : first };
}

/** Pods by key. A key can have several entries where an agent has seen a name used again. */
export type PodDirectory = ReadonlyMap<string, readonly PodView[]>;

/** Every pod that an intent knows. */
export function podDirectory(intent: NodeIntent): PodDirectory {
  return byKey([...intent.knownPods, ...intent.pods.map(({ pod }) => pod)]);
}

function byKey(pods: readonly PodView[]): PodDirectory {
  const found = new Map<string, PodView[]>();
  for (const pod of pods) {
    const same = found.get(pod.key);
    if (same === undefined) found.set(pod.key, [pod]);
    else same.push(pod);
  }
  return found;
}

/** The addresses for which a port name stands for this number: those of the named pods that are peers as well. */
function namedDestinations(
  only: readonly string[],
  peers: 'any' | BranchPeers,
  members: readonly PodView[],
  pods: PodDirectory,
  family: IPFamily,
): readonly string[] {
  const memberByKey = byKey(members);
  const texts = only.flatMap((key) =>
    [...(memberByKey.get(key) ?? []), ...(pods.get(key) ?? [])].flatMap((pod) => pod.addresses),
  );
  const addresses = addressesIn(texts, family);
  if (peers === 'any') return addresses;
  const listed = new Set(peers.addresses);
  return addresses.filter(
    (text) =>
      listed.has(text) || peers.blocks.some((block) => blockContains(block, packetAddress(text).address)),
  );
}
