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
const SLOT = 22;
const PER_DOUBLING = 7;

/**
 * A line of time in which long waits are drawn short: what happened is seldom spread evenly. Events of one moment
 * in one lane stand beside each other.
 */
export function timeAxis(
  events: readonly TimelineEvent[],
  laneOf: (event: TimelineEvent) => string,
): TimeAxis {
  const xs: number[] = [];
  const moments: { at: number; x: number }[] = [];
  let x = FIRST;
  let slots = new Map<string, number>();
  let widest = 0;
  for (const event of events) {
    const moment = moments.at(-1);
    if (moment === undefined || moment.at !== event.at) {
      if (moment !== undefined) {
        x += (widest + 1) * SLOT + Math.log2(1 + Math.max(0, event.at - moment.at)) * PER_DOUBLING;
      }
      moments.push({ at: event.at, x });
      slots = new Map();
      widest = 0;
    }
    const lane = laneOf(event);
    const slot = slots.get(lane) ?? 0;
    slots.set(lane, slot + 1);
    widest = Math.max(widest, slot);
    xs.push(x + slot * SLOT);
  }
  return { xs, moments, width: x + (widest + 1) * SLOT + FIRST };
}
