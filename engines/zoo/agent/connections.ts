import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import { agentBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

const { stateOf } = CORRECT_BEHAVIOUR.conntrack;

/** What nodes remember of connections. */
export const CONNECTIONS: readonly Mutation[] = [
  // A program that is attached later knows nothing of the connections of its pod.
  agentBugs('AWS-345', 'ebpf', { programming: { drops: ({ hooks }) => hooks.filtering === 0 } }),

  // Connections are collected by a list from before those that are new.
  agentBugs('AWS-246', 'ebpf', { programming: { drops: ({ openedAt }, began) => openedAt > began } }),

  // One entry for both pods of a node has one owner: to the other, answers are new.
  agentBugs('AWS-102', 'ebpf', {
    conntrack: {
      stateOf: (packet) => {
        const { known } = packet;
        return known?.isReply === true && known.hooks.all === 2 ? 'new' : stateOf(packet);
      },
    },
  }),

  // Two states of the policies have one number: nobody sees that they differ.
  agentBugs(
    'AWS-650',
    'ebpf',
    { programming: { tellsConntrack: false } },
    {
      profile: {
        existingConnections: 'reevaluate-on-change',
        labelChangeOnExisting: 'reevaluate-on-change',
      },
    },
  ),

  // Whatever has a known tuple has been judged.
  agentBugs('CALICO-SYN', 'ebpf', {
    conntrack: {
      stateOf: (packet) => {
        const { opening, known } = packet;
        return opening && known?.replied === true && !known.isReply ? 'established' : stateOf(packet);
      },
    },
  }),

  // An attempt that came to nothing stands in the way of the next on its tuple.
  agentBugs('CALICO-10673', 'ebpf', {
    conntrack: {
      stateOf: (packet) => {
        const { opening, known } = packet;
        return opening && known?.replied === false ? 'invalid' : stateOf(packet);
      },
    },
  }),

  // Connections are remembered where a policy applies to them, and asked for where any does.
  agentBugs('OVN-MGMTCT', 'acl', {
    conntrack: {
      stateOf: (packet) => (packet.known?.hooks.filtering === 0 ? 'new' : stateOf(packet)),
    },
  }),

  // Of two flows of one priority either may win: the one for packets that open nothing, whoever they belong to.
  agentBugs('ANTREA-3686', 'acl', {
    conntrack: {
      stateOf: (packet) => {
        const { tuple, opening, known } = packet;
        return known === undefined && !opening && tuple.protocol === 'TCP' ? 'established' : stateOf(packet);
      },
    },
  }),

  // The type of a message is taken for a port: an echo and its answer have nothing to do with each other.
  agentBugs('CALICO-ICMPCT', 'ebpf', {
    conntrack: {
      stateOf: (packet) =>
        packet.tuple.protocol === 'ICMP' && packet.known?.isReply === true ? 'new' : stateOf(packet),
    },
  }),

  // SCTP is not remembered at all.
  agentBugs('CALICO-SCTPCT', 'ebpf', {
    conntrack: {
      stateOf: (packet) => (packet.tuple.protocol === 'SCTP' ? 'new' : stateOf(packet)),
    },
  }),
];

/** Link-layer addresses of neighbours. */
export const NEIGHBOURS: readonly Mutation[] = [
  // The flow that denies the rest denies ARP as well.
  agentBugs('OVN-1076', 'acl', { programming: { filtersArp: true } }),
];
