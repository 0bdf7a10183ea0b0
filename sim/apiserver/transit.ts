import type { EventQueue, Random } from '../clock/index.ts';
import type { WatchFaults } from './watch.ts';

/** Things that arrive in the order in which they were sent. */
export interface Lane {
  /** When the last that is under way arrives. */
  busyUntil: number;
}

/** All that is under way to one watcher. */
export interface Transit {
  /** Runs a task after the delay, unless everything is dropped before. */
  later(delay: number, task: () => void): void;
  /** The task runs behind all of its lane, and, unless it may overtake, behind all others. Returns the delay. */
  send(lane: Lane, faults: WatchFaults, task: () => void): number;
  /** What is under way never arrives. */
  drop(): void;
  /** How often everything was dropped. */
  drops(): number;
}

/** A way on which nothing is yet. */
export function createTransit(clock: EventQueue, random: Random): Transit {
  let latest = 0;
  let drops = 0;
  const later = (delay: number, task: () => void): void => {
    const sentAfter = drops;
    clock.schedule(delay, () => {
      if (drops === sentAfter) task();
    });
  };
  return {
    later,
    send: (lane, { minDelay, maxDelay, reorderKinds }, task) => {
      const arrival = clock.now() + random.between(minDelay, maxDelay);
      const notBefore = random.chance(reorderKinds) ? lane.busyUntil : latest;
      lane.busyUntil = Math.max(arrival, notBefore);
      latest = Math.max(latest, lane.busyUntil);
      const delay = lane.busyUntil - clock.now();
      later(delay, task);
      return delay;
    },
    drop: () => {
      drops++;
      latest = 0;
    },
    drops: () => drops,
  };
}
