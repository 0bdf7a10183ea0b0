import { isDeepStrictEqual } from 'node:util';
import type { Cluster, ClusterEvent, ClusterObject } from '../../model/index.ts';
import { clusterObjects, LIST_OF_KIND, objectKey } from '../../model/index.ts';
import type { EventQueue } from '../clock/index.ts';
import { admitObject } from './admit-object.ts';
import type { Publisher } from './publisher.ts';
import { createPublisher } from './publisher.ts';
import type { ObjectKind, StoredObject, WatchEvent, WatchSource } from './watch.ts';
import { referenceTo } from './watch.ts';

/** What became of a change. */
export type SubmitOutcome =
  | { readonly kind: 'stored'; readonly revision: number }
  | { readonly kind: 'rejected'; readonly errors: readonly string[] }
  /** There was nothing to change. */
  | { readonly kind: 'ignored'; readonly reason: string };

/** The store of the cluster. */
export interface ApiServer extends WatchSource {
  /**
   * Admits and stores one change, and starts its way to the watchers. Additions and changes alike put the whole
   * object in place, as `applyEvents` does; one whose uid is not that of the stored object replaces it by a deletion
   * and an addition. Deleting a namespace deletes what is in it first, pods before policies (LIFE-13, LIFE-15).
   */
  submit(event: ClusterEvent): SubmitOutcome;
  /** The revision of the last change. */
  revision(): number;
  /** As stored now; the same object until something changes. */
  cluster(): Cluster;
  /** By `Kind/key`. */
  stored(): ReadonlyMap<string, StoredObject>;
}

/** What an API server is made of. */
export interface ApiServerOptions {
  readonly clock: EventQueue;
  /** As stored at the start: taken for admitted. */
  readonly cluster: Cluster;
  /** Is given a line for every change and every delivery. */
  readonly hash?: (text: string) => void;
  /** Is told of every change as soon as it is stored; no watcher has seen it yet. */
  readonly onStored?: (event: WatchEvent) => void;
}

/** What a namespace holds, in the order in which it is deleted (LIFE-15). */
const CONTENTS: readonly ObjectKind[] = ['Pod', 'EndpointSlice', 'Service', 'NetworkPolicy'];

/** An API server that stores a cluster. */
export function createApiServer({ clock, cluster, hash, onStored }: ApiServerOptions): ApiServer {
  let revision = 0;
  const next = (object: ClusterObject, uid?: string): StoredObject => {
    revision++;
    return {
      object,
      key: objectKey(object),
      uid: uid ?? uidOf(object) ?? `${referenceTo(object)}#${revision}`,
      revision,
    };
  };
  const publisher = createPublisher(
    clock,
    clusterObjects(cluster).map((object) => next(object)),
    hash,
  );
  const snapshot = createSnapshot(cluster, publisher);

  const publish = (type: WatchEvent['type'], stored: StoredObject): void => {
    snapshot.invalidate(stored.object.kind);
    hash?.(
      `${clock.now()} ${type} ${referenceTo(stored.object)} ${stored.uid} ${JSON.stringify(stored.object)}`,
    );
    const event: WatchEvent = { type, stored };
    publisher.publish(event);
    onStored?.(event);
  };

  const remove = ({ object, uid }: StoredObject): void => {
    if (object.kind === 'Namespace') {
      for (const kind of CONTENTS) {
        for (const each of publisher.ofKind(kind)) if (isIn(each.object, object.name)) remove(each);
      }
    }
    publish('DELETED', next(object, uid));
  };

  const put = (object: ClusterObject, existing: StoredObject | undefined): SubmitOutcome => {
    const isSame = existing !== undefined && hasSameIdentity(object, existing.object);
    const admitted = admitObject(object, isSame ? existing.object : undefined);
    if (admitted.kind === 'rejected') return admitted;
    if (isSame && [object, admitted.object].some((each) => isDeepStrictEqual(each, existing.object))) {
      return { kind: 'ignored', reason: 'it is stored so already' };
    }
    if (isSame) {
      publish('MODIFIED', next(admitted.object, existing.uid));
    } else {
      if (existing !== undefined) remove(existing);
      publish('ADDED', next(admitted.object));
    }
    return { kind: 'stored', revision };
  };

  return {
    submit: ({ type, object }) => {
      const existing = publisher.stored.get(referenceTo(object));
      if (type !== 'DELETED') return put(object, existing);
      if (existing === undefined) return { kind: 'ignored', reason: 'it does not exist' };
      remove(existing);
      return { kind: 'stored', revision };
    },
    revision: () => revision,
    cluster: snapshot.cluster,
    stored: () => publisher.stored,
    watch: publisher.watch,
  };
}

/** The uid that an object itself says it has. */
function uidOf(object: ClusterObject): string | undefined {
  const uid = object.kind === 'Pod' || object.kind === 'NetworkPolicy' ? object.uid : undefined;
  return uid === '' ? undefined : uid;
}

/** Whether both are the same object at two times, as far as they say. */
function hasSameIdentity(object: ClusterObject, other: ClusterObject): boolean {
  const [uid, otherUid] = [uidOf(object), uidOf(other)];
  return uid === undefined || otherUid === undefined || uid === otherUid;
}

function isIn(object: ClusterObject, namespace: string): boolean {
  return 'namespace' in object && object.namespace === namespace;
}

/** The cluster as it is stored, of which only those lists are made again that have changed. */
function createSnapshot(
  initial: Cluster,
  publisher: Publisher,
): { readonly cluster: () => Cluster; readonly invalidate: (kind: ObjectKind) => void } {
  let cluster = initial;
  const changed = new Set<ObjectKind>();
  return {
    invalidate: (kind) => changed.add(kind),
    cluster: () => {
      for (const kind of changed) {
        cluster = { ...cluster, [LIST_OF_KIND[kind]]: publisher.ofKind(kind).map(({ object }) => object) };
      }
      changed.clear();
      return cluster;
    },
  };
}
