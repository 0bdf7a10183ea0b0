import type { ObjectKind, StoredObject, WatchEvent, WatchOptions } from './watch.ts';
import { referenceTo } from './watch.ts';

/** A list of one kind, as it was when it was asked for. */
export interface ListedKind {
  readonly kind: ObjectKind;
  readonly objects: readonly StoredObject[];
  /** The watcher has just started, and knows nothing. */
  readonly isFirst: boolean;
}

/** What has been delivered to one watcher, and so what it knows. */
export interface WatcherView {
  pass(event: WatchEvent): void;
  /** The event once more, unless its object has had another since. */
  repeat(event: WatchEvent): void;
  /** Whatever of the list the watcher does not know yet, then tombstones. Ends early when `isWanted` says so. */
  list(listed: ListedKind, isWanted: () => boolean): void;
  readonly seen: ReadonlyMap<string, number>;
}

/** The view of a watcher that has seen nothing. */
export function createWatcherView(
  { deliver, onRelist }: WatchOptions,
  trace: ((event: WatchEvent) => void) | undefined,
): WatcherView {
  const last = new Map<string, WatchEvent>();
  const seen = new Map<string, number>();

  const pass = (event: WatchEvent): void => {
    const reference = referenceTo(event.stored.object);
    last.set(reference, event);
    if (event.type === 'DELETED') seen.delete(reference);
    else seen.set(reference, event.stored.revision);
    trace?.(event);
    deliver(event);
  };

  return {
    seen,
    pass,
    repeat: (event) => {
      if (last.get(referenceTo(event.stored.object)) !== event) return;
      trace?.(event);
      deliver(event);
    },
    list: (listed, isWanted) => {
      const events = eventsOf(listed, last);
      onRelist?.(listed.kind);
      for (const event of events) {
        if (!isWanted()) return;
        pass(event);
      }
    },
  };
}

/** First what is there, then what is not: so an address may have a new owner before its old one is known to be gone. */
function eventsOf(
  { kind, objects, isFirst }: ListedKind,
  last: ReadonlyMap<string, WatchEvent>,
): WatchEvent[] {
  const events: WatchEvent[] = [];
  const listed = new Set<string>();
  for (const stored of objects) {
    const reference = referenceTo(stored.object);
    listed.add(reference);
    const known = last.get(reference);
    if (isFirst || known === undefined || known.type === 'DELETED') events.push({ type: 'ADDED', stored });
    // One that was deleted and made anew meanwhile is changed too: only its uid tells.
    else if (known.stored.revision !== stored.revision) events.push({ type: 'MODIFIED', stored });
  }
  for (const [reference, { type, stored }] of last) {
    if (type === 'DELETED' || stored.object.kind !== kind || listed.has(reference)) continue;
    events.push({ type: 'DELETED', stored, tombstone: true });
  }
  return events;
}
