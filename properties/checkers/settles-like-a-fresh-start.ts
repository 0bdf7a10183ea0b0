import type { Action } from '../../model/index.ts';
import { flowOf, formatFlow } from '../../model/index.ts';
import { expectationOf, directionOf } from '../engine-agrees-with-reference.ts';
import { ALLOW } from '../../engines/index.ts';
import type { Checker } from './checker.ts';
import { allAgentsRun, checkerProperty, policiesSoFar } from './checker.ts';
import { probesAtRest, verdictOf } from './at-rest.ts';

/**
 * LIFE-4, LIFE-7, LIFE-11: what has settled depends on what there is, not on how it came about. Whatever a history
 * leaves behind (rules of a deleted policy, labels of a former namespace, an address of a pod that is gone) shows here.
 */
const checker: Checker = {
  name: 'settles-like-a-fresh-start',
  sentence:
    'A history that has settled filters like a plugin that has just been started on its final objects.',
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
        const fresh = engine.judge(probes);
        if (fresh instanceof Promise) return checking.skip('the engine answers later');
        checking.count(probes.cells.length);
        for (const [index, cell] of probes.cells.entries()) {
          const flow = flowOf(probes, cell);
          const expected: Action = fresh[index] === ALLOW ? 'allow' : 'deny';
          const observed = simulation.probe(flow);
          if (observed === expected) continue;
          const verdict = verdictOf(cluster, profile, flow);
          checking.report({
            step,
            summary: `after its history ${engine.name} says ${observed} to ${formatFlow(flow)}, started afresh ${expected}`,
            direction: directionOf(verdict),
            expected,
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

export const settlesLikeAFreshStart = checkerProperty(checker);
