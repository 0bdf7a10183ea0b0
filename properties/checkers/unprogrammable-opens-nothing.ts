import { ALLOW } from '../../engines/index.ts';
import type {
  Action,
  Cluster,
  NetworkPolicy,
  ProbeSet,
  Scenario,
  ScenarioAction,
} from '../../model/index.ts';
import { flowOf, formatFlow, objectKey } from '../../model/index.ts';
import type { NodeLimits } from '../../sim/index.ts';
import { directionOf } from '../engine-agrees-with-reference.ts';
import { playHistory } from '../history/play-history.ts';
import type { Checker, SimulatingEngine } from './checker.ts';
import { startOf } from './checker.ts';
import { expectedOf, verdictOf } from './rest.ts';

/**
 * A policy that cannot be programmed must not take others with it, and a node that is full must close, not open:
 * every second case has a policy whose rules cannot be had, the others little room on their nodes. What the plugin
 * gets wrong with all the room there is, at once or in the end, belongs to other checkers.
 */
export const unprogrammableOpensNothing: Checker = {
  name: 'unprogrammable-opens-nothing',
  sentence: 'What cannot be programmed changes no verdict but its own, opens nothing, and is reported.',
  limits: limitsFor,
  follow: ({ scenario, engine, profile, count, report, isOver }) => ({
    atRest: ({ step, simulation, cluster, probes, observed: settled, expected }) => {
      const after = settled();
      const most = expected();
      const refused = new Set([...simulation.refused().values()].flat().map(({ policy }) => policy));
      const least = withoutRulesOf(cluster, refused);
      const floor = refused.size === 0 ? most : expectedOf({ ...probes(), cluster: least }, profile);
      const { cells } = probes();
      const room = roomFor(scenario, engine, step, probes());
      count(cells.length);
      for (let index = 0; index < cells.length && !isOver(); index++) {
        const observed: Action = after[index] === ALLOW ? 'allow' : 'deny';
        const isRight = observed === 'allow' ? most[index] === ALLOW : floor[index] !== ALLOW;
        if (isRight) continue;
        if (observed === 'allow' && room.verdicts()[index] === after[index]) continue;
        // The same operations in the same order, and none of them refused: what goes wrong here, goes wrong without.
        if (room.verdictsWithoutRulesOf(refused)[index] === after[index]) continue;
        const flow = flowOf(probes(), cells[index]!);
        const verdict = verdictOf(observed === 'allow' ? cluster : least, profile, flow);
        report({
          step,
          summary: `${engine.name} says ${observed} to ${formatFlow(flow)} where ${reasonOf(refused)}`,
          direction: directionOf(verdict),
          expected: observed === 'allow' ? 'deny' : 'allow',
          observed,
          flow,
          verdict,
          trace: simulation.walk(flow),
        });
      }
    },
  }),
};

/** What comes of the same history where nodes can hold everything. */
interface Room {
  readonly verdicts: () => Uint8Array;
  /** Where policies, besides, isolate as they did and allow nothing. */
  readonly verdictsWithoutRulesOf: (policies: ReadonlySet<string>) => Uint8Array;
}

function roomFor(scenario: Scenario, engine: SimulatingEngine, step: number, probes: ProbeSet): Room {
  const known = new Map<string, Uint8Array>();
  const verdictsWithoutRulesOf = (policies: ReadonlySet<string>): Uint8Array => {
    const key = [...policies].join();
    let verdicts = known.get(key);
    if (verdicts === undefined) {
      const lived = withoutRulesIn({ ...scenario, steps: scenario.steps.slice(0, step) }, policies);
      const simulation = startOf(lived, engine);
      playHistory(lived, simulation, {});
      known.set(key, (verdicts = simulation.probeAll(probes)));
    }
    return verdicts;
  };
  return { verdicts: () => verdictsWithoutRulesOf(new Set()), verdictsWithoutRulesOf };
}

function withoutRulesIn(scenario: Scenario, keys: ReadonlySet<string>): Scenario {
  const { cluster, steps } = scenario;
  return {
    ...scenario,
    cluster: withoutRulesOf(cluster, keys),
    steps: steps.map((step) => ({
      ...step,
      actions: step.actions.map((action): ScenarioAction => {
        if (action.kind !== 'apply' || action.event.object.kind !== 'NetworkPolicy') return action;
        const { event } = action;
        return { ...action, event: { ...event, object: withoutRules(action.event.object, keys) } };
      }),
    })),
  };
}

function limitsFor({ cluster, steps, name }: Scenario): NodeLimits {
  const turn = [...name].reduce((sum, char) => sum + char.charCodeAt(0), 0);
  const policies = new Set(cluster.policies.map(objectKey));
  for (const { actions } of steps) {
    for (const action of actions) {
      if (action.kind === 'apply' && action.event.object.kind === 'NetworkPolicy')
        policies.add(objectKey(action.event.object));
    }
  }
  const poison = [...policies].sort()[(turn >> 1) % Math.max(policies.size, 1)];
  if (turn % 2 === 0 && poison !== undefined) return { poison: [poison] };
  return { peersPerRule: 2, portsPerRule: 2, rulesPerPod: 2 };
}

/** The policies isolate as they did, and allow nothing. */
function withoutRulesOf(cluster: Cluster, keys: ReadonlySet<string>): Cluster {
  return { ...cluster, policies: cluster.policies.map((policy) => withoutRules(policy, keys)) };
}

function withoutRules(policy: NetworkPolicy, keys: ReadonlySet<string>): NetworkPolicy {
  if (!keys.has(objectKey(policy))) return policy;
  return { ...policy, spec: { ...policy.spec, ingress: [], egress: [] } };
}

function reasonOf(refused: ReadonlySet<string>): string {
  return refused.size === 0
    ? 'nothing was reported as missing'
    : `only ${[...refused].join(', ')} could not be programmed`;
}
