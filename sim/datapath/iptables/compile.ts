import type { IPFamily } from '../../../model/index.ts';
import { familyOf } from '../../../model/index.ts';
import type { DatapathProfile, PodDirectory, RuleBranch } from '../common/index.ts';
import {
  addressesIn,
  hostCidr,
  packetAddress,
  podDirectory,
  ruleBranches,
  shortHash,
} from '../common/index.ts';
import type { DirectionIntent, IntentRule, NodeIntent, PodIntent, PodView } from '../intent.ts';
import type { IptablesCompiler } from './compiler.ts';
import { OTHER_PROTOCOLS_CHAIN, OTHER_PROTOCOLS_RULES } from './compiler.ts';
import type { FilterTable, IpSet, IptablesState, Rule, RuleMatch } from './state.ts';
import { DISPATCH_CHAINS, EMPTY_TABLE, NODE_SET } from './state.ts';

/** What every step of a compilation needs; the two records are filled as it goes. */
interface Job {
  readonly compiler: IptablesCompiler;
  readonly profile: DatapathProfile;
  readonly family: IPFamily;
  readonly pods: PodDirectory;
  readonly sets: Record<string, IpSet>;
  readonly chains: Record<string, readonly Rule[]>;
}

/** The tables and sets that enforce an intent. */
export function compileIptables(
  intent: NodeIntent,
  compiler: IptablesCompiler,
  profile: DatapathProfile,
): IptablesState {
  const families = new Set<IPFamily>(intent.families);
  for (const { pod } of intent.pods) for (const address of pod.addresses) families.add(familyOf(address));
  const pods = podDirectory(intent);
  const table = (family: IPFamily): FilterTable =>
    families.has(family)
      ? compileTable(intent, { compiler, profile, family, pods, sets: {}, chains: {} })
      : EMPTY_TABLE;
  return { tables: { IPv4: table('IPv4'), IPv6: table('IPv6') } };
}

function compileTable(intent: NodeIntent, job: Job): FilterTable {
  job.sets[NODE_SET] = hostEntries(addressesIn(intent.nodeAddresses, job.family));
  if (job.profile.otherProtocolsWhenIsolated === 'allow')
    job.chains[OTHER_PROTOCOLS_CHAIN] = OTHER_PROTOCOLS_RULES;
  const ingress = [...commonRules(job), ...ownNodeIngress(job.profile)];
  const egress = [...commonRules(job), ...ownNodeEgress(job.profile)];
  const byName = [...intent.pods].sort((a, b) => (a.pod.key < b.pod.key ? -1 : 1));
  for (const pod of byName) {
    ingress.push(...dispatch(pod, pod.ingress, job));
    egress.push(...dispatch(pod, pod.egress, job));
  }
  job.chains[DISPATCH_CHAINS.ingress] = ingress;
  job.chains[DISPATCH_CHAINS.egress] = egress;
  return { sets: job.sets, chains: job.chains };
}

function hostEntries(addresses: readonly string[]): IpSet {
  return Object.fromEntries(addresses.map((address) => [hostCidr(packetAddress(address).address), 'match']));
}

/** What holds for every pod before any policy is asked. */
function commonRules({ profile, family }: Job): readonly Rule[] {
  // CONN-1: replies pass; CONN-5: related errors by profile.
  const ctstate =
    profile.relatedIcmp === 'allow' ? (['ESTABLISHED', 'RELATED'] as const) : (['ESTABLISHED'] as const);
  const established: Rule = { match: { ctstate }, target: { kind: 'accept' } };
  if (family === 'IPv4') return [established];
  // Neighbour discovery is to IPv6 what ARP is to IPv4: no policy speaks of it, and without it nothing arrives.
  return [established, { match: { protocol: 'ICMP', icmp: 'neighbour' }, target: { kind: 'accept' } }];
}

// NODE-1, NODE-6: the own node comes in, by every address it has.
function ownNodeIngress({ ownNodeIngress: choice }: DatapathProfile): readonly Rule[] {
  if (choice === 'policed') return [];
  return [
    { match: { sourceLocal: true }, target: { kind: 'accept' } },
    { match: { set: { name: NODE_SET, side: 'src' } }, target: { kind: 'accept' } },
  ];
}

