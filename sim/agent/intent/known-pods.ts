import type { NetworkPolicy, Pod } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import type { PodView } from '../../datapath/intent.ts';
import type { KnownPod, PodTraits, ReadingContext } from './policy-reading.ts';
import { labelsText } from './reading/pods.ts';

/** A pod as the agent knows it, whatever becomes of it. */
export interface SeenPod extends KnownPod {
  readonly isEnforced: boolean;
  readonly isKnownPeer: boolean;
}

/** Every pod that matters to the node, by key. Pods of equal traits share one object for them. */
export function seenPods(context: ReadingContext): readonly SeenPod[] {
  const { reading, view } = context;
  const traitsByText = new Map<string, PodTraits>();
  const seen: SeenPod[] = [];
  for (const [key, pod] of byReadKey(view.pods, reading.podKey)) {
    const isEnforced = reading.isEnforced(pod, context);
    const isKnownPeer = reading.isKnownPeer(pod, context);
    if (!isEnforced && !isKnownPeer) continue;
    const traits = sharedTraits(pod, context, traitsByText);
    seen.push({ pod, view: podView(key, pod, context), traits, isEnforced, isKnownPeer });
  }
  return seen;
}

function podView(key: string, pod: Pod, context: ReadingContext): PodView {
  const { reading, view } = context;
  return {
    key,
    uid: pod.uid,
    namespace: pod.namespace,
    nodeName: pod.nodeName,
    hostNetwork: pod.hostNetwork,
    addresses: reading.podAddresses(pod, context),
    identity: reading.identityOf(pod, view.namespaces.get(pod.namespace)),
  };
}

function sharedTraits(
  { namespace, labels, hostNetwork }: Pod,
  { view }: ReadingContext,
  traitsByText: Map<string, PodTraits>,
): PodTraits {
  const text = `${namespace} ${hostNetwork} ${labelsText(labels)}`;
  let traits = traitsByText.get(text);
  if (traits === undefined) {
    traits = { namespace, namespaceLabels: view.namespaces.get(namespace)?.labels, labels, hostNetwork };
    traitsByText.set(text, traits);
  }
  return traits;
}

/** Objects by the key under which a reading knows them, in the order of the keys and never in that of the view. */
export function byReadKey<T extends Pod | NetworkPolicy>(
  objects: ReadonlyMap<string, T>,
  keyOf: (object: T) => string,
): readonly (readonly [string, T])[] {
  const entries = [...objects.values()].map((object) => ({ own: objectKey(object), object }));
  entries.sort((a, b) => compareText(a.own, b.own));
  const byKey = new Map<string, T>();
  for (const { object } of entries) byKey.set(keyOf(object), object);
  return [...byKey].sort(([a], [b]) => compareText(a, b));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
