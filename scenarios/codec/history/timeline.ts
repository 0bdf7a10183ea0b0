import type { Cluster, ClusterEvent, ClusterObject, ClusterObjectKind } from '../../../model/index.ts';
import { applyEvents, LIST_OF_KIND, objectKey } from '../../../model/index.ts';
import { podUid } from '../cluster.ts';

/** The cluster as a history unfolds: what an entry leaves out depends on what is there at its moment. */
export interface Timeline {
  readonly cluster: () => Cluster;
  readonly find: (kind: ClusterObjectKind, key: string) => ClusterObject | undefined;
  readonly apply: (event: ClusterEvent) => void;
  /** The uid that the next pod of this name gets where nothing else is written. */
  readonly nextPodUid: (key: string) => string;
}

export function startTimeline(initial: Cluster): Timeline {
  let cluster = initial;
  const incarnations = new Map(initial.pods.map((pod) => [objectKey(pod), 1]));
  return {
    cluster: () => cluster,
    find: (kind, key) => {
      const objects: readonly ClusterObject[] = cluster[LIST_OF_KIND[kind]];
      return objects.find((object) => objectKey(object) === key);
    },
    apply: (event) => {
      cluster = applyEvents(cluster, [event]);
      if (event.type !== 'ADDED' || event.object.kind !== 'Pod') return;
      const key = objectKey(event.object);
      incarnations.set(key, (incarnations.get(key) ?? 0) + 1);
    },
    nextPodUid: (key) => podUid(key, (incarnations.get(key) ?? 0) + 1),
  };
}
