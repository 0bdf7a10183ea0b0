import { formatCidr } from '../../../model/index.ts';
import type { Block, DatapathProfile, PortRange } from '../common/index.ts';
import { shortHash } from '../common/index.ts';
import type { AddressMatch, PortMatch } from './state.ts';

/** The choices of a compiler to flows. A real plugin's bug is one of these functions replaced. */
export interface AclCompiler {
  /** How one block is asked for; several matches are alternatives. */
  readonly blockMatches: (block: Block) => readonly AddressMatch[];
  /** What a block makes the pod drop before any allow is asked: nothing, because an except is not a deny (IPB-3). */
  readonly exceptDrops: (block: Block) => readonly AddressMatch[];
  /** How ports are asked for; several matches are alternatives. */
  readonly portMatches: (
    ports: 'any' | readonly PortRange[],
    profile: DatapathProfile,
  ) => readonly PortMatch[];
  /**
   * The id that joins the clauses of one rule's peers and ports. The owner holds pod, direction, policy, rule and
   * ports: rules that share an id would let in the peers of one by the ports of another.
   */
  readonly conjunctionId: (owner: readonly unknown[]) => string;
}

/** What is right. */
export const ACL_COMPILER: AclCompiler = {
  // IPB-5: the excepts stand in the match of their own block.
  blockMatches: ({ cidr, excepts }) => [
    { kind: 'block', cidr: formatCidr(cidr), excepts: excepts.map(formatCidr) },
  ],
  exceptDrops: () => [],
  portMatches(ports, { otherProtocolsWhenIsolated }) {
    if (ports !== 'any') return ports;
    if (otherProtocolsWhenIsolated === 'follow-portless-rules') return [{}];
    return [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }];
  },
  conjunctionId: (owner) => `0x${shortHash(...owner)}`,
};
