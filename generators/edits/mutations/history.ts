import type { Scenario, ScenarioAction, ScenarioStep } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import type { Mutation } from './mutation.ts';

/** Milliseconds of virtual time that a wait may take: a moment, and longer than most timeouts of agents. */
const WAITS = [1, 10, 1_000] as const;

/** A history gets one more action. What was never asked of time gets none, as engines without a clock ask nothing else. */
export const insertAction: Mutation = (scenario, random) => {
  const { steps, cluster } = scenario;
  if (steps.length === 0) return undefined;
  const actions: ScenarioAction[] = [
    { kind: 'wait', ticks: pick(random, WAITS) },
    ...cluster.nodes.map(({ name }): ScenarioAction => ({ kind: 'agent', node: name, change: 'restart' })),
    ...cluster.policies.flatMap((policy): ScenarioAction[] => [
      { kind: 'apply', event: { type: 'DELETED', object: policy } },
      {
        kind: 'apply',
        event: {
          type: 'MODIFIED',
          object: { ...policy, spec: pick(random, cluster.policies).spec },
        },
      },
    ]),
  ];
  const at = random.nextInt(0, steps.length - 1);
  return withActions(scenario, at, (list) =>
    list.toSpliced(random.nextInt(0, list.length), 0, pick(random, actions)),
  );
};

/** Two actions of one step that follow each other change places. */
export const swapActions: Mutation = (scenario, random) => {
  const long = [...scenario.steps.entries()].filter(([, { actions }]) => actions.length > 1);
  if (long.length === 0) return undefined;
  const [at, { actions }] = pick(random, long);
  const first = random.nextInt(0, actions.length - 2);
  const pair = [actions[first + 1]!, actions[first]!];
  return withActions(scenario, at, (list) => list.toSpliced(first, 2, ...pair));
};

function withActions(
  scenario: Scenario,
  at: number,
  change: (actions: readonly ScenarioAction[]) => readonly ScenarioAction[],
): Scenario {
  const step: ScenarioStep = scenario.steps[at]!;
  return { ...scenario, steps: scenario.steps.with(at, { ...step, actions: change(step.actions) }) };
}
