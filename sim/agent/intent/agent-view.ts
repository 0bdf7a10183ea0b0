import type {
  Cluster,
  ClusterObject,
  Namespace,
  NetworkPolicy,
  Node,
  Pod,
  Service,
} from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';

/** What one node's agent has seen: immutable, by key (`namespace/name`, or `name` of what has no namespace). */
export interface AgentView {
  readonly namespaces: ReadonlyMap<string, Namespace>;
  readonly pods: ReadonlyMap<string, Pod>;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly policies: ReadonlyMap<string, NetworkPolicy>;
  readonly services: ReadonlyMap<string, Service>;
}

/** An agent that has seen nothing yet. */
export const EMPTY_VIEW: AgentView = {
  namespaces: new Map(),
  pods: new Map(),
  nodes: new Map(),
  policies: new Map(),
  services: new Map(),
};

/** What an agent has seen that has seen everything. */
export function viewOfCluster(cluster: Cluster): AgentView {
  return {
    namespaces: byKey(cluster.namespaces),
    pods: byKey(cluster.pods),
    nodes: byKey(cluster.nodes),
    policies: byKey(cluster.policies),
    services: byKey(cluster.services),
  };
}

function byKey<T extends ClusterObject>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [objectKey(object), object]));
}
