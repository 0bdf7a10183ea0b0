import type { EngineFault } from '../../model/index.ts';

/** A hang costs a whole time limit. */
const MOST_HANGS = 3;

/** Failures in a row after which nobody expects an answer any more. */
const MOST_FAILURES = 50;

/** How much more an engine is asked that fails to answer. */
export interface Patience {
  /** Something was asked: how it failed, if it did. */
  note(fault: EngineFault | undefined): void;
  /** Why the engine is not asked again; `undefined` as long as it is. */
  readonly lost: () => string | undefined;
}

/** Patience with one engine, from the beginning. */
export function createPatience(): Patience {
  let hangs = 0;
  let inARow = 0;
  return {
    note(fault) {
      inARow = fault === undefined ? 0 : inARow + 1;
      if (fault === 'hang') hangs++;
    },
    lost() {
      if (hangs >= MOST_HANGS) return `it hung ${hangs} times`;
      return inARow >= MOST_FAILURES ? `it failed ${inARow} times in a row` : undefined;
    },
  };
}
