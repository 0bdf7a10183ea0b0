import type { Semantics } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicyPort } from '../../../model/index.ts';
import { DIRECTIONS, rulesOf } from '../../../model/index.ts';
import { portItems } from '../../altering/index.ts';
import { EngineFailure } from '../../engine-failure.ts';
import type { Mutation } from '../zoo-entry.ts';
import { semanticsBugs } from '../semantics-bugs.ts';

/** What the process does not live through. */
export const CRASHES: readonly Mutation[] = [
  // A port is a number.
  semanticsBugs(
    'FELIX-1685',
    'judge',
    panickingOver(({ port }) => typeof port === 'string'),
  ),

  // The API server fills the protocol in, and so nobody asks whether there is one.
  semanticsBugs(
    'OVN-5004',
    'judge',
    panickingOver(({ protocol }) => protocol === undefined),
  ),
];

/** Whoever comes upon such a port, in whatever policy, judges nothing any more. */
function panickingOver(unexpected: (item: NetworkPolicyPort) => boolean): Semantics['judge'] {
  return (context, flow) => {
    const items = context.world.cluster.policies.flatMap((policy) =>
      DIRECTIONS.flatMap((direction) => rulesOf(policy, direction).flatMap(portItems)),
    );
    if (items.some(unexpected)) throw new EngineFailure('crash', 'panic while reading a port');
    return reference.judge(context, flow);
  };
}
