import { ALLOW } from '../../engines/index.ts';
import type { Action, Cluster, Flow } from '../../model/index.ts';
import { flowOf, probesOfFlows } from '../../model/index.ts';
import { directionOf, expectationOf, summaryOf } from '../engine-agrees-with-reference.ts';
import { expectedAtRest, probesAtRest, verdictOf } from './at-rest.ts';
import type { Checker, SimulatingEngine } from './checker.ts';
import { allAgentsRun, checkerProperty, policiesSoFar } from './checker.ts';

/**
 * The two roads to a verdict meet: what packets meet in nodes that agents have programmed, and what the API says, on
 * every packet class. A departure that a fresh start does not show is a matter of history, and of
 * `settles-like-a-fresh-start`.
 */
const checker: Checker = {
  name: 'settles-as-specified',
  sentence: 'A history that has settled gives every packet class the verdict of the specification.',
  follow: (checking) => {
    const { engine, profile } = checking;
    const policies = policiesSoFar();
    return {
      acted: (simulation) => policies.see(simulation.cluster()),
      stepped: (simulation, step, settled) => {
        const cluster = simulation.cluster();
        policies.see(cluster);
        if (!settled || checking.isOver()) return;
        if (!allAgentsRun(simulation)) return checking.skip('an agent is down');
        const probes = probesAtRest(cluster, policies.all());
        const expected = expectedAtRest(probes, profile);
        checking.count(probes.cells.length);
        for (const [index, cell] of probes.cells.entries()) {
          const flow = flowOf(probes, cell);
          const wanted: Action = expected[index] === ALLOW ? 'allow' : 'deny';
          const observed = simulation.probe(flow);
          if (observed === wanted || saysAfresh(engine, cluster, flow) !== observed) continue;
          const verdict = verdictOf(cluster, profile, flow);
          checking.report({
            step,
            summary: summaryOf(engine.name, flow, verdict),
            direction: directionOf(verdict),
            expected: wanted,
            observed,
            flow,
            verdict,
            trace: simulation.walk(flow),
            expectation: expectationOf(flow, verdict),
          });
          if (checking.isOver()) return;
        }
      },
    };
  },
};

/** What the engine says of a flow that has just been started on the cluster. */
export function saysAfresh(engine: SimulatingEngine, cluster: Cluster, flow: Flow): Action | undefined {
  const verdicts = engine.judge(probesOfFlows(cluster, [flow]));
  if (verdicts instanceof Promise) return undefined;
  return verdicts[0] === ALLOW ? 'allow' : 'deny';
}

export const settlesAsSpecified = checkerProperty(checker);
