import type { Labels, Namespace, Node, Pod } from '../../../../model/index.ts';
import { formatAddress, isFinished, NO_LABELS, parseAddress } from '../../../../model/index.ts';
import type { ReadingContext } from '../policy-reading.ts';

// Derived from the list alone, and forgotten with it.
const canonicalTexts = new WeakMap<readonly string[], readonly string[]>();

/** Addresses in canonical form, in their order; text that is no address is left out (LIFE-10). */
function canonicalAddresses(texts: readonly string[]): readonly string[] {
  let known = canonicalTexts.get(texts);
  if (known === undefined) {
    known = texts.flatMap((text) => {
      const address = parseAddress(text);
      return address === undefined ? [] : [formatAddress(address)];
    });
    canonicalTexts.set(texts, known);
  }
  return known;
}

const NO_ADDRESSES: readonly string[] = [];

/** {@link PolicyReading.podAddresses}: the address decides and not the phase, for init containers have it as well. */
export function podAddresses(pod: Pod, { profile }: ReadingContext): readonly string[] {
  // LIFE-9: a finished pod holds its address no longer, whatever its status says.
  if (isFinished(pod) && profile.terminatedPodIp === 'excluded') return NO_ADDRESSES;
  return canonicalAddresses(pod.podIPs);
}

/** {@link PolicyReading.nodeAddresses} */
export function nodeAddresses(node: Node): readonly string[] {
  return canonicalAddresses(node.addresses);
}

/**
 * {@link PolicyReading.isEnforced}: also for a pod that has no address yet, so that it is isolated before its first
 * container starts (LIFE-2), and for one that is terminating, until it is gone (LIFE-14).
 */
export function isEnforced(pod: Pod, node: string, { profile }: ReadingContext): boolean {
  if (pod.nodeName !== node || isFinished(pod)) return false;
  return !pod.hostNetwork || profile.hostNetworkPods === 'as-pod'; // HOST-1
}

/** {@link PolicyReading.isKnownPeer} */
export function isKnownPeer(pod: Pod, context: ReadingContext): boolean {
  // HOST-5: the address of a hostNetwork pod is that of its node and of everybody there.
  if (pod.hostNetwork && context.profile.hostNetworkPods === 'as-node') return false;
  return context.reading.podAddresses(pod, context).length > 0; // LIFE-10
}

/** {@link PolicyReading.identityOf}: the namespace by name too, for a podSelector alone tells that (PEER-3). */
export function identityOf(pod: Pod, namespace: Namespace | undefined): string {
  return `${pod.namespace} ${labelsText(namespace?.labels ?? NO_LABELS)} ${labelsText(pod.labels)}`;
}

// Derived from the labels alone, and forgotten with them.
const textOfLabels = new WeakMap<Labels, string>();

/** A text that is equal for equal labels and for no others. */
export function labelsText(labels: Labels): string {
  let text = textOfLabels.get(labels);
  if (text === undefined) {
    const entries = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
    text = JSON.stringify(entries);
    textOfLabels.set(labels, text);
  }
  return text;
}
