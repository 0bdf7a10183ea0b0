/** One item of work, and what it is about. */
export interface Work<T> {
  readonly key: string;
  readonly item: T;
}

/**
 * A queue as controllers have it: of one key only the newest item waits, and while a key is worked on its next item
 * waits until that is done. So no two workers ever meet at one key, and the last word on it is always heard.
 */
export interface WorkQueue<T> {
  add(key: string, item: T): void;
  /** The first that nobody works on; `undefined`: there is nothing to do. */
  take(): Work<T> | undefined;
  /** The key is no longer worked on. */
  done(key: string): void;
  /** Forgets all, and returns the newest item of every key that waited. */
  clear(): readonly Work<T>[];
  /** Keys that wait. */
  readonly waiting: number;
}

/** An empty queue. */
export function createWorkQueue<T>(): WorkQueue<T> {
  /** Keys that nobody works on, in the order in which they came; and, among `newest`, those that someone does. */
  const ready = new Set<string>();
  const newest = new Map<string, T>();
  const inWork = new Set<string>();
  return {
    add: (key, item) => {
      newest.set(key, item);
      if (!inWork.has(key)) ready.add(key);
    },
    take: () => {
      for (const key of ready) {
        const item = newest.get(key) as T;
        ready.delete(key);
        newest.delete(key);
        inWork.add(key);
        return { key, item };
      }
      return undefined;
    },
    done: (key) => {
      inWork.delete(key);
      if (newest.has(key)) ready.add(key);
    },
    clear: () => {
      const left = Array.from(newest, ([key, item]) => ({ key, item }));
      ready.clear();
      newest.clear();
      inWork.clear();
      return left;
    },
    get waiting() {
      return newest.size;
    },
  };
}
