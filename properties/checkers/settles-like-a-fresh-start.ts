import { ALLOW } from '../../engines/index.ts';
import type { Action } from '../../model/index.ts';
import { flowOf, formatFlow } from '../../model/index.ts';
import { directionOf, expectationOf } from '../engine-agrees-with-reference.ts';
import type { Checker } from './checker.ts';
import { verdictOf } from './rest.ts';

/**
 * LIFE-4, LIFE-7, LIFE-11: what has settled depends on what there is, not on how it came about. Whatever a history
 * leaves behind (rules of a deleted policy, labels of a former namespace, an address of a pod that is gone) shows here.
 */
export const settlesLikeAFreshStart: Checker = {
  name: 'settles-like-a-fresh-start',
  sentence:
    'A history that has settled filters like a plugin that has just been started on its final objects.',
  follow: ({ engine, profile, count, skip, report, isOver }) => ({
    atRest: ({ step, simulation, cluster, probes, observed: settled, fresh: started }) => {
      const after = settled();
      const fresh = started();
      if (fresh === undefined) return skip('the engine answers later');
      const { cells } = probes();
      count(cells.length);
      for (let index = 0; index < cells.length && !isOver(); index++) {
        if (after[index] === fresh[index]) continue;
        const flow = flowOf(probes(), cells[index]!);
        const [observed, expected] = [after, fresh].map((verdicts): Action =>
          verdicts[index] === ALLOW ? 'allow' : 'deny',
        ) as [Action, Action];
        const verdict = verdictOf(cluster, profile, flow);
        report({
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
      }
    },
  }),
};
