import type { Cluster, NetworkPolicy, NetworkPolicyRule } from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';

/**
 * ISO-6: the verdict is a function of sets. Reverses every list there is: policies, rules, peers, port items,
 * excepts, requirements, pods. Finds engines in which the first or the last of a list wins.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: ANTREA-161, MULTINP-28, AZURE-4587, AWS-142, CILIUM-3418 and
 * OVN-2POD.
 */
export const orderChangesNothing = metamorphicProperty({
  name: 'order-changes-nothing',
  sentence: 'The order of policies, rules, peers, ports and pods changes no verdict.',
  relation: 'equal',
  transform: ({ cluster }) => ({ cluster: reversed(cluster), describe: 'reversing every list' }),
});

function reversed(cluster: Cluster): Cluster {
  return {
    ...cluster,
    nodes: cluster.nodes.toReversed(),
    namespaces: cluster.namespaces.toReversed(),
    pods: cluster.pods.toReversed(),
    services: cluster.services.toReversed(),
    endpointSlices: cluster.endpointSlices.toReversed(),
    policies: cluster.policies.map(reversedPolicy).reverse(),
  };
}

function reversedPolicy(policy: NetworkPolicy): NetworkPolicy {
  const { spec } = policy;
  return {
    ...policy,
    spec: {
      ...spec,
      policyTypes: spec.policyTypes.toReversed(),
      ...(spec.ingress === undefined ? {} : { ingress: spec.ingress.map(reversedRule).reverse() }),
      ...(spec.egress === undefined ? {} : { egress: spec.egress.map(reversedRule).reverse() }),
    },
  };
}

/** Reverses whatever lists a rule has, nested ones included. A rule is plain data, so its shape need not be known. */
function reversedRule<Rule extends NetworkPolicyRule>(rule: Rule): Rule {
  return reverseLists(rule) as Rule;
}

function reverseLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseLists).reverse();
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = Object.create(Object.getPrototypeOf(value) as object | null);
  for (const [key, member] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      value: reverseLists(member),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy;
}
