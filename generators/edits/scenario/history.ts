import type { Cluster, Scenario, ScenarioStep } from '../../../model/index.ts';
import { applyEvents, isFinished } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, simplerElements, withoutField } from '../edit.ts';

/** The scenario with a shorter history: fewer steps, then fewer actions. */
export function* shorterHistory(scenario: Scenario): Generator<Edit> {
  for (const { describe, to } of shorterLists(scenario.steps, (dropped) => `${dropped.length} steps`)) {
    if (isPossible(scenario.cluster, to)) yield { describe, apply: () => ({ ...scenario, steps: to }) };
  }
  for (const { describe, to } of simplerElements(scenario.steps, shorterStep)) {
    if (isPossible(scenario.cluster, to)) yield { describe, apply: () => ({ ...scenario, steps: to }) };
  }
}

function* shorterStep(step: ScenarioStep): Generator<Cut<ScenarioStep>> {
  for (const { describe, to } of shorterLists(step.actions, (dropped) => `${dropped.length} actions`)) {
    yield { describe, to: { ...step, actions: to } };
  }
  if (step.title !== undefined) yield { describe: 'drop title', to: withoutField(step, 'title') };
}

/** Whether the steps can happen: connections are opened before they are used, addresses are free. */
function isPossible(initial: Cluster, steps: readonly ScenarioStep[]): boolean {
  if (!keepsConnections(steps)) return false;
  let cluster = initial;
  for (const { actions } of steps) {
    const events = actions.flatMap((action) => (action.kind === 'apply' ? [action.event] : []));
    cluster = applyEvents(cluster, events);
    if (sharesAddresses(cluster)) return false;
  }
  return true;
}

/** Whether two pods hold one address: the one that was to go before the other came now stays. */
function sharesAddresses({ pods }: Cluster): boolean {
  const holders = new Set<string>();
  for (const pod of pods) {
    if (pod.hostNetwork || isFinished(pod)) continue;
    for (const ip of pod.podIPs) {
      if (holders.has(ip)) return true;
      holders.add(ip);
    }
  }
  return false;
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
