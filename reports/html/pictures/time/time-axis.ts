import type { TimelineEvent } from '../../../../model/index.ts';

/** Where events stand from left to right. */
export interface TimeAxis {
  /** One for each event, in their order. */
  readonly xs: readonly number[];
  /** The moments and where they begin. */
  readonly moments: readonly { readonly at: number; readonly x: number }[];
  readonly width: number;
}

const FIRST = 10;
const SLOT = 21;
const PER_DOUBLING = 6;

/**
 * A line of time that keeps the order of all events, those of one moment included, and draws long waits short: much
 * happens at once, and little for long. What a node sees in one go takes one place.
 */
export function timeAxis(
  events: readonly TimelineEvent[],
  laneOf: (event: TimelineEvent) => string,
): TimeAxis {
  const xs: number[] = [];
  const moments: { at: number; x: number }[] = [];
  let x = FIRST;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (before !== undefined && !areOne(before, event, laneOf)) {
      x += SLOT + Math.log2(1 + Math.max(0, event.at - before.at)) * PER_DOUBLING;
    }
    if (moments.at(-1)?.at !== event.at) moments.push({ at: event.at, x });
    xs.push(x);
  }
  return { xs, moments, width: x + SLOT + FIRST };
}

function areOne(a: TimelineEvent, b: TimelineEvent, laneOf: (event: TimelineEvent) => string): boolean {
  return a.what === 'watch' && b.what === 'watch' && a.at === b.at && laneOf(a) === laneOf(b);
}
