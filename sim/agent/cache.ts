import type { ClusterObject, Namespace, NetworkPolicy, Node, Pod, Service } from '../../model/index.ts';
import type { WatchEvent } from '../apiserver/index.ts';
import type { CacheBehaviour } from './behaviour.ts';
import type { AgentView } from './intent/index.ts';

/** What an event did to a cache. */
export interface CacheChange {
  readonly before: ClusterObject | undefined;
  readonly now: ClusterObject | undefined;
}

/** What one agent has seen of the cluster. */
export interface Cache {
  view(): AgentView;
  /** Takes an event in; `undefined`: it was not looked at. */
  take(event: WatchEvent): CacheChange | undefined;
  /** Forgets everything, as a process does that ends. */
  clear(): void;
}

/** The kinds that agents keep. EndpointSlices belong to the proxy, not to the agent. */
interface Kept {
  readonly Namespace: Map<string, Namespace>;
  readonly Node: Map<string, Node>;
  readonly Pod: Map<string, Pod>;
  readonly Service: Map<string, Service>;
  readonly NetworkPolicy: Map<string, NetworkPolicy>;
}

/** An empty cache of the agent on a node. */
export function createCache(node: string, behaviour: CacheBehaviour): Cache {
  const kept: Kept = {
    Namespace: new Map(),
    Node: new Map(),
    Pod: new Map(),
    Service: new Map(),
    NetworkPolicy: new Map(),
  };
  /** The last that was kept under a name, by `Kind/key`. */
  const gone = new Map<string, ClusterObject>();
  let current: AgentView | undefined;
  // A new object after every change: whoever keeps something by view keeps it for one state of the cache.
  const view = (): AgentView =>
    (current ??= {
      namespaces: new Map(kept.Namespace),
      nodes: new Map(kept.Node),
      pods: new Map(kept.Pod),
      services: new Map(kept.Service),
      policies: new Map(kept.NetworkPolicy),
    });
  return {
    view,
    take: (event) => {
      const { kind } = event.stored.object;
      if (kind === 'EndpointSlice' || !behaviour.receives(event, node, view)) return undefined;
      const objects: Map<string, ClusterObject> = kept[kind];
      const before = objects.get(event.stored.key);
      const name = `${kind}/${event.stored.key}`;
      const now = nextOf(event, { before, gone: gone.get(name) }, behaviour, view);
      if (now === before) return { before, now };
      current = undefined;
      if (now === undefined) {
        objects.delete(event.stored.key);
        gone.set(name, before!);
      } else objects.set(event.stored.key, now);
      return { before, now };
    },
    clear: () => {
      current = undefined;
      gone.clear();
      for (const objects of Object.values(kept) as Map<string, ClusterObject>[]) objects.clear();
    },
  };
}

function nextOf(
  event: WatchEvent,
  { before, gone }: { readonly before: ClusterObject | undefined; readonly gone: ClusterObject | undefined },
  behaviour: CacheBehaviour,
  view: () => AgentView,
): ClusterObject | undefined {
  if (event.type !== 'DELETED') return behaviour.keeps(event.stored.object, before, gone);
  if (before === undefined || behaviour.forgets(event, before, view)) return undefined;
  return before;
}
