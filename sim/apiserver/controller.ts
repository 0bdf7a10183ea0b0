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
  const publisher = createPublisher(options.clock, [], options.hash);
  const crew = createCrew(options, ({ key, item }) => {
    const event = newsOf(item, publisher.stored.get(key));
    if (event === undefined) return;
    publisher.publish(event);
    options.deliver?.(event);
  });
  /** Deletions that were lost when it died, or came while it was away. A new process finds them by comparing lists. */
  const missed = new Map<string, WatchEvent>();
  let isRunning = true;

  const miss = ({ key, item }: Work<WatchEvent>): void => {
    if (item.type === 'DELETED') missed.set(key, item);
    else missed.delete(key);
  };

  const stop = (): void => {
    isRunning = false;
    for (const work of crew.dismiss()) miss(work);
  };

  const start = (): void => {
    isRunning = true;
    for (const [key, item] of missed) crew.give({ key, item });
    missed.clear();
  };

  return {
    accept: (item) => {
      const work = { key: referenceTo(item.stored.object), item };
      if (isRunning) crew.give(work);
      else miss(work);
    },
    watch: publisher.watch,
    hold: crew.hold,
    release: crew.release,
    stop,
    start,
    calm: crew.release,
    stored: () => publisher.stored,
    get pending() {
      return crew.pending();
    },
  };
}

/** The workers and what they have to do. */
interface Crew {
  readonly give: (work: Work<WatchEvent>) => void;
  readonly hold: () => void;
  readonly release: () => void;
  /** All work is forgotten. Returns it, the newest of a key last. */
  readonly dismiss: () => readonly Work<WatchEvent>[];
  readonly pending: () => number;
}

function createCrew(
  { clock, random, workers, delay }: ControllerOptions,
  finish: (work: Work<WatchEvent>) => void,
): Crew {
  const queue = createWorkQueue<WatchEvent>();
  const inWork = new Set<Work<WatchEvent>>();
  let isHeld = false;

  const dispatch = (): void => {
    while (inWork.size < workers) {
      const work = isHeld ? undefined : queue.take();
      if (work === undefined) return;
      inWork.add(work);
      clock.schedule(random.between(0, delay), () => {
        // A worker that died finishes nothing.
        if (!inWork.delete(work)) return;
        queue.done(work.key);
        finish(work);
        dispatch();
      });
    }
  };

  return {
    give: ({ key, item }) => {
      queue.add(key, item);
      dispatch();
    },
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      dispatch();
    },
    dismiss: () => {
      const left = [...inWork, ...queue.clear()];
      inWork.clear();
      return left;
    },
    pending: () => queue.waiting + inWork.size,
  };
}

/** What the event means to those who know the object as `known`: what came between was never passed on. */
function newsOf(event: WatchEvent, known: StoredObject | undefined): WatchEvent | undefined {
  if (known === undefined)
    return event.type === 'DELETED' ? undefined : { type: 'ADDED', stored: event.stored };
  if (event.type === 'DELETED') return event;
  return known.revision === event.stored.revision ? undefined : { type: 'MODIFIED', stored: event.stored };
}
