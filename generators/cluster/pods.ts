import type { Namespace, Node, Pod, PodPhase } from '../../model/index.ts';
import { objectKey } from '../../model/index.ts';
import type { Draft } from '../draft.ts';
import { count } from '../draft.ts';
import { hostNumber, MAX_PODS, podPlace } from '../pools/addresses.ts';
import { nameAt } from '../pools/names.ts';
import { oneIn, pick } from '../random.ts';
import type { AddressBook } from './address-book.ts';
import { enter } from './address-book.ts';
import type { HostPorts } from './container-ports.ts';
import { drawContainerPorts } from './container-ports.ts';
import { drawLabels } from './labels.ts';
import { twinName } from './twin-names.ts';

/** Where a pod lives: the index of its node and its last octet there. */
export interface Berth {
  readonly node: number;
  readonly host: number;
}

/** What has been given out so far; later pods, and the history, go on from here. */
export interface PodRegistry {
  /** By the number in a {@link Berth}; those that are gone keep theirs. */
  readonly nodes: Node[];
  /** Numbers of the nodes that are gone. */
  readonly goneNodes: Set<number>;
  /** Every address that exists in the cluster. */
  readonly book: AddressBook;
  readonly hostPorts: HostPorts;
  /** How many names of the pool each namespace has used, "" for all together. */
  readonly names: Map<string, number>;
  /** Pods made so far, in their order, by namespace and name. */
  readonly named: Pick<Pod, 'namespace' | 'name'>[];
  /** Pods made so far. */
  total: number;
  /** Where the order of last octets begins. */
  readonly start: number;
  /** Addresses that finished pods show and nobody holds. */
  readonly vacant: Berth[];
  /** Where the pods are that hold an address of their own, by `namespace/name`. */
  readonly berths: Map<string, Berth>;
}

/** Begins to give out names and addresses. */
export function beginPods(draft: Draft, nodes: readonly Node[], book: AddressBook): PodRegistry {
  return {
    nodes: [...nodes],
    goneNodes: new Set(),
    book,
    hostPorts: new Set(),
    names: new Map(),
    named: [],
    total: 0,
    start: draft.random.nextInt(0, 23),
    vacant: [],
    berths: new Map(),
  };
}

/** Draws the pods of a cluster. */
export function drawPods(draft: Draft, namespaces: readonly Namespace[], registry: PodRegistry): Pod[] {
  const pods: Pod[] = [];
  const total = Math.min(MAX_PODS, count(draft, draft.sizes.pods));
  while (pods.length < total) pods.push(drawPod(draft, pick(draft.random, namespaces).name, registry));
  return pods;
}

/** How far a pod has come. */
export interface PodState {
  readonly hostNetwork: boolean;
  readonly pending: boolean;
  readonly finished: boolean;
  /** Has a node. Only a pending pod may have none. */
  readonly scheduled: boolean;
}

function drawState({ random, on }: Draft): PodState {
  const hostNetwork = on.hostNetworkPods && oneIn(random, 6);
  const pending = on.pendingPods && oneIn(random, 8);
  const finished = !pending && on.finishedPods && oneIn(random, 6);
  const scheduled = !pending || oneIn(random, 2);
  return { hostNetwork, pending, finished, scheduled };
}

/** Draws one more pod; its state, name and place, where they are not given, too. */
export function drawPod(
  draft: Draft,
  namespace: string,
  registry: PodRegistry,
  given: { readonly state?: PodState; readonly name?: string; readonly berth?: Berth } = {},
): Pod {
  const { random, on } = draft;
  const { hostNetwork, pending, finished, scheduled } = given.state ?? drawState(draft);
  const holdsAddress = !pending && !hostNetwork;
  const berth = given.berth ?? drawBerth(draft, registry, holdsAddress && !finished);
  const name = given.name ?? drawName(draft, namespace, registry);
  registry.named.push({ namespace, name });
  if (finished && holdsAddress) registry.vacant.push(berth);
  else if (holdsAddress) registry.berths.set(objectKey({ namespace, name }), berth);
  const node = registry.nodes[berth.node]!;
  const ownsPorts = scheduled && !finished && !hostNetwork;
  return {
    kind: 'Pod',
    namespace,
    name,
    uid: `pod-${++registry.total}`,
    labels: drawLabels(draft),
    ...(scheduled ? { nodeName: node.name } : {}),
    hostNetwork,
    phase: finished ? drawEnd(draft) : pending ? 'Pending' : 'Running',
    terminating: on.terminatingPods && oneIn(random, 8),
    podIPs: pending ? [] : hostNetwork ? sharedIPs(draft, node) : drawIPs(draft, berth, registry.book),
    ports: drawContainerPorts(draft, ownsPorts ? node.name : undefined, registry.hostPorts),
  };
}

