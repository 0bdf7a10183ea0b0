import type { Direction, IPFamily } from '../../../model/index.ts';
import type { DatapathProfile, PodDirectory, RuleBranch } from '../common/index.ts';
import { addressesIn, membersOf, podDirectory, ruleBranches, shortHash } from '../common/index.ts';
import type { DirectionIntent, IntentRule, NodeIntent, PodView } from '../intent.ts';
import type { AclCompiler } from './compiler.ts';
import { printFlow } from './print.ts';
import type { AclFlow, AclState, AddressMatch, AddressSet, FlowAction, FlowMatch } from './state.ts';
import { PRIORITY } from './state.ts';

const FAMILIES: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** What every step of a compilation needs; the two records are filled as it goes. */
interface Job {
  readonly compiler: AclCompiler;
  readonly profile: DatapathProfile;
  readonly pods: PodDirectory;
  readonly addressSets: Record<string, AddressSet>;
  readonly flows: Record<string, AclFlow>;
}

/** The flows and address sets that enforce an intent. */
export function compileAcl(intent: NodeIntent, compiler: AclCompiler, profile: DatapathProfile): AclState {
  const job: Job = { compiler, profile, pods: podDirectory(intent), addressSets: {}, flows: {} };
  addCommonFlows(intent, job);
  for (const { pod, ingress, egress } of intent.pods) {
    addDirection(pod, ingress, job);
    addDirection(pod, egress, job);
  }
  return { addressSets: job.addressSets, flows: job.flows };
}

function addFlow(job: Job, priority: number, match: FlowMatch, action: FlowAction): void {
  const flow: AclFlow = { priority, match, action };
  job.flows[printFlow(flow)] = flow;
}

/** What holds for every pod before any policy is asked. */
function addCommonFlows(intent: NodeIntent, job: Job): void {
  const { relatedIcmp, ownNodeIngress, ownNodeEgress } = job.profile;
  // CONN-1, CONN-5
  const states = relatedIcmp === 'allow' ? (['est', 'rel'] as const) : (['est'] as const);
  for (const direction of ['ingress', 'egress'] as const) {
    exempt(job, { direction, states });
    // What ARP is to IPv4; no policy speaks of it.
    exempt(job, { direction, family: 'IPv6', protocol: 'neighbour' });
  }
  // NODE-1
  if (ownNodeIngress === 'always-allow') exempt(job, { direction: 'ingress', fromLocalNode: true });
  for (const family of FAMILIES) {
    // NODE-6
    const addresses = addressesIn(intent.nodeAddresses, family);
    const set = `FP-NODE-${family}`;
    job.addressSets[set] = Object.fromEntries(addresses.map((address) => [address, 1]));
    if (ownNodeIngress === 'always-allow')
      exempt(job, { direction: 'ingress', family, source: { kind: 'set', set } });
    if (ownNodeEgress === 'always-allow')
      exempt(job, { direction: 'egress', family, destination: { kind: 'set', set } });
  }
}

function exempt(job: Job, match: FlowMatch): void {
  addFlow(job, PRIORITY.exemption, match, { kind: 'allow' });
}

function addDirection(pod: PodView, wanted: DirectionIntent, job: Job): void {
  if (wanted.isolatedBy.length === 0) return;
  const { direction } = wanted;
  const base: FlowMatch = { port: pod.key, direction };
  addFlow(job, PRIORITY.deny, base, { kind: job.profile.deniedAction });
  addOtherProtocols(base, job);
  const seen = new Map<string, number>();
  for (const rule of wanted.rules) {
    // A list that names one rule twice must not join the clauses of two rules.
    const id = JSON.stringify([rule.policy, rule.rule]);
    const occurrence = seen.get(id) ?? 0;
    seen.set(id, occurrence + 1);
    for (const family of FAMILIES)
      addRule({ ...base, family }, rule, family, [pod.key, direction, id, occurrence], job);
  }
  if (job.profile.selfDirect === 'policed') return;
  for (const family of FAMILIES) {
    // SELF-2
    for (const address of addressesIn(pod.addresses, family)) {
      const own: AddressMatch = { kind: 'address', address };
      exempt(job, { ...base, family, source: own, destination: own });
    }
  }
}

