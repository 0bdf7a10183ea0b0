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

/** Where a pod lives: the index of its node and its last octet there. */
export interface Berth {
  readonly node: number;
  readonly host: number;
}

/** What has been given out so far; later pods, and the history, go on from here. */
export interface PodRegistry {
  readonly nodes: readonly Node[];
  /** Every address that exists in the cluster. */
  readonly book: AddressBook;
  readonly hostPorts: HostPorts;
  /** How many names each namespace has used, "" for all together. */
  readonly names: Map<string, number>;
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
    nodes,
    book,
    hostPorts: new Set(),
    names: new Map(),
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

/** Draws one more pod. */
export function drawPod(draft: Draft, namespace: string, registry: PodRegistry): Pod {
  const { random, on } = draft;
  const hostNetwork = on.hostNetworkPods && oneIn(random, 6);
  const pending = on.pendingPods && oneIn(random, 8);
  const finished = !pending && on.finishedPods && oneIn(random, 6);
  const scheduled = !pending || oneIn(random, 2);
  const holdsAddress = !pending && !hostNetwork;
  const berth = drawBerth(draft, registry, holdsAddress && !finished);
  const name = nextName(draft, namespace, registry);
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

function drawEnd({ random }: Draft): PodPhase {
  return oneIn(random, 2) ? 'Succeeded' : 'Failed';
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
  const node = random.nextInt(0, registry.nodes.length - 1);
  return { node, host: hostNumber(registry.total % MAX_PODS, registry.start) };
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
function sharedIPs({ words }: Draft, node: Node): string[] {
  return node.addresses.slice(0, words.families.length);
}
