import type { Labels, Namespace } from '../../../model/index.ts';
import { labelOf } from '../../../model/index.ts';
import { CORRECT_BEHAVIOUR } from '../../../sim/index.ts';
import type { AgentMutation } from '../../altering/index.ts';
import { keepingNamespaces, keepingPods, mergedLabels } from '../../altering/index.ts';
import { agentBugs } from '../plugin-bugs.ts';
import type { Mutation } from '../zoo-entry.ts';
import { isRelabelled } from './objects.ts';

const { reading } = CORRECT_BEHAVIOUR;

/** Labels of namespaces that change. */
export const NAMESPACE_LABELS: readonly Mutation[] = [
  // Namespaces are listed, and not watched: what a set held by their labels, it holds for good.
  agentBugs(['CILIUM-3051', 'CALICO-PARENT'], 'ebpf', {
    cache: { receives: ({ type, stored }) => !(type === 'MODIFIED' && stored.object.kind === 'Namespace') },
  }),

  // Labels are compared with those seen first, and one that has gone is not missed.
  agentBugs('CILIUM-27626', 'ebpf', {
    cache: {
      keeps: keepingNamespaces((now, before) => ({
        ...now,
        labels: mergedLabels(before.labels, now.labels),
      })),
    },
  }),

  // Peers of both selectors have nobody who tells them.
  agentBugs('OVN-NSLABEL', 'acl', deafPeersOfBothSelectors()),

  // Policies are not looked at again.
  agentBugs('KUBEOVN-1920', 'acl', {
    cache: { wakes: (now, before) => now !== before && !isRelabelled(now, before) },
  }),

  // Only the handler of namespaces puts one on the list of all, and a pod of it may come first.
  agentBugs('AZURE-865', 'iptables', {
    reading: {
      namespaceMatches: (peer, policy, pod, context) =>
        !(peer.namespaceSelector !== undefined && pod.namespaceLabels === undefined) &&
        reading.namespaceMatches(peer, policy, pod, context),
    },
  }),
];

/** Labels of pods that change. */
export const POD_LABELS: readonly Mutation[] = [
  // An update is looked at for phase and address.
  agentBugs('KR-1035', 'iptables', {
    cache: { wakes: (now, before) => now !== before && !(now?.kind === 'Pod' && isRelabelled(now, before)) },
  }),

  // The identity of an endpoint is made once.
  agentBugs('CILIUM-2590', 'ebpf', {
    cache: { keeps: keepingPods((now, before) => ({ ...now, labels: before.labels })) },
  }),

  // Maps are compared by what they give for a key, and for a missing one that is "".
  agentBugs('CALICO-5624', 'iptables', {
    cache: {
      keeps: keepingPods((now, before) =>
        looksEqual(now.labels, before.labels) ? { ...now, labels: before.labels } : now,
      ),
    },
  }),

  // The variable that an event is read into still holds the one before.
  agentBugs('CALICO-WATCH', 'iptables', {
    cache: {
      keeps: keepingPods((now, before) => ({ ...now, labels: mergedLabels(before.labels, now.labels) })),
    },
  }),
];

function deafPeersOfBothSelectors(): AgentMutation {
  const first = new WeakMap<Namespace, Labels>();
  return {
    cache: {
      keeps: keepingNamespaces((now, before) => {
        const kept = { ...now };
        first.set(kept, first.get(before) ?? before.labels);
        return kept;
      }),
    },
    reading: {
      namespaceMatches: (peer, policy, pod, context) => {
        const namespace = context.namespaces.get(pod.namespace);
        const seen = namespace && first.get(namespace);
        const isOfBoth = peer.podSelector !== undefined && peer.namespaceSelector !== undefined;
        const traits = isOfBoth && seen !== undefined ? { ...pod, namespaceLabels: seen } : pod;
        return reading.namespaceMatches(peer, policy, traits, context);
      },
    },
  };
}

function looksEqual(now: Labels, before: Labels): boolean {
  const entries = Object.entries(now);
  return (
    entries.length === Object.keys(before).length &&
    entries.every(([key, value]) => (labelOf(before, key) ?? '') === value)
  );
}
