import type { Engine } from '../../../engines/index.ts';
import { DEFAULT_CAPABILITIES } from '../../../engines/index.ts';
import type { Cluster, NetworkPolicy, NetworkPolicySpec, ProbeSet } from '../../../model/index.ts';
import { clusterFrom, scenarioOf, SPEC_DEFAULT } from '../../../model/index.ts';
import { nodeOf, podOf } from '../../../model/testing/sample-cluster.ts';
import type { Property } from '../../property.ts';

/** Cases tried: enough for every variant of a change to have its turn. */
const CASES = 40;

/**
 * What a metamorphic property asks about after having changed a cluster: one probe set for each variant of its
 * change, in an order that means nothing.
 *
 * @param capabilities differences from an engine that declares the whole of `spec-default`
 */
export async function changesOf(
  property: Property,
  cluster: Cluster,
  capabilities: Partial<Engine['capabilities']> = {},
): Promise<ProbeSet[]> {
  const changes = new Map<string, ProbeSet>();
  for (let run = 0; run < CASES; run++) {
    const asked: ProbeSet[] = [];
    await property.check(scenarioOf('s', cluster, { provenance: { run } }), listener(asked, capabilities));
    const changed = asked.at(-1);
    if (asked.length === 2) changes.set(JSON.stringify(changed?.cluster), changed!);
  }
  return [...changes.values()];
}

/** An engine that allows everything and remembers what it was asked. */
function listener(asked: ProbeSet[], capabilities: Partial<Engine['capabilities']>): Engine {
  return {
    name: 'listener',
    version: '1',
    capabilities: {
      ...DEFAULT_CAPABILITIES,
      endpoints: ['pod', 'hostNetwork', 'node', 'external', 'service'],
      profile: SPEC_DEFAULT,
      ...capabilities,
    },
    judge(probes) {
      asked.push(probes);
      return new Uint8Array(probes.cells.length).fill(1);
    },
  };
}

/** The specs of the policies after each variant of a change, for a cluster of two pods with one policy. */
export async function specsAfter(
  property: Property,
  spec: Partial<NetworkPolicySpec>,
  capabilities: Partial<Engine['capabilities']> = {},
): Promise<NetworkPolicySpec[][]> {
  const changes = await changesOf(property, clusterWith(policyWith(spec)), capabilities);
  return changes.map(({ cluster }) => cluster.policies.map((policy) => policy.spec));
}

/** x/a and x/b on one node, and these policies. */
export function clusterWith(...policies: readonly NetworkPolicy[]): Cluster {
  return clusterFrom([
    nodeOf('n1', '192.168.50.11', 'fd50::11'),
    podOf('a', '10.244.1.10', { podIPs: ['10.244.1.10', 'fd10:244:1::10'] }),
    podOf('b', '10.244.1.11'),
    ...policies,
  ]);
}

/** x/p: all pods of x, for ingress unless said otherwise. */
export function policyWith(spec: Partial<NetworkPolicySpec>, name = 'p'): NetworkPolicy {
  return {
    kind: 'NetworkPolicy',
    namespace: 'x',
    name,
    spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec },
  };
}
