import type { Hunter } from '../hunter.ts';
import { createHunter } from '../hunter.ts';

/** Who does the hunting: this thread, or some of their own. */
export interface Hunters {
  /** How many tasks are worth giving at once. */
  readonly count: number;
  readonly hunt: Hunter;
  close(): Promise<void>;
}

/** Hunters in as many threads; one works in this one, and nothing has to be started. */
export async function openHunters(count: number): Promise<Hunters> {
  if (count < 2) return { count: 1, hunt: createHunter(), close: async () => {} };
  const { threadsOf } = await import('./hunting-threads.ts');
  return threadsOf(count);
}
