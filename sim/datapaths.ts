import type { Profile } from '../model/index.ts';
import type { Program } from './agent/program.ts';
import { programOn } from './agent/program.ts';
import { splitProgram } from './agent/split-program.ts';
import { aclDatapath } from './datapath/acl/index.ts';
import type { DatapathProfile } from './datapath/common/index.ts';
import { ebpfDatapath } from './datapath/ebpf/index.ts';
import { iptablesDatapath } from './datapath/iptables/index.ts';
import { nftablesDatapath } from './datapath/nftables/index.ts';
import { datapathProfileOf } from './path/index.ts';

/** Makes the empty rules of one node, for a plugin of a profile. */
export type DatapathMaker = (profile: Profile) => Program;

/** The kinds of datapath, each right. */
export const DATAPATHS = {
  iptables: underProfile((profile) => programOn(iptablesDatapath(undefined, profile))),
  ebpf: underProfile((profile) => programOn(ebpfDatapath(undefined, profile))),
  acl: underProfile((profile) => programOn(aclDatapath(undefined, profile))),
  nftables: underProfile((profile) => programOn(nftablesDatapath(profile))),
} as const satisfies Readonly<Record<string, DatapathMaker>>;

/** A datapath for a plugin's profile, filtering before or after translation as that says (SVC-2). */
function underProfile(make: (profile: DatapathProfile) => Program): DatapathMaker {
  return (profile) => {
    const own = datapathProfileOf(profile);
    if (profile.serviceEgressEvaluation !== 'pre-dnat-with-expansion') return make(own);
    // What is dialled is no node and no pod, whoever has its address: nothing is exempt.
    const strict: DatapathProfile = {
      ...own,
      ownNodeEgress: 'policed',
      otherProtocolsWhenIsolated: 'deny',
    };
    return splitProgram({ whole: make(own), selectors: make(own), blocks: make(strict) });
  };
}

/** The name of a kind of datapath. */
export type DatapathName = keyof typeof DATAPATHS;
