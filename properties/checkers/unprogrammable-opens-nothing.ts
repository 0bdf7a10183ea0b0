import { ALLOW } from '../../engines/index.ts';
import type { Action, Cluster, NetworkPolicy, Scenario } from '../../model/index.ts';
import { flowOf, formatFlow, objectKey } from '../../model/index.ts';
import type { NodeLimits } from '../../sim/index.ts';
import { directionOf } from '../engine-agrees-with-reference.ts';
import { expectedAtRest, probesAtRest, verdictOf } from './at-rest.ts';
import type { Checker, Checking } from './checker.ts';
import { allAgentsRun, checkerProperty } from './checker.ts';
import { saysAfresh } from './settles-as-specified.ts';

/**
 * A policy that cannot be programmed must not take others with it, and a node that is full must close, not open:
 * every second case has a policy whose rules cannot be had, the others little room on their nodes.
 */
const checker: Checker = {
  name: 'unprogrammable-opens-nothing',
  sentence: 'What cannot be programmed changes no verdict but its own, opens nothing, and is reported.',
  limits: limitsFor,
  follow: (checking) => ({
    stepped: (simulation, step, settled) => {
      if (!settled || checking.isOver()) return;
      if (!allAgentsRun(simulation)) return checking.skip('an agent is down');
      const cluster = simulation.cluster();
      const refused = new Set([...simulation.refused().values()].flat().map(({ policy }) => policy));
      const most = expectedAtRest(probesAtRest(cluster, []), checking.profile);
      const least = withoutRulesOf(cluster, refused);
      const probes = probesAtRest(cluster, []);
      const floor =
        refused.size === 0 ? most : expectedAtRest({ ...probes, cluster: least }, checking.profile);
      checking.count(probes.cells.length);
      for (const [index, cell] of probes.cells.entries()) {
        const flow = flowOf(probes, cell);
        const observed = simulation.probe(flow);
        const tooMuch = observed === 'allow' && most[index] !== ALLOW;
        const tooLittle = observed === 'deny' && floor[index] === ALLOW;
        if (!tooMuch && !tooLittle) continue;
        const expected: Action = tooMuch ? 'deny' : 'allow';
        const verdict = verdictOf(tooMuch ? cluster : least, checking.profile, flow);
        // What the plugin gets wrong with all the room there is belongs to other checkers.
        if (isWrongAnyway(checking, cluster, observed, flow)) continue;
        checking.report({
          step,
          summary: `${checking.engine.name} says ${observed} to ${formatFlow(flow)} where ${reasonOf(refused)}`,
          direction: directionOf(verdict),
          expected,
          observed,
          flow,
          verdict,
          trace: simulation.walk(flow),
        });
        if (checking.isOver()) return;
      }
    },
  }),
};

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
  const emptied = (policy: NetworkPolicy): NetworkPolicy => ({
    ...policy,
    spec: { ...policy.spec, ingress: [], egress: [] },
  });
  return {
    ...cluster,
    policies: cluster.policies.map((policy) => (keys.has(objectKey(policy)) ? emptied(policy) : policy)),
  };
}

function isWrongAnyway(
  { engine }: Checking,
  cluster: Cluster,
  observed: Action,
  flow: Parameters<typeof saysAfresh>[2],
): boolean {
  const roomy = saysAfresh(engine, cluster, flow);
  return observed === 'allow' ? roomy === 'allow' : roomy === 'deny';
}

function reasonOf(refused: ReadonlySet<string>): string {
  return refused.size === 0
    ? 'nothing was reported as missing'
    : `only ${[...refused].join(', ')} could not be programmed`;
}

export const unprogrammableOpensNothing = checkerProperty(checker);
