import type { EventQueue, Random } from '../clock/index.ts';
import { createPublisher } from './publisher.ts';
import type { StoredObject, WatchEvent, WatchSource } from './watch.ts';
import { referenceTo } from './watch.ts';
import type { Work } from './work-queue.ts';
import { createWorkQueue } from './work-queue.ts';

/** What a controller is made of. */
export interface ControllerOptions {
  readonly clock: EventQueue;
  readonly random: Random;
  /** How many items are worked on at the same time, at least 1. */
  readonly workers: number;
  /** The longest that a worker takes for one item, in virtual milliseconds; each takes from 0 to this. */
  readonly delay: number;
  /** Is told of every item that is done, beside those who watch. */
  readonly deliver?: (event: WatchEvent) => void;
  /** Is given a line for every delivery. */
  readonly hash?: (text: string) => void;
}

/**
 * A central controller, as many plugins have between the API server and their agents: it watches the one
 * (`accept` is a watcher's `deliver`), and is watched by the others. Which state of an object it passes on depends on
 * what it finds when a worker gets there; the last one always comes.
 */
export interface Controller extends WatchSource {
  accept(event: WatchEvent): void;
  /** Workers finish what they have, and take nothing more until `release`. */
  hold(): void;
  release(): void;
  /** It died: work that waits or is being done is lost, and so is what comes until `start`. */
  stop(): void;
  /** It is back. Its own watch must be started too: that brings all that it missed. */
  start(): void;
  /** From now on it is not held up. Whoever watches it has faults of its own. */
  calm(): void;
  /** What has been passed on, by `Kind/key`. */
  stored(): ReadonlyMap<string, StoredObject>;
  /** Items that wait or are worked on. */
  readonly pending: number;
}

/** A controller that runs and knows nothing yet. */
export function createController(options: ControllerOptions): Controller {
  const { clock, random, workers, delay } = options;
  const publisher = createPublisher(clock, [], options.hash);
  const queue = createWorkQueue<WatchEvent>();
  const inWork = new Set<Work<WatchEvent>>();
  /** Deletions that were lost when it died, or came while it was away. A new process would find them by comparing lists. */
  const missed = new Map<string, WatchEvent>();
  let isRunning = true;
  let isHeld = false;

  function dispatch(): void {
    while (inWork.size < workers) {
      const work = isHeld ? undefined : queue.take();
      if (work === undefined) return;
      inWork.add(work);
      clock.schedule(random.between(0, delay), () => finish(work));
    }
  }

  function finish(work: Work<WatchEvent>): void {
    // A worker that died finishes nothing.
    if (!inWork.delete(work)) return;
    queue.done(work.key);
    const event = newsOf(work.item, publisher.stored.get(work.key));
    if (event !== undefined) {
      publisher.publish(event);
      options.deliver?.(event);
    }
    dispatch();
  }

  function accept(event: WatchEvent): void {
    const key = referenceTo(event.stored.object);
    if (!isRunning) {
      miss({ key, item: event });
      return;
    }
    queue.add(key, event);
    dispatch();
  }

  function stop(): void {
    isRunning = false;
    for (const work of [...inWork, ...queue.clear()]) miss(work);
    inWork.clear();
  }

  function miss({ key, item }: Work<WatchEvent>): void {
    if (item.type === 'DELETED') missed.set(key, item);
    else missed.delete(key);
  }

  function start(): void {
    if (isRunning) return;
    isRunning = true;
    const found = [...missed.values()];
    missed.clear();
    for (const event of found) accept(event);
  }

  function release(): void {
    isHeld = false;
    dispatch();
  }

  return {
    accept,
    watch: publisher.watch,
    hold: () => {
      isHeld = true;
    },
    release,
    stop,
    start,
    calm: release,
    stored: () => publisher.stored,
    get pending() {
      return queue.waiting + inWork.size;
    },
  };
}

/** What the event means to those who know the object as `known`: what came between was never passed on. */
function newsOf(event: WatchEvent, known: StoredObject | undefined): WatchEvent | undefined {
  if (known === undefined)
    return event.type === 'DELETED' ? undefined : { type: 'ADDED', stored: event.stored };
  if (event.type === 'DELETED') return event;
  return known.revision === event.stored.revision ? undefined : { type: 'MODIFIED', stored: event.stored };
}
