import type { Cluster, Profile } from '../../model/index.ts';
import type { ConntrackTable } from '../conntrack/index.ts';
import type { HookJudge } from '../datapath/sweep.ts';

/** One node's rules and memory, as packets meet them. */
export interface NodeDatapath {
  /** What the hook of a local pod says, by the rules that are in effect now. Addresses are in canonical form. */
  readonly judge: HookJudge;
  readonly conntrack: ConntrackTable;
  /** Whether ARP meets the hooks as well. */
  readonly filtersArp?: boolean;
}

/**
 * Everything that a packet can meet. Routing, proxies and who holds which address follow `cluster`; what passes
 * follows `nodes`, whose rules may lag behind it.
 */
export interface Network {
  readonly cluster: Cluster;
  readonly profile: Profile;
  /** By node name. A pod on a node that is not here has nobody to enforce anything for it. */
  readonly nodes: ReadonlyMap<string, NodeDatapath>;
  /** Virtual milliseconds. */
  readonly now: () => number;
}
