import type { ClusterObject } from '../objects/cluster.ts';

/** A change as a watch reports it; `object` is the whole new object, for `DELETED` the last known one. */
export interface ClusterEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: ClusterObject;
}
