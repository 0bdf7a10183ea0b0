import type { ClusterObject, ClusterObjectKind } from '../../model/index.ts';
import { objectKey } from '../../model/index.ts';
import type { Random } from '../clock/index.ts';

/** Kinds that can be watched, each on a stream of its own. */
export type ObjectKind = ClusterObjectKind;

/** An object in one of the states that it had in a store. */
export interface StoredObject<K extends ClusterObject = ClusterObject> {
  readonly object: K;
  /** `namespace/name`, or `name` */
  readonly key: string;
  /** Tells an object from an earlier one of the same key. */
  readonly uid: string;
  /** Of the change that led here, counted over all objects. */
  readonly revision: number;
}

/** What a watcher is told. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** For `DELETED` the last state, under the revision of the deletion. */
  readonly stored: StoredObject;
  /** A deletion that was found at a relist: `stored` is the last state that the watcher knew. */
  readonly tombstone?: true;
}

/** How the way from a store to one watcher goes wrong. Times are virtual milliseconds, whole and not negative. */
export interface WatchFaults {
  readonly minDelay: number;
  /** Not below `minDelay`. */
  readonly maxDelay: number;
  /** The probability that an event may overtake those of other kinds. Within a kind none ever does. */
  readonly reorderKinds: number;
  /** The probability that an event comes once more, unless the next of its object comes first. */
  readonly duplicate: number;
  /** The probability that an event is lost, and with it all of its kind until the relist. */
  readonly lose: number;
  /** From a loss to the relist. */
  readonly relistDelay: number;
}

/** Everything arrives at once, in order. */
export const NO_FAULTS: WatchFaults = {
  minDelay: 0,
  maxDelay: 0,
  reorderKinds: 0,
  duplicate: 0,
  lose: 0,
  relistDelay: 0,
};

/** Who watches what, and how. */
export interface WatchOptions {
  /** For traces. */
  readonly name: string;
  readonly random: Random;
  /** A function: whatever goes wrong now. */
  readonly faults: WatchFaults | (() => WatchFaults);
  readonly deliver: (event: WatchEvent) => void;
  /** Called as the list of a kind arrives, before the first of its events. They all come at that same time. */
  readonly onRelist?: (kind: ObjectKind) => void;
  /** Absent: all. */
  readonly kinds?: readonly ObjectKind[];
}

/** One watcher's end of its watches, one for each kind. Nothing comes before `start`. */
export interface WatchStream {
  /** Nothing is delivered any more, but kept, until `release`. */
  hold(): void;
  release(): void;
  /** The watcher died: what is under way is lost. */
  stop(): void;
  /**
   * List, then watch: every object that there is comes as `ADDED`, then a tombstone for each that had been delivered
   * in an earlier life and is gone.
   */
  start(): void;
  /**
   * What is held is released, and what was lost is found by its relist. From now on no faults but delay, unless they
   * are a function: that says itself what goes wrong.
   */
  calm(): void;
  /** The revision of each object (`Kind/key`) that was delivered last and not deleted since. */
  seen(): ReadonlyMap<string, number>;
}

/** Whatever can be watched: the API server, or a controller in front of it. */
export interface WatchSource {
  watch(options: WatchOptions): WatchStream;
}

/** `Kind/key`: what identifies an object among all. */
export function referenceTo(object: ClusterObject): string {
  return `${object.kind}/${objectKey(object)}`;
}
