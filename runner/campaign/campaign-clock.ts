import type { CampaignOptions } from './campaign-options.ts';

/** What the campaign knows of time. */
export interface CampaignClock {
  readonly elapsedMs: () => number;
  /** Time spent on generated cases. */
  readonly caseMs: () => number;
  readonly startCases: () => void;
  /** Whether it is time to end, or somebody asked for it. */
  readonly stopped: () => boolean;
  /** Whether the campaign has overrun its time by more than reductions are granted. */
  readonly overdue: () => boolean;
  /** Lets signals and timers have their turn, now and then. @returns whether it did */
  readonly breathe: () => Promise<boolean> | undefined;
}

/** What reductions may take once a campaign's time is over. */
export const GRACE_MS = 15_000;

/** Between two looks at the clock, the signal and the terminal. */
const BREATH_MS = 50;

/** A clock that starts now. It decides when a campaign ends, never what a case is. */
export function campaignClock({ timeMs = Infinity, signal }: CampaignOptions): CampaignClock {
  const start = performance.now();
  let breath = start;
  let casesFrom = start;
  const elapsedMs = (): number => performance.now() - start;
  return {
    elapsedMs,
    caseMs: () => performance.now() - casesFrom,
    startCases: () => {
      casesFrom = performance.now();
    },
    stopped: () => signal?.aborted === true || elapsedMs() >= timeMs,
    overdue: () => elapsedMs() >= timeMs + GRACE_MS,
    breathe() {
      if (performance.now() - breath < BREATH_MS) return undefined;
      breath = performance.now();
      return new Promise((resolve) => setImmediate(() => resolve(true)));
    },
  };
}
