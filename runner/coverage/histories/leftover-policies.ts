import type { FlowWitness } from '../../../engines/index.ts';
import { alterSemantics, referenceSemantics as reference } from '../../../evaluator/index.ts';
import type { NetworkPolicy } from '../../../model/index.ts';
import { binsOfWitness } from '../bins/flow-bins.ts';
import type { Moment } from './moments.ts';

/**
 * ISO-11, "leftover drop rule after deletion": somebody for whom the policies that were deleted are still there.
 * Made for one moment of one history, because a snapshot does not know what was deleted.
 *
 * @returns `undefined` where nothing was deleted
 */
export function leftoverPolicies({ removed }: Moment): FlowWitness | undefined {
  return removed.length === 0 ? undefined : witnessOf(removed);
}

function witnessOf(removed: readonly NetworkPolicy[]): FlowWitness {
  return {
    mutant: {
      id: 'ISO-11',
      clause: 'ISO-11',
      title: 'keeps policies that were deleted',
      replaces: 'policiesOf',
      semantics: alterSemantics(reference, {
        policiesOf: (context, namespace) => [
          ...reference.policiesOf(context, namespace),
          ...removed.filter((policy) => policy.namespace === namespace),
        ],
      }),
    },
  };
}

/** The bins of ISO-11: a policy that is left over may close, or keep open. */
export function leftoverBins(): readonly string[] {
  return binsOfWitness(witnessOf([]));
}
