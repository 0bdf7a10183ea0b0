import type { EventQueue } from '../clock/index.ts';
import type { ObjectKind, StoredObject, WatchEvent, WatchSource } from './watch.ts';
import { referenceTo } from './watch.ts';
import type { FedStream } from './watch-stream.ts';
import { createWatchStream } from './watch-stream.ts';

/** A store that tells its watchers of every change. */
export interface Publisher extends WatchSource {
  /** What is stored, by `Kind/key`. */
  readonly stored: ReadonlyMap<string, StoredObject>;
  /** What is stored of a kind, in the order in which it came. */
  ofKind(kind: ObjectKind): readonly StoredObject[];
  /** Makes the change and starts its way to the watchers. */
  publish(event: WatchEvent): void;
}

/** A store of the given objects, which were there before any watcher. */
export function createPublisher(
  clock: EventQueue,
  initial: Iterable<StoredObject> = [],
  hash?: (text: string) => void,
): Publisher {
  const stored = new Map<string, StoredObject>();
  const byKind = new Map<ObjectKind, Map<string, StoredObject>>();
  const streams: FedStream[] = [];

  const put = (next: StoredObject): void => {
    const { kind } = next.object;
    const reference = referenceTo(next.object);
    let objects = byKind.get(kind);
    if (objects === undefined) byKind.set(kind, (objects = new Map()));
    objects.set(reference, next);
    stored.set(reference, next);
  };
  const remove = ({ object }: StoredObject): void => {
    const reference = referenceTo(object);
    byKind.get(object.kind)?.delete(reference);
    stored.delete(reference);
  };
  const list = (kind: ObjectKind): readonly StoredObject[] => [...(byKind.get(kind)?.values() ?? [])];

  for (const each of initial) put(each);
  return {
    stored,
    ofKind: list,
    publish: (event) => {
      if (event.type === 'DELETED') remove(event.stored);
      else put(event.stored);
      for (const { accept } of streams) accept(event);
    },
    watch: (options) => {
      const fed = createWatchStream({ clock, list, hash }, options);
      streams.push(fed);
      return fed.stream;
    },
  };
}
