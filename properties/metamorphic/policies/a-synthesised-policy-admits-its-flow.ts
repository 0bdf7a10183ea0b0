import type { NetworkPolicy } from '../../../model/index.ts';
import { cellParts } from '../../../model/index.ts';
import { indexOfFlow } from '../../asking/sampling.ts';
import type { Occasion } from '../metamorphic.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { freshPolicies } from '../rewriting/fresh-names.ts';
import type { FlowToAdmit } from './synthesise-policies.ts';
import { flowToAdmit, namingOf, synthesisePolicies } from './synthesise-policies.ts';

/**
 * ISO-10, DIR-1, RULE-1: whatever else there is, policies that name both ends and the port of a flow let it pass.
 * Picks some flows, writes for each the policy of its source's egress and that of its destination's ingress, and
 * asks for these flows again. The case decides how ends and ports are named: by labels, by namespace or by
 * address; as a number, a range, a name, with the protocol alone or not at all.
 */
export const aSynthesisedPolicyAdmitsItsFlow = metamorphicProperty({
  name: 'a-synthesised-policy-admits-its-flow',
  sentence: 'A flow passes once there are policies that admit it on both sides.',
  relation: 'allowed-after',
  transform(occasion) {
    const flows = chooseFlows(occasion);
    if (flows.length === 0) return undefined;
    const { cluster } = occasion;
    const fresh = freshPolicies(cluster);
    const naming = namingOf(occasion);
    const policies = flows.map(({ flow }) => synthesisePolicies(flow, naming));
    return {
      cluster: { ...cluster, policies: [...cluster.policies, ...policies.flat().map(fresh)] },
      describe: (index) => `adding ${policies[index]!.map(wordsOf).join(' and ')}`,
      cells: Uint32Array.from(flows, ({ cell }) => cell),
    };
  },
});

function wordsOf({ namespace, spec }: NetworkPolicy): string {
  return `a policy in ${namespace} with spec ${JSON.stringify(spec)}`;
}

/** Flows of one case. */
const MOST_FLOWS = 8;

/** Cells looked at for them. */
const MOST_TRIES = 64;

/** Some flows that are fit for it, in the order of their cells: the watched one, and others all over the table. */
function chooseFlows(occasion: Occasion): readonly { readonly cell: number; readonly flow: FlowToAdmit }[] {
  const { probes, salt, watch } = occasion;
  const { length } = probes.cells;
  const chosen = new Map<number, FlowToAdmit>();
  const consider = (cell: number | undefined): void => {
    const flow = cell === undefined || chosen.size >= MOST_FLOWS ? undefined : flowAt(occasion, cell);
    if (flow !== undefined) chosen.set(cell!, flow);
  };
  if (watch !== undefined) consider(indexOfFlow(probes, watch));
  const stride = length <= MOST_TRIES ? 1 : Math.floor(length * 0.6180339887);
  for (let tries = 0; tries < Math.min(length, MOST_TRIES); tries++)
    consider((salt + tries * stride) % length);
  return [...chosen].map(([cell, flow]) => ({ cell, flow })).sort((a, b) => a.cell - b.cell);
}

function flowAt({ cluster, probes, profile }: Occasion, index: number): FlowToAdmit | undefined {
  const { endpoints, ports } = probes;
  const parts = cellParts(probes, probes.cells[index]!);
  const port = ports[parts.port]!;
  const destination = endpoints[parts.destination]!;
  // What a node is dialled for may be translated, and then it is another end that answers.
  const isTranslated = endpoints.some(
    ({ address, backend, only }) =>
      backend !== undefined && only === parts.port && address.value === destination.address.value,
  );
  if (isTranslated) return undefined;
  return flowToAdmit(cluster, { source: endpoints[parts.source]!, destination, port }, profile);
}
