import type { Cluster, ClusterList, ClusterObject } from '../objects/cluster.ts';
import { LIST_OF_KIND, objectKey } from '../objects/cluster.ts';
import type { ClusterEvent } from './event.ts';

/**
 * The cluster after the events, in order. An addition or change puts the whole new object in place, a deletion
 * removes the object of that identity; deleting what is not there changes nothing.
 */
export function applyEvents(cluster: Cluster, events: readonly ClusterEvent[]): Cluster {
  let result = cluster;
  for (const event of events) result = applyEvent(result, event);
  return result;
}

function applyEvent(cluster: Cluster, { type, object }: ClusterEvent): Cluster {
  const list: ClusterList = LIST_OF_KIND[object.kind];
  const key = objectKey(object);
  const objects = cluster[list] as readonly ClusterObject[];
  const at = objects.findIndex((candidate) => objectKey(candidate) === key);
  if (type === 'DELETED') {
    return at < 0 ? cluster : { ...cluster, [list]: objects.toSpliced(at, 1) };
  }
  return { ...cluster, [list]: at < 0 ? [...objects, object] : objects.with(at, object) };
}
