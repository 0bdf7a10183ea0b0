import type { NetworkPolicy } from '../../../model/index.ts';
import { cellParts } from '../../../model/index.ts';
import { indexOfFlow } from '../../asking/sampling.ts';
import type { Occasion } from '../metamorphic.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { freshPolicies } from '../rewriting/fresh-names.ts';
import type { FlowToAdmit, Naming } from './synthesise-policies.ts';
import { flowToAdmit, hasPortName, namingOf, synthesisePolicies } from './synthesise-policies.ts';

/**
 * ISO-10, DIR-1, RULE-1: whatever else there is, policies that name both ends and the port of a flow let it pass.
 * Picks some flows, writes for each the policy of its source's egress and that of its destination's ingress, and
 * asks for these flows again. The case decides how ends and ports are named: by labels, by namespace or by
 * address; as a number, a range, a name, with the protocol alone or not at all.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AKS-2857, CILIUM-28684, MULTINP-28, ACI-1279, CALICO-4373,
 * CILIUM-21184, K8S-102509, K8S-102509B, MULTINP-71, CILIUM-12277, KR-90, OVN-NONE, AZURE-269, AZURE-4587, AZURE-870,
 * CILIUM-9209, MULTINP-14, ANTREA-367, KUBEOVN-854, KUBEOVN-196, CALICO-NPCOPY, CALICO-SCTPNP, NPC-52 and
 * KUBEOVN-2326.
 */
export const aSynthesisedPolicyAdmitsItsFlow = metamorphicProperty({
  name: 'a-synthesised-policy-admits-its-flow',
  sentence: 'A flow passes once there are policies that admit it on both sides.',
  relation: 'allowed-after',
  transform(occasion) {
    const naming = namingOf(occasion);
    const flows = chooseFlows(occasion, naming);
    if (flows.length === 0) return undefined;
    const { cluster } = occasion;
    const fresh = freshPolicies(cluster);
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

/** Cells looked at for them; more where few flows have a name for their port. */
const MOST_TRIES = 64;
const MOST_TRIES_FOR_NAMES = 1_024;

interface ChosenFlow {
  readonly cell: number;
  readonly flow: FlowToAdmit;
}

/** Some flows that are fit for it, in the order of their cells: the watched one, and others all over the table. */
function chooseFlows(occasion: Occasion, naming: Naming): readonly ChosenFlow[] {
  const { probes, watch } = occasion;
  const chosen = new Map<number, FlowToAdmit>();
  const consider = (cell: number, fits: (flow: FlowToAdmit) => boolean): void => {
    const flow = chosen.size >= MOST_FLOWS ? undefined : flowAt(occasion, cell);
    if (flow !== undefined && fits(flow)) chosen.set(cell, flow);
  };
  const watched = watch === undefined ? undefined : indexOfFlow(probes, watch);
  if (watched !== undefined) consider(watched, () => true);
  if (naming.port === 'name') {
    for (const cell of cellsAllOver(occasion, MOST_TRIES_FOR_NAMES)) consider(cell, hasPortName);
  }
  for (const cell of cellsAllOver(occasion, MOST_TRIES)) consider(cell, () => true);
  return [...chosen].map(([cell, flow]) => ({ cell, flow })).sort((a, b) => a.cell - b.cell);
}

/** Indices of cells spread over the table, another beginning in every case. */
function* cellsAllOver({ probes, salt }: Occasion, most: number): Iterable<number> {
  const { length } = probes.cells;
  const stride = length <= most ? 1 : Math.floor(length * 0.6180339887);
  for (let tries = 0; tries < Math.min(length, most); tries++) yield (salt + tries * stride) % length;
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
