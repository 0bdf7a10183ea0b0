import type { Scenario, ScenarioStep } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, simplerElements, withoutField } from '../edit.ts';

/** The scenario with a shorter history: fewer steps, then fewer actions. */
export function* shorterHistory(scenario: Scenario): Generator<Edit> {
  for (const { describe, to } of shorterLists(scenario.steps, (dropped) => `${dropped.length} steps`)) {
    if (keepsConnections(to)) yield { describe, apply: () => ({ ...scenario, steps: to }) };
  }
  for (const { describe, to } of simplerElements(scenario.steps, shorterStep)) {
    if (keepsConnections(to)) yield { describe, apply: () => ({ ...scenario, steps: to }) };
  }
}

function* shorterStep(step: ScenarioStep): Generator<Cut<ScenarioStep>> {
  for (const { describe, to } of shorterLists(step.actions, (dropped) => `${dropped.length} actions`)) {
    yield { describe, to: { ...step, actions: to } };
  }
  if (step.title !== undefined) yield { describe: 'drop title', to: withoutField(step, 'title') };
}

/** Whether every connection that is closed or expected to carry a packet has been opened before. */
function keepsConnections(steps: readonly ScenarioStep[]): boolean {
  const open = new Set<string>();
  for (const { actions, expectations } of steps) {
    for (const action of actions) {
      if (action.kind === 'open') open.add(action.connection);
      if (action.kind === 'close' && !open.has(action.connection)) return false;
    }
    for (const expectation of expectations) {
      if (expectation.kind === 'packet' && !open.has(expectation.connection)) return false;
    }
  }
  return true;
}
