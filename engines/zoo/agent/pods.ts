import type { Pod } from '../../../model/index.ts';
import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import { adrift, isAdrift, keepingNamesakes, keepingPods } from '../../altering/index.ts';
import { agentBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';

const { reading } = CORRECT_BEHAVIOUR;

/** Pods that come under the name of another, or at its address. */
export const NAMESAKES: readonly Mutation[] = [
  // The port of a pod is looked up by its name, and found in a cache.
  agentBugs('OVN-STS', 'acl', {
    cache: { keeps: keepingNamesakes((now, gone) => ({ ...now, podIPs: gone.podIPs })) },
  }),

  // A port that keeps its address keeps its groups.
  agentBugs('KUBEOVN-5344', 'acl', {
    cache: {
      keeps: keepingNamesakes((now, gone) =>
        now.podIPs.join() === gone.podIPs.join() ? { ...now, labels: gone.labels } : now,
      ),
    },
  }),

  // What is enforced for a Job's pod is kept under its name.
  agentBugs('AWS-616', 'ebpf', {
    cache: { keeps: keepingNamesakes((now, gone) => ({ ...now, labels: gone.labels })) },
  }),

  // On the node of the pod before, the maps that are filled are not those that are attached.
  agentBugs('AWS-676', 'ebpf', {
    cache: {
      keeps: (now, before, gone) => {
        if (now.kind !== 'Pod') return now;
        if (before?.kind === 'Pod' && before.uid === now.uid) return isAdrift(before) ? adrift(now) : now;
        return gone?.kind === 'Pod' && gone.nodeName === now.nodeName ? adrift(now) : now;
      },
    },
  }),

  // The key of a member is its name: a new address is no change.
  agentBugs('ANTREA-1808', 'acl', {
    cache: {
      keeps: keepingPods((now, before) =>
        before.podIPs.length > 0 ? { ...now, podIPs: before.podIPs } : now,
      ),
    },
  }),

  // The container runtime tells of an end by name, and late: the addresses of the next of that name are purged.
  agentBugs('KNP-NRI', 'nftables', {
    cache: {
      keeps: keepingNamesakes((now, gone) => (now.nodeName === gone.nodeName ? { ...now, podIPs: [] } : now)),
    },
  }),

  // Addresses are resolved when a policy comes; that their owner goes makes no difference.
  agentBugs('AZURE-1569', 'iptables', {
    cache: { wakes: (now, before) => now !== before && !(now === undefined && before?.kind === 'Pod') },
  }),

  // A deletion that a relist has found is not of the type that is expected.
  agentBugs('TOMBSTONE', 'acl', { cache: { receives: ({ tombstone }) => tombstone !== true } }),
];

/** The phases of a pod. */
export const PHASES: readonly Mutation[] = [
  // Whatever is listed is a member, finished or not.
  agentBugs(['ANTREA-6507', 'NPC-190', 'CALICO-FINISHED'], 'acl', {
    reading: { podAddresses: (pod, context) => reading.podAddresses({ ...pod, phase: 'Running' }, context) },
  }),

  // A pod that has been told to stop is no pod any more.
  agentBugs('CALICO-4518', 'iptables', {
    reading: { isKnownPeer: (pod, context) => !pod.terminating && reading.isKnownPeer(pod, context) },
  }),

  // One that waits again is taken out, and put back only with a new address. "Unknown" marks it as taken out.
  agentBugs('WEAVE-3610', 'iptables', {
    cache: {
      keeps: keepingPods((now, before) => {
        const isTakenOut = before.phase === 'Running' && now.phase === 'Pending';
        return isTakenOut || before.phase === 'Unknown' ? { ...now, phase: 'Unknown', podIPs: [] } : now;
      }),
    },
  }),

  // As long as a pod of the namespace has no address, its sets cannot be refreshed.
  agentBugs('KR-378', 'iptables', {
    cache: {
      wakes: (now, before, view) => {
        const pod = now ?? before;
        if (now === before || pod?.kind !== 'Pod') return now !== before;
        return ![...view().pods.values()].some(
          (other) => other.namespace === pod.namespace && other.podIPs.length === 0,
        );
      },
    },
  }),

  // A pod that is announced before it has an interface is not realised later either.
  agentBugs('ANTREA-1830', 'acl', {
    cache: {
      keeps: keepingPods((now, before) =>
        isAdrift(before) || (before.podIPs.length === 0 && before.nodeName !== undefined) ? adrift(now) : now,
      ),
    },
  }),

  // Pods are told apart by what stands before the last hyphen: of several replicas one is attached.
  agentBugs('AWS-183', 'ebpf', {
    reading: {
      isEnforced: (pod, node, context) =>
        reading.isEnforced(pod, node, context) &&
        !context.known.some((other) => isReplica(other.pod, pod) && other.pod.name < pod.name),
    },
  }),
];

function isReplica(a: Pod, b: Pod): boolean {
  return a.namespace === b.namespace && a.nodeName === b.nodeName && workloadOf(a) === workloadOf(b);
}

function workloadOf({ name }: Pod): string {
  const end = name.lastIndexOf('-');
  return end < 0 ? name : name.slice(0, end);
}
