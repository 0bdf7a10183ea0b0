import type { PartialProfile, Profile } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import type {
  AclCompiler,
  Datapath,
  DatapathName,
  EbpfCompiler,
  ForeignState,
  IptablesCompiler,
  Operation,
} from '../../sim/index.ts';
import {
  ACL_COMPILER,
  aclDatapath,
  datapathProfileOf,
  DATAPATHS,
  EBPF_COMPILER,
  ebpfDatapath,
  IPTABLES_COMPILER,
  iptablesDatapath,
  nftablesDatapath,
  programOn,
} from '../../sim/index.ts';
import type { AgentMutation } from '../altering/index.ts';
import { behaviourWith, functionsOf } from '../altering/index.ts';
import { realBugs } from './real-bugs.ts';
import type { PluginBug, PluginParts } from './zoo-entry.ts';

type Ids = string | readonly string[];

/** What a plugin runs on, and what it answers. */
export interface Circumstances {
  readonly profile?: PartialProfile;
  readonly foreign?: ForeignState;
}

/** Known bugs as a replaced function of an agent, on the kind of datapath that the plugin has. */
export function agentBugs(
  ids: Ids,
  datapath: DatapathName,
  mutation: AgentMutation,
  circumstances: Circumstances = {},
): readonly PluginBug[] {
  const right: PluginParts = { ...circumstances, datapath: DATAPATHS[datapath] };
  const replaces = functionsOf(mutation);
  const wrong: PluginParts = { ...right, behaviour: behaviourWith(mutation) };
  return realBugs(ids).map((bug) => ({ ...bug, kind: 'agent', replaces, right, wrong }));
}

/** The same bugs as limits: what goes wrong, goes wrong at scale. */
export function asLimits(bugs: readonly PluginBug[]): readonly PluginBug[] {
  return bugs.map((bug) => ({ ...bug, kind: 'limit' }));
}

/** How one kind of datapath is mutated: from the functions as they should be, those that are others. */
type DatapathBugs<State, Op extends Operation> = (
  ids: Ids,
  alter: (right: Datapath<State, Op>) => Partial<Datapath<State, Op>>,
  circumstances?: Circumstances,
) => readonly PluginBug[];

function bugsOn<State, Op extends Operation>(
  name: DatapathName,
  make: (profile: Profile) => Datapath<State, Op>,
): DatapathBugs<State, Op> {
  return (ids, alter, circumstances = {}) => {
    const altered = (profile: Profile): Datapath<State, Op> => {
      const right = make(datapathProfileOf(profile));
      return { ...right, ...alter(right) };
    };
    const parts = Object.keys(alter(make(datapathProfileOf(SPEC_DEFAULT))));
    const replaces = parts.map((part) => `${name}.${part}`);
    const right: PluginParts = { ...circumstances, datapath: DATAPATHS[name] };
    const wrong: PluginParts = { ...circumstances, datapath: (profile) => programOn(altered(profile)) };
    return realBugs(ids).map((bug) => ({ ...bug, kind: 'datapath', replaces, right, wrong }));
  };
}

/** Known bugs as a replaced function of a datapath on iptables and ipset. */
export const iptablesBugs = bugsOn('iptables', (profile) => iptablesDatapath(undefined, profile));
/** Known bugs as a replaced function of a datapath of eBPF programs and maps. */
export const ebpfBugs = bugsOn('ebpf', (profile) => ebpfDatapath(undefined, profile));
/** Known bugs as a replaced function of a datapath of flows and address sets. */
export const aclBugs = bugsOn('acl', (profile) => aclDatapath(undefined, profile));
/** Known bugs as a replaced function of a datapath on nftables. */
export const nftablesBugs = bugsOn('nftables', (profile) => nftablesDatapath(profile));

/** Known bugs as replaced functions of a compiler to iptables, flows or maps. */
export function compilerBugs(
  ids: Ids,
  mutation:
    | { readonly iptables: Partial<IptablesCompiler> }
    | { readonly acl: Partial<AclCompiler> }
    | { readonly ebpf: Partial<EbpfCompiler> },
): readonly PluginBug[] {
  const [name, functions] = Object.entries(mutation)[0]!;
  const kind = name as 'iptables' | 'acl' | 'ebpf';
  const replaces = Object.keys(functions as object).map((part) => `${kind}-compiler.${part}`);
  const right: PluginParts = { datapath: DATAPATHS[kind] };
  const wrong: PluginParts = { datapath: (profile) => programOf(mutation, datapathProfileOf(profile)) };
  return realBugs(ids).map((bug) => ({ ...bug, kind: 'datapath', replaces, right, wrong }));
}

function programOf(mutation: Parameters<typeof compilerBugs>[1], profile: Profile) {
  if ('iptables' in mutation)
    return programOn(iptablesDatapath({ ...IPTABLES_COMPILER, ...mutation.iptables }, profile));
  if ('acl' in mutation) return programOn(aclDatapath({ ...ACL_COMPILER, ...mutation.acl }, profile));
  return programOn(ebpfDatapath({ ...EBPF_COMPILER, ...mutation.ebpf }, profile));
}
