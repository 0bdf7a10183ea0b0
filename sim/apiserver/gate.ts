import type { EventQueue } from '../clock/index.ts';

/** Lets items pass in their order while it is open, and keeps them in their order while it is not. */
export interface Gate<T> {
  push(item: T): void;
  close(): void;
  /** What was kept passes in a task of its own, ahead of all that comes later. */
  open(): void;
  /** Forgets what was kept. */
  clear(): void;
}

/** An open gate. */
export function createGate<T>(clock: EventQueue, pass: (item: T) => void): Gate<T> {
  const kept: T[] = [];
  let isOpen = true;
  const flush = (): void => {
    while (kept.length > 0) {
      // Whoever is told of one item may close the gate for the next.
      if (!isOpen) return;
      pass(kept.shift()!);
    }
  };
  return {
    push: (item) => {
      if (isOpen && kept.length === 0) pass(item);
      else kept.push(item);
    },
    close: () => {
      isOpen = false;
    },
    open: () => {
      if (isOpen) return;
      isOpen = true;
      clock.schedule(0, flush);
    },
    clear: () => {
      kept.length = 0;
    },
  };
}
