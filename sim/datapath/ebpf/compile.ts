import type { IPFamily } from '../../../model/index.ts';
import type { DatapathProfile, PodDirectory, RuleBranch } from '../common/index.ts';
import { addressesIn, podDirectory, ruleBranches, shortHash } from '../common/index.ts';
import type { DirectionIntent, NodeIntent, PodView } from '../intent.ts';
import type { EbpfCompiler, PrefixGrant } from './compiler.ts';
import { distinctPorts, prefixesOf } from './compiler.ts';
import type { EbpfState, PolicyMap, PortKey, PrefixMap, Program, ProgramConfig } from './state.ts';
import { slotOf } from './state.ts';

type Identities = Readonly<Record<string, string>>;

/** What every step of a compilation needs; the three records are filled as it goes. */
interface Job {
  readonly compiler: EbpfCompiler;
  readonly profile: DatapathProfile;
  readonly intent: NodeIntent;
  readonly pods: PodDirectory;
  readonly policyMaps: Record<string, PolicyMap>;
  readonly prefixMaps: Record<string, PrefixMap>;
  readonly programs: Record<string, Program>;
}

/** The maps and programs that enforce an intent. Each family has identities and programs of its own. */
export function compileEbpf(intent: NodeIntent, compiler: EbpfCompiler, profile: DatapathProfile): EbpfState {
  const pods = podDirectory(intent);
  const job: Job = { compiler, profile, intent, pods, policyMaps: {}, prefixMaps: {}, programs: {} };
  const ipcache = { IPv4: identities('IPv4', job), IPv6: identities('IPv6', job) };
  for (const { pod, ingress, egress } of intent.pods) {
    for (const family of ['IPv4', 'IPv6'] as const) {
      addProgram(pod, ingress, family, ipcache[family], job);
      addProgram(pod, egress, family, ipcache[family], job);
    }
  }
  return { ipcache, policyMaps: job.policyMaps, prefixMaps: job.prefixMaps, programs: job.programs };
}

/** The identity of every pod's address; pods that share their node's addresses have none of their own (HOST-3). */
function identities(family: IPFamily, { intent, compiler }: Job): Identities {
  const labelSets = new Map<string, string[]>();
  for (const pod of intent.knownPods) {
    if (pod.hostNetwork) continue;
    for (const address of addressesIn(pod.addresses, family)) {
      labelSets.set(address, [...(labelSets.get(address) ?? []), pod.identity]);
    }
  }
  // Where the map is full, an address has no identity, and rules that take it in name the address.
  const entries = [...labelSets].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, compiler.capacity.ipcache);
  return Object.fromEntries(entries.map(([address, sets]) => [address, compiler.identityOf(sets)]));
}

function addProgram(
  pod: PodView,
  wanted: DirectionIntent,
  family: IPFamily,
  ids: Identities,
  job: Job,
): void {
  if (wanted.isolatedBy.length === 0) return;
  const maps = fillMaps(wanted, family, ids, job);
  const { direction } = wanted;
  const policyMap = `pol-${shortHash(pod.key, direction, family, maps.policy)}`;
  const prefixMap = `lpm-${shortHash(pod.key, direction, family, maps.prefix)}`;
  job.policyMaps[policyMap] = maps.policy;
  job.prefixMaps[prefixMap] = maps.prefix;
  job.programs[slotOf(pod.key, direction, family)] = {
    pod: pod.key,
    direction,
    family,
    policyMap,
    prefixMap,
    config: configOf(pod, wanted, family, job),
    refused: maps.refused,
  };
}

function configOf(pod: PodView, { direction }: DirectionIntent, family: IPFamily, job: Job): ProgramConfig {
  const { relatedIcmp, otherProtocolsWhenIsolated, deniedAction, selfDirect, ...profile } = job.profile;
  // NODE-1, NODE-2
  const choice = direction === 'ingress' ? profile.ownNodeIngress : profile.ownNodeEgress;
  const nodePasses = choice === 'always-allow';
  return {
    relatedIcmp,
    otherProtocols: otherProtocolsWhenIsolated,
    denied: deniedAction,
    localPasses: nodePasses && direction === 'ingress',
    // NODE-6
    nodeAddresses: nodePasses ? addressesIn(job.intent.nodeAddresses, family) : [],
    // SELF-2
    ownAddresses: selfDirect === 'allow' ? addressesIn(pod.addresses, family) : [],
  };
}

interface FilledMaps {
  readonly policy: PolicyMap;
  readonly prefix: PrefixMap;
  readonly refused: readonly string[];
}

/**
 * Takes the rules' grants in one after the other. One that does not fit is left out whole: half of a block could be
 * the half without its excepts.
 */
function fillMaps(wanted: DirectionIntent, family: IPFamily, ids: Identities, job: Job): FilledMaps {
  const { capacity, portKeys, prefixEntries } = job.compiler;
  const refused: string[] = [];
  let policy: PolicyMap = {};
  let grants: readonly PrefixGrant[] = [];
  for (const rule of wanted.rules) {
    for (const branch of ruleBranches(rule, family, job.pods, job.profile)) {
      const ports = portKeys(branch.ports, job.profile);
      const { names, rest } = splitByIdentity(branch, ids);
      const nextPolicy = withNames(policy, names, ports);
      const nextGrants =
        rest.addresses.length + rest.blocks.length === 0 ? grants : [...grants, { ...rest, ports }];
      const policyFits = policySize(nextPolicy) <= capacity.policy;
      const prefixFits = fits(nextGrants, job.compiler);
      if (policyFits) policy = nextPolicy;
      if (prefixFits) grants = nextGrants;
      if (!policyFits || !prefixFits) refused.push(`${rule.policy} rule ${rule.rule}: no room in a map`);
    }
  }
  return { policy, prefix: prefixEntries(grants), refused };
}

/** Whether a prefix map can hold the grants; the entries are counted only where they might be too many. */
function fits(grants: readonly PrefixGrant[], { capacity, prefixEntries }: EbpfCompiler): boolean {
  const most = grants.reduce((sum, grant) => sum + prefixesOf(grant).length, 0);
  return most <= capacity.prefix || Object.keys(prefixEntries(grants)).length <= capacity.prefix;
}

/** An entry for each identity and port prefix. */
function policySize(policy: PolicyMap): number {
  return Object.values(policy).reduce((sum, ports) => sum + ports.length, 0);
}

function withNames(policy: PolicyMap, names: readonly string[], ports: readonly PortKey[]): PolicyMap {
  const changed = names.map((name) => [name, distinctPorts([...(policy[name] ?? []), ...ports])] as const);
  return names.length === 0 ? policy : { ...policy, ...Object.fromEntries(changed) };
}

/**
 * The identities that a branch takes in whole, and what is left. A branch takes in a part of an identity where port
 * names differ between its pods, or where the agent's view of labels is not all of one time.
 */
function splitByIdentity(
  { peers }: RuleBranch,
  ids: Identities,
): { readonly names: readonly string[]; readonly rest: Omit<PrefixGrant, 'ports'> } {
  if (peers === 'any') return { names: ['*'], rest: { addresses: [], blocks: [] } };
  const taken = new Set(peers.addresses);
  const split = new Set<string>();
  const touched = new Set<string>();
  for (const [address, id] of Object.entries(ids)) (taken.has(address) ? touched : split).add(id);
  const names = [...touched].filter((id) => !split.has(id)).sort();
  const whole = new Set(names);
  const addresses = peers.addresses.filter((address) => !whole.has(ids[address] ?? ''));
  return { names, rest: { addresses, blocks: peers.blocks } };
}