// NODE-2
function ownNodeEgress({ ownNodeEgress: choice }: DatapathProfile): readonly Rule[] {
  return choice === 'policed'
    ? []
    : [{ match: { set: { name: NODE_SET, side: 'dst' } }, target: { kind: 'accept' } }];
}

/** The jump to an isolated pod's chain; a pod that no policy isolates has neither. */
function dispatch({ pod }: PodIntent, direction: DirectionIntent, job: Job): readonly Rule[] {
  if (direction.isolatedBy.length === 0) return [];
  const chain = addPodChain(pod, direction, job);
  const match: RuleMatch =
    direction.direction === 'ingress' ? { outInterface: pod.key } : { inInterface: pod.key };
  return [{ match, target: { kind: 'jump', chain } }];
}

/** Chains are named by what they say, so that a chain in use never changes: a new one takes its place. */
function addPodChain(pod: PodView, direction: DirectionIntent, job: Job): string {
  const policies = new Map<string, Rule[]>(direction.isolatedBy.map((policy) => [policy, []]));
  const seen = new Map<string, number>();
  for (const rule of direction.rules) {
    // A list that names one rule twice must not make two rules share one set.
    const id = JSON.stringify([rule.policy, rule.rule]);
    const occurrence = seen.get(id) ?? 0;
    seen.set(id, occurrence + 1);
    const rules = policies.get(rule.policy) ?? [];
    rules.push(...acceptRules(pod, direction, rule, occurrence, job));
    policies.set(rule.policy, rules);
  }
  const prefix = direction.direction === 'ingress' ? 'FP-I' : 'FP-E';
  const policyChains = [...policies].flatMap(([policy, rules]) => {
    if (rules.length === 0) return [];
    const name = `${prefix}P-${shortHash(pod.key, policy, rules)}`;
    job.chains[name] = rules;
    return [name];
  });
  const rules = job.compiler.podChain(policyChains, selfRules(pod, job), job.profile);
  const name = job.compiler.podChainName(prefix, pod.key, rules);
  job.chains[name] = rules;
  return name;
}

// SELF-2
function selfRules(pod: PodView, { profile, family }: Job): readonly Rule[] {
  if (profile.selfDirect === 'policed') return [];
  const own = addressesIn(pod.addresses, family);
  return own.map((address) => ({
    match: { source: address, destination: address },
    target: { kind: 'return' },
  }));
}

/** The rules that set the accept bit for one rule of a policy. */
function acceptRules(
  pod: PodView,
  { direction }: DirectionIntent,
  rule: IntentRule,
  occurrence: number,
  job: Job,
): readonly Rule[] {
  const owner = [pod.key, direction, rule.policy, rule.rule, occurrence];
  return ruleBranches(rule, job.family, job.pods, job.profile).flatMap((branch, index) => {
    const ports = job.compiler.portMatches(branch.ports, job.profile);
    return peerMatches(branch, direction, [...owner, index, ports], job).flatMap((peer) =>
      ports.map((port): Rule => ({ match: { ...peer, ...port }, target: { kind: 'mark', value: true } })),
    );
  });
}

/**
 * One match for the addresses of pods and one for each block. The set of addresses is changed in place when pods
 * come and go; its name holds the ports, so that no other rule, old or new, shares it and an address enters or
 * leaves nothing but this rule.
 */
function peerMatches(
  { peers }: RuleBranch,
  direction: 'ingress' | 'egress',
  owner: readonly unknown[],
  job: Job,
): readonly RuleMatch[] {
  if (peers === 'any') return [{}];
  const side = direction === 'ingress' ? 'src' : 'dst';
  const names: string[] = [];
  if (peers.addresses.length > 0) {
    const name = `FP-P-${shortHash(...owner)}`;
    job.sets[name] = hostEntries(peers.addresses);
    names.push(name);
  }
  for (const entries of job.compiler.blockSets(peers.blocks)) {
    const name = `FP-B-${shortHash(...owner, entries)}`;
    job.sets[name] = entries;
    names.push(name);
  }
  return names.map((name) => ({ set: { name, side } }));
}
