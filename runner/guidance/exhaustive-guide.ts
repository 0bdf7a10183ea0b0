import { LANES, smallScope } from '../../generators/index.ts';
import type { LaneGuide } from './lane-guide.ts';

/** Makes of case r the r-th of all small scenarios, so that whoever fails first fails on a smallest one. */
export function exhaustiveGuide(lane: number): LaneGuide {
  return {
    propose(step) {
      const run = step * LANES + lane;
      const scope = smallScope();
      return run < scope.total ? scope.scenario(run) : undefined;
    },
    learn() {},
  };
}
