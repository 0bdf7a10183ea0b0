import { CONNECTIONS, NEIGHBOURS } from './agent/connections.ts';
import { FAILURES } from './agent/failures.ts';
import { NAMESPACE_LABELS, POD_LABELS } from './agent/labels.ts';
import { NAMESAKES, PHASES } from './agent/pods.ts';
import { POLICY_DELETIONS, POLICY_EDITS, POLICY_SPANS } from './agent/policies.ts';
import { AGENT_STARTS, FOREIGN_STATE, POD_STARTS } from './agent/starts.ts';
import { ACL_STARTS, ADDRESS_SETS } from './datapath/acl.ts';
import { EBPF_STARTS, MAP_UPDATES, PROGRAMS } from './datapath/ebpf.ts';
import { CHAIN_NAMES, IPTABLES_ORDER, SECOND_FAMILY, SHARED_SETS } from './datapath/iptables.ts';
import { READ_BACK } from './datapath/nftables.ts';
import { LIMITS } from './limits/limits.ts';
import { IPV6_DUALSTACK, SHARED_ADDRESSES } from './semantics/addresses.ts';
import { CIDR_NORMALISATION, IPBLOCK_IDENTITY } from './semantics/cidr-normalisation.ts';
import { COMBINATION } from './semantics/combination.ts';
import { CRASHES } from './semantics/crashes.ts';
import { IPBLOCK_EXCEPT } from './semantics/ipblock-except.ts';
import { NAMED_PORTS } from './semantics/named-ports.ts';
import { NAMES } from './semantics/names.ts';
import { HOSTNETWORK, NODE_TRAFFIC } from './semantics/nodes.ts';
import { POLICYTYPES_DEFAULT } from './semantics/policytypes-default.ts';
import { PORT_RANGE, PROTOCOL } from './semantics/ports.ts';
import { SELECTOR_SEMANTICS } from './semantics/selector-semantics.ts';
import { HAIRPIN, SERVICE_NAT } from './semantics/services.ts';
import type { Mutation, ZooEntry } from './zoo-entry.ts';

const MUTATIONS: readonly Mutation[] = [
  ...IPBLOCK_EXCEPT,
  ...CIDR_NORMALISATION,
  ...IPBLOCK_IDENTITY,
  ...PORT_RANGE,
  ...PROTOCOL,
  ...NAMED_PORTS,
  ...SELECTOR_SEMANTICS,
  ...POLICYTYPES_DEFAULT,
  ...COMBINATION,
  ...NAMES,
  ...HOSTNETWORK,
  ...NODE_TRAFFIC,
  ...HAIRPIN,
  ...SERVICE_NAT,
  ...SHARED_ADDRESSES,
  ...IPV6_DUALSTACK,
  ...CRASHES,
  ...SECOND_FAMILY,
  ...IPTABLES_ORDER,
  ...SHARED_SETS,
  ...CHAIN_NAMES,
  ...ADDRESS_SETS,
  ...ACL_STARTS,
  ...PROGRAMS,
  ...MAP_UPDATES,
  ...EBPF_STARTS,
  ...READ_BACK,
  ...NAMESPACE_LABELS,
  ...POD_LABELS,
  ...POLICY_EDITS,
  ...POLICY_DELETIONS,
  ...POLICY_SPANS,
  ...NAMESAKES,
  ...PHASES,
  ...POD_STARTS,
  ...AGENT_STARTS,
  ...FAILURES,
  ...CONNECTIONS,
  ...NEIGHBOURS,
  ...FOREIGN_STATE,
  ...LIMITS,
];

/** Real bugs of real plugins, alive. */
export const ZOO: readonly ZooEntry[] = MUTATIONS.flat();
