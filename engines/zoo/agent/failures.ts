import { agentBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

/** Operations that fail, and changes that come at the same time. */
export const FAILURES: readonly Mutation[] = [
  // What fails waits for the next time that something else is to be done.
  agentBugs(['OVN-9308', 'CALICO-BREAK'], 'acl', { programming: { afterFailure: () => 'skip' } }),

  // The error of a batch gets lost, and all of it counts as installed.
  agentBugs('ANTREA-8211', 'acl', { programming: { afterFailure: () => 'assume' } }),

  // A map that lacks an entry is attached all the same.
  agentBugs('AWS-646', 'ebpf', {
    programming: {
      afterFailure: ({ describe }) => (/^(add-policy|set-prefix) /.test(describe) ? 'assume' : 'retry'),
    },
  }),

  // To revert a change that failed, the entries for everybody are taken out.
  agentBugs('CILIUM-44855', 'ebpf', {
    programming: {
      afterFailure: ({ describe }) => (/^add-policy \S+ \* /.test(describe) ? 'assume' : 'retry'),
    },
  }),

  // A cache is changed by two at a time: what comes while rules are changed is overwritten.
  agentBugs('ANTREA-7716', 'acl', { programming: { looksAgain: false } }),
];
