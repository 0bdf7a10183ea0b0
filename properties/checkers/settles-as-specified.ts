import { ALLOW } from '../../engines/index.ts';
import type { Action } from '../../model/index.ts';
import { flowOf } from '../../model/index.ts';
import { directionOf, expectationOf, summaryOf } from '../engine-agrees-with-reference.ts';
import type { Checker } from './checker.ts';
import { verdictOf } from './rest.ts';

/**
 * The two roads to a verdict meet: what packets meet in nodes that agents have programmed, and what the API says, on
 * every packet class. A departure that a fresh start does not show is a matter of history, and of
 * `settles-like-a-fresh-start`.
 */
export const settlesAsSpecified: Checker = {
  name: 'settles-as-specified',
  sentence: 'A history that has settled gives every packet class the verdict of the specification.',
  follow: ({ engine, profile, count, report, isOver }) => ({
    atRest: ({ step, simulation, cluster, probes, observed: settled, expected: specified, fresh }) => {
      const after = settled();
      const wanted = specified();
      const { cells } = probes();
      count(cells.length);
      for (let index = 0; index < cells.length && !isOver(); index++) {
        if (after[index] === wanted[index] || fresh()?.[index] !== after[index]) continue;
        const flow = flowOf(probes(), cells[index]!);
        const observed: Action = after[index] === ALLOW ? 'allow' : 'deny';
        const verdict = verdictOf(cluster, profile, flow);
        report({
          step,
          summary: summaryOf(engine.name, flow, verdict),
          direction: directionOf(verdict),
          expected: verdict.action,
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
