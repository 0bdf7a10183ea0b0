import type { Cluster, ClusterEvent, Flow, NetworkPolicy, ScenarioAction } from '../../model/index.ts';
import { applyEvents, objectKey } from '../../model/index.ts';
import type { Scene } from '../cluster/cluster.ts';
import { slicesOf } from '../cluster/slices.ts';
import type { HistoryFeature } from './history-settings.ts';

/** What a history has come to, and what it needs to go on. */
export interface World {
  /** The draft of the case and its registry; namespaces and pods are those of now. */
  scene: Scene;
  readonly on: Readonly<Record<HistoryFeature, boolean>>;
  readonly initial: Cluster;
  cluster: Cluster;
  /** Policies that are gone, as they last were. */
  readonly gonePolicies: NetworkPolicy[];
  /** `namespace/name` of pods that are gone. */
  readonly gonePods: string[];
  readonly goneNamespaces: string[];
  /** Namespaces there have ever been. */
  namespaces: number;
  /** Numbers of the Services there are, by `namespace/name`; the number gives name and addresses. */
  readonly services: Map<string, number>;
  /** Numbers of Services that are gone. */
  readonly goneServices: number[];
  /** Nodes whose agent is away. */
  readonly stopped: Set<string>;
  /** Nodes whose watch is held back. */
  readonly held: Set<string>;
  /** Connections that stand, by name. */
  readonly open: Map<string, Flow>;
  /** Connections that are closed, by name. */
  readonly closed: Map<string, Flow>;
}

/** What may happen next; nothing where it cannot happen now. */
export type Happening = (world: World) => readonly ScenarioAction[];

/** Begins a history where the cluster stands. */
export function beginWorld(scene: Scene, initial: Cluster, on: World['on']): World {
  // What pods are drawn with later: they come and go by what happens to them.
  const features = {
    ...scene.draft.on,
    pendingPods: false,
    finishedPods: false,
    terminatingPods: false,
    reusedAddresses: on.addressReuse,
  };
  return {
    scene: { ...scene, draft: { ...scene.draft, on: features } },
    on,
    initial,
    cluster: initial,
    gonePolicies: [],
    gonePods: [],
    goneNamespaces: [],
    namespaces: initial.namespaces.length,
    services: new Map(initial.services.map((service, number) => [objectKey(service), number])),
    goneServices: [],
    stopped: new Set(),
    held: new Set(),
    open: new Map(),
    closed: new Map(),
  };
}

/** Lets the events happen, each followed by the slices that change with it. */
export function happen(world: World, events: readonly ClusterEvent[]): ScenarioAction[] {
  const actions: ScenarioAction[] = [];
  for (const event of events) {
    for (const each of [event, ...sliceEvents(world, event)]) {
      world.cluster = applyEvents(world.cluster, [each]);
      actions.push({ kind: 'apply', event: each });
    }
  }
  const { namespaces, pods } = world.cluster;
  world.scene = { ...world.scene, namespaces, pods };
  return actions;
}

/** The slices that a change of a pod or Service adds, alters or removes. */
function sliceEvents({ scene, cluster }: World, event: ClusterEvent): ClusterEvent[] {
  if (event.object.kind !== 'Pod' && event.object.kind !== 'Service') return [];
  const { services, pods } = applyEvents(cluster, [event]);
  const before = new Map(cluster.endpointSlices.map((slice) => [objectKey(slice), slice]));
  const events: ClusterEvent[] = [];
  for (const slice of slicesOf(scene.draft, services, pods)) {
    const key = objectKey(slice);
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) events.push({ type: 'ADDED', object: slice });
    else if (JSON.stringify(old) !== JSON.stringify(slice)) events.push({ type: 'MODIFIED', object: slice });
  }
  for (const slice of before.values()) events.push({ type: 'DELETED', object: slice });
  return events;
}
