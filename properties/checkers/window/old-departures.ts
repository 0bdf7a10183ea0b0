import type { Direction, Flow } from '../../../model/index.ts';
import type { SideProbe, Simulation } from '../../../sim/index.ts';

/** Tells what a change has made wrong from what was wrong before its effect began, which is no matter of the window. */
export interface OldDepartures {
  /** The rules of a node may be other ones from now on. */
  disturb(node: string): void;
  /** Nodes whose agents have nothing to do are taken to be as they should. */
  forget(simulation: Simulation): void;
  /** Takes note of a side as it is now, and tells whether it has become wrong since its node last had nothing to do. */
  isNew(flow: Flow, side: SideProbe, isWrong: boolean): boolean;
}

/** No departures yet. */
export function oldDepartures(): OldDepartures {
  const disturbed = new Set<string>();
  const wrong = new Map<Flow, Set<Direction>>();
  return {
    disturb: (node) => void disturbed.add(node),
    forget: ({ agents }) => {
      for (const node of disturbed) if (agents.get(node)?.isQuiescent() !== false) disturbed.delete(node);
    },
    isNew: (flow, { node, direction }, isWrong) => {
      const sides = wrong.get(flow);
      if (!isWrong) sides?.delete(direction);
      if (!isWrong || sides?.has(direction) === true) return false;
      if (disturbed.has(node)) return true;
      wrong.set(flow, (sides ?? new Set()).add(direction));
      return false;
    },
  };
}
