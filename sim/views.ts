import type { Cluster, ClusterList, ClusterObject, ClusterObjectKind } from '../model/index.ts';
import { clusterObjects, LIST_OF_KIND, objectKey } from '../model/index.ts';
import type { SeenRevisions } from './agent/index.ts';
import { WATCHED_KINDS } from './agent/index.ts';
import type { WatchEvent } from './apiserver/index.ts';

/** More views than this are not enumerated. */
const MOST_VIEWS = 64;

/** The states that an API server has been in. */
export interface StateLog {
  /** A change was stored, and led to the cluster. */
  add(event: WatchEvent, cluster: Cluster): void;
  /**
   * Every cluster that an agent may have taken its rules from: any state of what it watches, from the one in `since`
   * to the newest. `undefined`: too many.
   */
  viewsSince(since: SeenRevisions): readonly Cluster[] | undefined;
}

/** Something that may have been seen in several states, independent of all else. */
interface Dimension {
  /** The cluster with this part of it in the nth state. */
  readonly states: readonly ((cluster: Cluster) => Cluster)[];
}

/** A log of kinds: what agents see of one kind comes in the order in which it was stored. */
export function createStateLog(start: Cluster): StateLog {
  let newest = start;
  const lists = new Map<ClusterObjectKind, { revision: number; list: Cluster[ClusterList] }[]>(
    WATCHED_KINDS.map((kind) => [kind, [{ revision: 0, list: start[LIST_OF_KIND[kind]] }]]),
  );
  return {
    add: ({ stored: { object, revision } }, cluster) => {
      newest = cluster;
      lists.get(object.kind)?.push({ revision, list: cluster[LIST_OF_KIND[object.kind]] });
    },
    viewsSince: ({ kinds }) =>
      combine(
        newest,
        WATCHED_KINDS.map((kind): Dimension => {
          const states = since(lists.get(kind)!, kinds.get(kind) ?? 0);
          return {
            states: states.map(({ list }) => (cluster) => ({ ...cluster, [LIST_OF_KIND[kind]]: list })),
          };
        }),
      ),
  };
}

/** A log of objects: behind a controller with several workers, each object comes in its own time. */
export function createObjectLog(start: Cluster): StateLog {
  let newest = start;
  const objects = new Map<string, { revision: number; object: ClusterObject | undefined }[]>();
  const statesOf = (object: ClusterObject): { revision: number; object: ClusterObject | undefined }[] => {
    const reference = `${object.kind}/${objectKey(object)}`;
    let states = objects.get(reference);
    if (states === undefined) objects.set(reference, (states = [{ revision: 0, object: undefined }]));
    return states;
  };
  for (const object of clusterObjects(start)) statesOf(object)[0] = { revision: 0, object };
  return {
    add: ({ type, stored: { object, revision } }, cluster) => {
      newest = cluster;
      statesOf(object).push({ revision, object: type === 'DELETED' ? undefined : object });
    },
    viewsSince: (seen) => {
      const dimensions = [...objects].map(([reference, states]): Dimension => {
        const revision = seen.objects.get(reference);
        const newer = revision === undefined ? sinceAbsence(states) : since(states, revision);
        const like = states.find(({ object }) => object !== undefined)!.object!;
        return {
          states: newer.map(
            ({ object }) =>
              (cluster) =>
                withState(cluster, like, object),
          ),
        };
      });
      return combine(newest, dimensions);
    },
  };
}

/** The state that held at a revision, and all after it. */
function since<State extends { readonly revision: number }>(
  states: readonly State[],
  revision: number,
): readonly State[] {
  const first = states.findLastIndex((state) => state.revision <= revision);
  return states.slice(Math.max(first, 0));
}

/** The first state in which there was no such object, and all after it: what those may have seen who know none. */
function sinceAbsence(
  states: readonly { readonly object: ClusterObject | undefined }[],
): readonly { readonly object: ClusterObject | undefined }[] {
  const first = states.findIndex(({ object }) => object === undefined);
  return first < 0 ? [{ object: undefined }, ...states] : states.slice(first);
}

function combine(newest: Cluster, dimensions: readonly Dimension[]): readonly Cluster[] | undefined {
  let views: Cluster[] = [newest];
  for (const { states } of dimensions) {
    if (states.length === 1) continue;
    if (views.length * states.length > MOST_VIEWS) return undefined;
    views = states.flatMap((apply) => views.map(apply));
  }
  return views;
}

/** The cluster with one object as given, or without it. `like` says which object it is. */
function withState(cluster: Cluster, like: ClusterObject, object: ClusterObject | undefined): Cluster {
  const list = LIST_OF_KIND[like.kind];
  const key = objectKey(like);
  const others = (cluster[list] as readonly ClusterObject[]).filter((other) => objectKey(other) !== key);
  return { ...cluster, [list]: object === undefined ? others : [...others, object] };
}