// PROTO-2: what becomes of other protocols is the profile's choice.
function addOtherProtocols(base: FlowMatch, job: Job): void {
  const { otherProtocolsWhenIsolated: choice } = job.profile;
  if (choice === 'allow')
    addFlow(job, PRIORITY.otherProtocols, { ...base, protocol: 'other' }, { kind: 'allow' });
  if (choice === 'allow-icmp-control') {
    addFlow(job, PRIORITY.otherProtocols, { ...base, protocol: 'icmp' }, { kind: 'allow' });
  }
}

function addRule(
  base: FlowMatch,
  rule: IntentRule,
  family: IPFamily,
  owner: readonly unknown[],
  job: Job,
): void {
  for (const [index, branch] of ruleBranches(rule, family, job.pods, job.profile).entries()) {
    addBranch(base, branch, rule, [...owner, family, index], job);
  }
  if (rule.peers === 'any') return;
  for (const { peers } of ruleBranches(rule, family, job.pods, job.profile)) {
    if (peers === 'any') continue;
    for (const match of peers.blocks.flatMap(job.compiler.exceptDrops)) {
      addFlow(job, PRIORITY.exceptDrop, withOther(base, match), { kind: job.profile.deniedAction });
    }
  }
}

/**
 * One branch as a conjunction of peers and ports, so that the flows are their sum and not their product. The ports
 * are part of the id: peers can be added to it and taken from it in place without meeting other ports.
 */
function addBranch(
  base: FlowMatch,
  branch: RuleBranch,
  rule: IntentRule,
  owner: readonly unknown[],
  job: Job,
): void {
  const ports = job.compiler.portMatches(branch.ports, job.profile);
  if (branch.peers === 'any') {
    for (const port of ports) addFlow(job, PRIORITY.allow, { ...base, ...port }, { kind: 'allow' });
    return;
  }
  const identity = [...owner, ports];
  const conjunction = job.compiler.conjunctionId(identity);
  const clause = (dimension: number): FlowAction => ({ kind: 'clause', conjunction, dimension, of: 2 });
  for (const peer of peerMatches(branch, rule, identity, job)) {
    addFlow(job, PRIORITY.allow, withOther(base, peer), clause(1));
  }
  for (const port of ports) addFlow(job, PRIORITY.allow, { ...base, ...port }, clause(2));
  addFlow(job, PRIORITY.allow, { ...base, conjunction }, { kind: 'allow' });
}

/** IPB-1: the other end is the source on ingress, the destination on egress. */
function withOther(base: FlowMatch, address: AddressMatch): FlowMatch {
  return otherEnd(base.direction) === 'source'
    ? { ...base, source: address }
    : { ...base, destination: address };
}

function otherEnd(direction: Direction): 'source' | 'destination' {
  return direction === 'ingress' ? 'source' : 'destination';
}

function peerMatches(
  { peers }: RuleBranch,
  rule: IntentRule,
  identity: readonly unknown[],
  job: Job,
): readonly AddressMatch[] {
  if (peers === 'any') return [];
  const matches = peers.blocks.flatMap(job.compiler.blockMatches);
  if (peers.addresses.length === 0) return matches;
  const set = `FP-${shortHash(...identity)}`;
  job.addressSets[set] = countHolders(peers.addresses, rule);
  return [{ kind: 'set', set }, ...matches];
}

/** Each address with the number of peers that have it; a pod that two terms take in is one peer. */
function countHolders(addresses: readonly string[], rule: IntentRule): AddressSet {
  const members = rule.peers === 'any' ? [] : membersOf(rule.peers);
  const pods = new Map(members.map((pod) => [JSON.stringify([pod.key, pod.uid]), pod]));
  const counts = new Map(addresses.map((address) => [address, 0]));
  for (const pod of pods.values()) {
    for (const address of FAMILIES.flatMap((family) => addressesIn(pod.addresses, family))) {
      const count = counts.get(address);
      if (count !== undefined) counts.set(address, count + 1);
    }
  }
  // A named destination that only a block takes in has no member behind it.
  return Object.fromEntries([...counts].map(([address, count]) => [address, Math.max(count, 1)]));
}
