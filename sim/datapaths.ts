import type { Profile } from '../model/index.ts';
import type { Program } from './agent/program.ts';
import { programOn } from './agent/program.ts';
import { aclDatapath } from './datapath/acl/index.ts';
import { ebpfDatapath } from './datapath/ebpf/index.ts';
import { iptablesDatapath } from './datapath/iptables/index.ts';
import { nftablesDatapath } from './datapath/nftables/index.ts';
import { datapathProfileOf } from './path/index.ts';

/** Makes the empty rules of one node, for a plugin of a profile. */
export type DatapathMaker = (profile: Profile) => Program;

/** The kinds of datapath, each right. */
export const DATAPATHS = {
  iptables: (profile) => programOn(iptablesDatapath(undefined, datapathProfileOf(profile))),
  ebpf: (profile) => programOn(ebpfDatapath(undefined, datapathProfileOf(profile))),
  acl: (profile) => programOn(aclDatapath(undefined, datapathProfileOf(profile))),
  nftables: (profile) => programOn(nftablesDatapath(datapathProfileOf(profile))),
} as const satisfies Readonly<Record<string, DatapathMaker>>;

/** The name of a kind of datapath. */
export type DatapathName = keyof typeof DATAPATHS;