/** Succeeded or Failed. */
export function drawEnd({ random }: Draft): PodPhase {
  return oneIn(random, 2) ? 'Succeeded' : 'Failed';
}

/** A name that no pod of its namespace has; with ambiguous names on, one that is easily taken for another pod's. */
function drawName(draft: Draft, namespace: string, registry: PodRegistry): string {
  const { random, on } = draft;
  const { named } = registry;
  const isTaken = (name: string): boolean =>
    named.some((pod) => pod.name === name && (!on.repeatedNames || pod.namespace === namespace));
  if (on.ambiguousNames && named.length > 0 && oneIn(random, 2)) {
    const twin = twinName(namespace, pick(random, named));
    if (twin !== undefined && !isTaken(twin)) return twin;
  }
  let name = nextName(draft, namespace, registry);
  while (isTaken(name)) name = nextName(draft, namespace, registry);
  return name;
}

function nextName({ on, words }: Draft, namespace: string, { names }: PodRegistry): string {
  const space = on.repeatedNames ? namespace : '';
  const used = names.get(space) ?? 0;
  names.set(space, used + 1);
  return nameAt(words.objectNames, used);
}

/** A fresh place for a pod, or one that a finished pod has left (LIFE-9). */
function drawBerth(draft: Draft, registry: PodRegistry, live: boolean): Berth {
  const { random, on } = draft;
  if (live && on.reusedAddresses && registry.vacant.length > 0 && oneIn(random, 2)) {
    return registry.vacant.pop()!;
  }
  return { node: drawNodeNumber(draft, registry), host: nextHost(registry) };
}

function drawNodeNumber({ random }: Draft, { nodes, goneNodes }: PodRegistry): number {
  let number = random.nextInt(0, nodes.length - 1);
  while (goneNodes.has(number)) number = (number + 1) % nodes.length;
  return number;
}

function nextHost({ total, start }: PodRegistry): number {
  return hostNumber(total % MAX_PODS, start);
}

/** The pod once it runs: on its node, or on one drawn now, with the addresses that it gets there. */
export function startedPod(draft: Draft, pod: Pod, registry: PodRegistry): Pod {
  const at = registry.nodes.findIndex(({ name }) => name === pod.nodeName);
  const berth =
    at < 0 ? drawBerth(draft, registry, !pod.hostNetwork) : { node: at, host: nextHost(registry) };
  registry.total++;
  if (!pod.hostNetwork) registry.berths.set(objectKey(pod), berth);
  const node = registry.nodes[berth.node]!;
  const podIPs = pod.hostNetwork ? sharedIPs(draft, node) : drawIPs(draft, berth, registry.book);
  return { ...pod, nodeName: node.name, phase: 'Running', podIPs };
}

/** Takes the pod's address back, for another to have it (LIFE-9). */
export function vacate(registry: PodRegistry, pod: Pod): void {
  const berth = registry.berths.get(objectKey(pod));
  if (berth === undefined) return;
  registry.berths.delete(objectKey(pod));
  registry.vacant.push(berth);
}

function drawIPs({ random, on, words }: Draft, { node, host }: Berth, book: AddressBook): string[] {
  const { families } = words;
  const only =
    on.singleFamilyPods && families.length > 1 && oneIn(random, 5) ? pick(random, families) : undefined;
  const ips: string[] = [];
  for (const family of families) {
    if (only !== undefined && only !== family) continue;
    ips.push(enter(book, podPlace(family, node, host)));
  }
  return ips;
}

/** The first address of each family: a hostNetwork pod has its node's. */
export function sharedIPs({ words }: Draft, node: Node): string[] {
  return node.addresses.slice(0, words.families.length);
}
