import type { EndpointSlice } from './endpoint-slice.ts';
import type { Namespace } from './namespace.ts';
import type { NetworkPolicy } from './network-policy.ts';
import type { Node } from './node.ts';
import type { Pod } from './pod.ts';
import type { Service } from './service.ts';

/** An address outside the cluster, never that of a pod, node or service. */
export interface ExternalEndpoint {
  readonly name?: string;
  readonly ip: string;
}

/** Any object that the harness takes from, or gives to, an API server. */
export type ClusterObject = Node | Namespace | Pod | Service | EndpointSlice | NetworkPolicy;

export type ClusterObjectKind = ClusterObject['kind'];

/** A snapshot of what an API server stores, and the outside that talks to it. Order means nothing (ISO-6). */
export interface Cluster {
  readonly nodes: readonly Node[];
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly policies: readonly NetworkPolicy[];
  readonly externals: readonly ExternalEndpoint[];
}

/** A cluster with nothing in it. */
export const EMPTY_CLUSTER: Cluster = {
  nodes: [],
  namespaces: [],
  pods: [],
  services: [],
  endpointSlices: [],
  policies: [],
  externals: [],
};

/** The list of a cluster that holds a kind of object. */
export type ClusterList = Exclude<keyof Cluster, 'externals'>;

/** Which list of a cluster holds which kind. */
export const LIST_OF_KIND: Readonly<Record<ClusterObjectKind, ClusterList>> = {
  Node: 'nodes',
  Namespace: 'namespaces',
  Pod: 'pods',
  Service: 'services',
  EndpointSlice: 'endpointSlices',
  NetworkPolicy: 'policies',
};

/** `namespace/name`, or `name` for a cluster-scoped object. "/" occurs in neither, so keys cannot collide. */
export function objectKey(object: { readonly namespace?: string; readonly name: string }): string {
  return object.namespace === undefined ? object.name : `${object.namespace}/${object.name}`;
}

/** Every object of a cluster, nodes and namespaces first, policies last. */
export function clusterObjects(cluster: Cluster): ClusterObject[] {
  return [
    ...cluster.nodes,
    ...cluster.namespaces,
    ...cluster.pods,
    ...cluster.services,
    ...cluster.endpointSlices,
    ...cluster.policies,
  ];
}

/** A cluster made of the objects, in their order; a later object replaces an earlier one of its identity. */
export function clusterFrom(
  objects: Iterable<ClusterObject>,
  externals: readonly ExternalEndpoint[] = [],
): Cluster {
  const byKind = new Map<string, Map<string, ClusterObject>>();
  for (const object of objects) {
    let byKey = byKind.get(object.kind);
    if (byKey === undefined) byKind.set(object.kind, (byKey = new Map()));
    byKey.set(objectKey(object), object);
  }
  const list = <T extends ClusterObject>(kind: T['kind']): T[] => [
    ...((byKind.get(kind) as Map<string, T> | undefined)?.values() ?? []),
  ];
  return {
    nodes: list<Node>('Node'),
    namespaces: list<Namespace>('Namespace'),
    pods: list<Pod>('Pod'),
    services: list<Service>('Service'),
    endpointSlices: list<EndpointSlice>('EndpointSlice'),
    policies: list<NetworkPolicy>('NetworkPolicy'),
    externals,
  };
}
