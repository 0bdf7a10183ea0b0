import type { Direction, IPFamily, NetworkPolicy, Pod, Profile } from '../../../model/index.ts';
import { familyOf, objectKey } from '../../../model/index.ts';
import type { PodView } from '../../datapath/intent.ts';
import type { AgentView } from './agent-view.ts';
import type { PolicyRules } from './compile-policy.ts';
import type { KnownPod, PodTraits, PolicyReading, ReadingContext } from './policy-reading.ts';
import { labelsText } from './reading/pods.ts';

/** What an agent makes of everything but policies. It is the same on every node that has seen the same. */
export interface World {
  readonly context: ReadingContext;
  /** Every pod, by key. */
  readonly pods: readonly KnownPod[];
  /** The families that anything in the cluster has. */
  readonly families: readonly IPFamily[];
  /** The rules of policies for which somebody has asked. */
  readonly rules: WeakMap<NetworkPolicy, Partial<Record<Direction, PolicyRules>>>;
}

interface Remembered {
  readonly profile: Profile;
  readonly objects: readonly unknown[];
  readonly world: World;
}

// The last world of each reading: agents of several nodes ask one after the other, and most events change one policy.
const lastWorlds = new WeakMap<PolicyReading, Remembered>();

/** The world that an agent sees; the last one if nothing in it has changed since. */
export function worldOf(view: AgentView, profile: Profile, reading: PolicyReading): World {
  const last = lastWorlds.get(reading);
  if (last !== undefined && last.profile === profile && isMadeOf(view, last.objects)) return last.world;
  const world = newWorld(view, profile, reading);
  const objects = [...view.nodes.values(), ...view.namespaces.values(), ...view.pods.values()];
  lastWorlds.set(reading, { profile, objects, world });
  return world;
}

/** Objects are immutable: one that is the same says the same. */
function isMadeOf({ nodes, namespaces, pods }: AgentView, objects: readonly unknown[]): boolean {
  if (nodes.size + namespaces.size + pods.size !== objects.length) return false;
  let at = 0;
  for (const node of nodes.values()) if (objects[at++] !== node) return false;
  for (const namespace of namespaces.values()) if (objects[at++] !== namespace) return false;
  for (const pod of pods.values()) if (objects[at++] !== pod) return false;
  return true;
}

function newWorld(view: AgentView, profile: Profile, reading: PolicyReading): World {
  const { nodes, namespaces } = view;
  const blank: ReadingContext = { reading, profile, nodes, namespaces, known: [], unmatchable: [] };
  const pods = knownPods(view, blank);
  const context = { ...blank, known: pods.filter(({ pod }) => reading.isKnownPeer(pod, blank)) };
  return {
    context: { ...context, unmatchable: reading.unmatchableAddresses(context) },
    pods,
    families: familiesOf(view, pods),
    rules: new WeakMap(),
  };
}

function familiesOf({ nodes }: AgentView, pods: readonly KnownPod[]): readonly IPFamily[] {
  const found = new Set<IPFamily>();
  for (const { view } of pods) for (const address of view.addresses) found.add(familyOf(address));
  for (const node of nodes.values()) for (const address of node.addresses) found.add(familyOf(address));
  return (['IPv4', 'IPv6'] as const).filter((family) => found.has(family));
}

function knownPods(view: AgentView, context: ReadingContext): readonly KnownPod[] {
  const traitsByText = new Map<string, PodTraits>();
  return byReadKey(view.pods, context.reading.podKey).map(([key, pod]) => ({
    pod,
    view: podView(key, pod, context),
    traits: sharedTraits(pod, context, traitsByText),
  }));
}

function podView(key: string, pod: Pod, context: ReadingContext): PodView {
  const { reading, namespaces } = context;
  return {
    key,
    uid: pod.uid,
    namespace: pod.namespace,
    nodeName: pod.nodeName,
    hostNetwork: pod.hostNetwork,
    addresses: reading.podAddresses(pod, context),
    identity: reading.identityOf(pod, namespaces.get(pod.namespace)),
  };
}

function sharedTraits(
  { namespace, labels, hostNetwork }: Pod,
  { namespaces }: ReadingContext,
  traitsByText: Map<string, PodTraits>,
): PodTraits {
  const text = `${namespace} ${hostNetwork} ${labelsText(labels)}`;
  let traits = traitsByText.get(text);
  if (traits === undefined) {
    traits = { namespace, namespaceLabels: namespaces.get(namespace)?.labels, labels, hostNetwork };
    traitsByText.set(text, traits);
  }
  return traits;
}

/** Objects by the key under which a reading knows them, in the order of the keys and never in that of the view. */
export function byReadKey<T extends Pod | NetworkPolicy>(
  objects: ReadonlyMap<string, T>,
  keyOf: (object: T) => string,
): readonly (readonly [string, T])[] {
  const entries = [...objects.values()].map((object): [string, T] => [objectKey(object), object]);
  entries.sort(compareKeys);
  const byKey = new Map<string, T>();
  for (const [, object] of entries) byKey.set(keyOf(object), object);
  return [...byKey].sort(compareKeys);
}

function compareKeys([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
