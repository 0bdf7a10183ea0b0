import type { Scenario, ScenarioAction, Trace } from '../../model/index.ts';
import type { Simulation } from '../../sim/index.ts';

/** What somebody wants to see of a history. Listeners may probe, and must change nothing. */
export interface HistoryListener {
  /**
   * All actions of a step have been taken, and are in effect if the step is settled. Step 0 is the start.
   */
  readonly stepped?: (simulation: Simulation, step: number, settled: boolean) => void;
  /** An action has been taken; what follows from it has not happened yet. */
  readonly acted?: (simulation: Simulation, action: ScenarioAction, trace: Trace | undefined) => void;
  /** A single operation has changed the rules of a node. */
  readonly programmed?: (simulation: Simulation, node: string) => void;
}

/**
 * Lives through a scenario: every action of every step, in order, then rest where the step asks for it.
 *
 * @param simulation of the scenario's cluster, at its start
 */
export function playHistory(scenario: Scenario, simulation: Simulation, listener: HistoryListener): void {
  const { programmed } = listener;
  if (programmed !== undefined) simulation.observe((node) => programmed(simulation, node));
  listener.stepped?.(simulation, 0, true);
  scenario.steps.forEach(({ actions, settled }, index) => {
    for (const action of actions) {
      const trace = takeAction(simulation, action);
      listener.acted?.(simulation, action, trace);
      // What is due at once happens at once: the next action comes after it.
      simulation.advance(0);
    }
    if (settled) simulation.settle();
    listener.stepped?.(simulation, index + 1, settled);
  });
}

/** @returns the packet's way, for actions that send one */
function takeAction(simulation: Simulation, action: ScenarioAction): Trace | undefined {
  switch (action.kind) {
    case 'apply':
      simulation.apply(action.event);
      return undefined;
    case 'wait':
      simulation.advance(action.ticks);
      return undefined;
    case 'open':
      return simulation.open(action.connection, action.flow);
    case 'send':
      // A connection that the reducer has taken away leaves its packets behind.
      return simulation.has(action.connection)
        ? simulation.send(action.connection, action.packet)
        : undefined;
    case 'close':
      simulation.close(action.connection);
      return undefined;
    case 'agent':
      simulation.agents.get(action.node)?.[action.change]();
      return undefined;
    case 'watch':
      simulation.agents.get(action.node)?.[action.change]();
      return undefined;
  }
}
