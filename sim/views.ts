import type { Cluster, ClusterList, ClusterObjectKind } from '../model/index.ts';
import { LIST_OF_KIND } from '../model/index.ts';
import type { KindRevisions } from './agent/index.ts';
import { WATCHED_KINDS } from './agent/index.ts';

/** More views than this are not enumerated. */
const MOST_VIEWS = 64;

/** The states that an API server has been in. */
export interface StateLog {
  /** A change was stored. */
  add(revision: number, kind: ClusterObjectKind, cluster: Cluster): void;
  /**
   * Every cluster that an agent may have taken its rules from: for each kind, any state from the one in `since` to
   * the newest. `undefined`: too many.
   */
  viewsSince(since: KindRevisions): readonly Cluster[] | undefined;
}

interface ListState {
  readonly revision: number;
  readonly list: Cluster[ClusterList];
}

/** A log that begins with a cluster. */
export function createStateLog(start: Cluster): StateLog {
  let newest = start;
  const states = new Map<ClusterObjectKind, ListState[]>(
    WATCHED_KINDS.map((kind) => [kind, [{ revision: 0, list: start[LIST_OF_KIND[kind]] }]]),
  );
  return {
    add: (revision, kind, cluster) => {
      newest = cluster;
      states.get(kind)?.push({ revision, list: cluster[LIST_OF_KIND[kind]] });
    },
    viewsSince: (since) => {
      let views: Cluster[] = [newest];
      for (const kind of WATCHED_KINDS) {
        const lists = statesSince(states.get(kind)!, since.get(kind) ?? 0);
        if (views.length * lists.length > MOST_VIEWS) return undefined;
        if (lists.length === 1) continue;
        views = lists.flatMap(({ list }) => views.map((view) => ({ ...view, [LIST_OF_KIND[kind]]: list })));
      }
      return views;
    },
  };
}

/** The state that held at a revision, and all after it. */
function statesSince(states: readonly ListState[], revision: number): readonly ListState[] {
  const first = states.findLastIndex((state) => state.revision <= revision);
  return states.slice(Math.max(first, 0));
}
