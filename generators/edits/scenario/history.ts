import type { Cluster, Scenario, ScenarioAction, ScenarioStep } from '../../../model/index.ts';
import { applyEvents, objectKey } from '../../../model/index.ts';
import { followPods, serviceKeyOf } from '../cluster/slices.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, simplerElements, withoutField } from '../edit.ts';
import { mapActions } from '../objects.ts';
import { possibleEvent } from './mended.ts';

/** The scenario with a shorter history: fewer steps, connections and actions, then changes that were there before. */
export function* shorterHistory(scenario: Scenario): Generator<Edit> {
  yield* fewerSteps(
    scenario,
    shorterLists(scenario.steps, (dropped) => `${dropped.length} steps`),
  );
  yield* fewerConnections(scenario);
  yield* fewerSteps(scenario, simplerElements(scenario.steps, shorterStep));
  yield* fewerSteps(scenario, mergedSteps(scenario.steps));
  yield* earlierChanges(scenario);
}

/** The scenario with steps that say less: settled, with short waits, from any source port. */
export function* simplerHistory(scenario: Scenario): Generator<Edit> {
  yield* fewerSteps(scenario, simplerElements(scenario.steps, simplerStep));
}

function* fewerSteps(scenario: Scenario, cuts: Iterable<Cut<readonly ScenarioStep[]>>): Generator<Edit> {
  for (const { describe, to } of cuts) yield { describe, apply: () => ({ ...scenario, steps: to }) };
}

/** Without some of the connections, and all that is done with them. */
function* fewerConnections(scenario: Scenario): Generator<Edit> {
  const names = new Set<string>();
  for (const { actions } of scenario.steps) {
    for (const action of actions) if (action.kind === 'open') names.add(action.connection);
  }
  for (const { describe, to } of shorterLists([...names], (dropped) => `connection ${dropped.join(', ')}`)) {
    const kept = new Set(to);
    yield { describe, apply: () => withConnections(scenario, kept) };
  }
}

function withConnections(scenario: Scenario, kept: ReadonlySet<string>): Scenario {
  const rest = mapActions(scenario, (action) =>
    'connection' in action && !kept.has(action.connection) ? undefined : action,
  );
  const steps = rest.steps.map((step) => ({
    ...step,
    expectations: step.expectations.filter(
      (expectation) => expectation.kind !== 'packet' || kept.has(expectation.connection),
    ),
  }));
  return { ...rest, steps };
}

function* shorterStep(step: ScenarioStep): Generator<Cut<ScenarioStep>> {
  for (const { describe, to } of shorterLists(step.actions, (dropped) => `${dropped.length} actions`)) {
    yield { describe, to: { ...step, actions: to } };
  }
  if (step.title !== undefined) yield { describe: 'drop title', to: withoutField(step, 'title') };
}

/** Two steps in one, where nothing is expected between them. */
function* mergedSteps(steps: readonly ScenarioStep[]): Generator<Cut<readonly ScenarioStep[]>> {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (next === undefined || step.expectations.length > 0) continue;
    const merged = { ...next, actions: [...step.actions, ...next.actions] };
    yield { describe: `join steps ${index + 1} and ${index + 2}`, to: steps.toSpliced(index, 2, merged) };
  }
}

/** One change at a time made before everything, where it can be: what comes later is there from the start. */
function* earlierChanges(scenario: Scenario): Generator<Edit> {
  for (const [at, step] of scenario.steps.entries()) {
    for (const [index, action] of step.actions.entries()) {
      if (action.kind !== 'apply') continue;
      const event = possibleEvent(action.event, scenario.cluster, true);
      if (event === undefined) continue;
      const { kind, name } = event.object;
      yield {
        describe: `begin with ${event.type} ${kind} ${name}`,
        apply: () => {
          const steps = scenario.steps.with(at, { ...step, actions: step.actions.toSpliced(index, 1) });
          const cluster = withoutStraySlices(applyEvents(scenario.cluster, [event]));
          return followPods(scenario, { ...scenario, cluster, steps });
        },
      };
    }
  }
}

/** Slices that nobody's controller looks after go with their Service. */
function withoutStraySlices(cluster: Cluster): Cluster {
  const known = new Set(cluster.services.map(objectKey));
  const endpointSlices = cluster.endpointSlices.filter((slice) => known.has(serviceKeyOf(slice)));
  return { ...cluster, endpointSlices };
}

function* simplerStep(step: ScenarioStep): Generator<Cut<ScenarioStep>> {
  if (!step.settled) yield { describe: 'settled', to: { ...step, settled: true } };
  for (const { describe, to } of simplerElements(step.actions, simplerAction)) {
    yield { describe, to: { ...step, actions: to } };
  }
}

/** Times that a reader knows at once, the shortest first. */
export const SIMPLE_TICKS: readonly number[] = [0, 1, 10, 100, 1000, 5001, 10_000, 30_001];

function* simplerAction(action: ScenarioAction): Generator<Cut<ScenarioAction>> {
  if (action.kind === 'wait') {
    for (const ticks of SIMPLE_TICKS) {
      if (ticks < action.ticks) yield { describe: `wait ${ticks}`, to: { kind: 'wait', ticks } };
    }
  }
  if (action.kind === 'open' && action.flow.sourcePort !== undefined) {
    const flow = withoutField(action.flow, 'sourcePort');
    yield { describe: `${action.connection} from any port`, to: { ...action, flow } };
  }
}
