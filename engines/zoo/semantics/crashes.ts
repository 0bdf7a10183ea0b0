import type { Semantics } from '../../../evaluator/index.ts';
import { referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { Cluster, NetworkPolicyPort } from '../../../model/index.ts';
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
  // Asked for every flow of a cluster, and the same for all of them.
  const answers = new WeakMap<Cluster, boolean>();
  const hasUnexpected = (cluster: Cluster): boolean =>
    cluster.policies.some((policy) =>
      DIRECTIONS.some((direction) => rulesOf(policy, direction).flatMap(portItems).some(unexpected)),
    );
  return (context, flow) => {
    const { cluster } = context.world;
    const answer = answers.get(cluster) ?? hasUnexpected(cluster);
    answers.set(cluster, answer);
    if (answer) throw new EngineFailure('crash', 'panic while reading a port');
    return reference.judge(context, flow);
  };
}
