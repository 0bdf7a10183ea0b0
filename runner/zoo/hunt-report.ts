import type { Hunt } from '../../model/index.ts';

/** What came of a hunt, and how long it took without what only controls it. */
export interface HuntReport {
  readonly hunt: Hunt;
  readonly ms: number;
}

/** Time that passes, but for what is done outside of it. */
export interface Stopwatch {
  readonly elapsedMs: () => number;
  readonly outside: <Value>(work: () => Promise<Value>) => Promise<Value>;
}

/** A stopwatch that has just been started. */
export function stopwatch(): Stopwatch {
  const start = performance.now();
  let outsideMs = 0;
  return {
    elapsedMs: () => performance.now() - start - outsideMs,
    async outside(work) {
      const from = performance.now();
      const value = await work();
      outsideMs += performance.now() - from;
      return value;
    },
  };
}
