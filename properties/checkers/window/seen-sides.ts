import type { Direction, Flow } from '../../../model/index.ts';

/** What has been seen of the sides of flows while a change takes effect. */
export interface SeenSides {
  /**
   * Takes note of a side, and tells whether it has gone wrong: it is, and was not before. What is wrong when it is first
   * looked at may have been so all along, and is no matter of the window.
   */
  goesWrong(flow: Flow, direction: Direction, isWrong: boolean): boolean;
}

/** Nothing has been looked at yet. */
export function seenSides(): SeenSides {
  const right: Readonly<Record<Direction, Set<Flow>>> = { ingress: new Set(), egress: new Set() };
  return {
    goesWrong: (flow, direction, isWrong) => {
      if (isWrong) return right[direction].delete(flow);
      right[direction].add(flow);
      return false;
    },
  };
}
