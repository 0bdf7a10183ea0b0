import type { Comparison } from '../../model/index.ts';

/** What a comparison knows of time: when it ends, never what it finds. */
export interface ComparisonClock {
  /** Whether somebody wants an end. */
  readonly aborted: () => boolean;
  /** From now on generated cases are asked: for what is left of the time, and at least a quarter of it. */
  readonly startCases: () => void;
  /** Whether asking is over. */
  readonly stopped: () => boolean;
  /** Whether cutting down is over too. */
  readonly overdue: () => boolean;
  /** Lets signals, answers and the terminal have their turn, now and then. */
  readonly breathe: () => Promise<void>;
  readonly timing: () => Comparison['timing'];
}

/** What cutting down may take once the time is over. */
const GRACE_MS = 75_000;

/** Between two breaths. */
const BREATH_MS = 20;

/** A clock that starts now. Without a time limit nothing is ever over, but for the signal. */
export function comparisonClock({
  timeMs = Infinity,
  signal,
}: {
  readonly timeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}): ComparisonClock {
  const startedAt = new Date().toISOString();
  const start = performance.now();
  let breath = start;
  let endMs = timeMs;
  const elapsedMs = (): number => performance.now() - start;
  const aborted = (): boolean => signal?.aborted === true;
  return {
    aborted,
    startCases() {
      endMs = Math.max(timeMs, elapsedMs() + timeMs / 4);
    },
    stopped: () => aborted() || elapsedMs() >= endMs,
    overdue: () => aborted() || elapsedMs() >= endMs + GRACE_MS,
    async breathe() {
      if (performance.now() - breath < BREATH_MS) return;
      breath = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
    },
    timing: () => ({ startedAt, elapsedMs: Math.round(elapsedMs()) }),
  };
}
