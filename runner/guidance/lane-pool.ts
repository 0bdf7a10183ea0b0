import type { Random } from 'fast-check';
import type { Scenario } from '../../model/index.ts';
import { copyOf } from './copy-of.ts';

/** Scenarios worth going on from. */
export interface LanePool {
  keep(scenario: Scenario): void;
  /** One of them; those kept last more often. `undefined` while there is none. */
  draw(random: Random): Scenario | undefined;
}

/** So many that a lane does not circle around one find, so few that none is stale. */
const MOST_KEPT = 24;

/**
 * An empty pool. What is kept last pushes out what was kept first. It keeps copies and gives copies away: what
 * engines remember of a case would else live as long as the pool, which is many times the case itself.
 */
export function createLanePool(): LanePool {
  const kept: Scenario[] = [];
  return {
    keep(scenario) {
      kept.push(copyOf(scenario));
      if (kept.length > MOST_KEPT) kept.shift();
    },
    draw(random) {
      if (kept.length === 0) return undefined;
      const [one, other] = [random.nextInt(0, kept.length - 1), random.nextInt(0, kept.length - 1)];
      return copyOf(kept[Math.max(one, other)]);
    },
  };
}
