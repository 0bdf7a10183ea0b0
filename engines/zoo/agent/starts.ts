import { agentBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

/** Pods that start. */
export const POD_STARTS: readonly Mutation[] = [
  // Until the agent has heard of a pod, nothing is attached to it: to the rules it is somebody outside.
  agentBugs(['AWS-83', 'KNP-IPTRACK'], 'ebpf', { programming: { holdsNewPods: false } }),
];

/** Agents that start. */
export const AGENT_STARTS: readonly Mutation[] = [
  // What is on the node is taken away before anything new is there.
  agentBugs(['CILIUM-27595', 'ANTREA-5777'], 'ebpf', { programming: { atStart: () => 'clear' } }),

  // What was put there in an earlier life is not recognised, and so never taken away.
  agentBugs(['ANTREA-666', 'OSDN-22158', 'KR-1675'], 'acl', { programming: { atStart: () => 'empty' } }),
];

/** Others on the node. */
export const FOREIGN_STATE: readonly Mutation[] = [
  // What is accepted goes on to what the host does by default.
  agentBugs(
    'KR-1076',
    'iptables',
    { programming: { acceptsForGood: false } },
    { foreign: { defaultDrop: true, acceptsAll: false } },
  ),
];
