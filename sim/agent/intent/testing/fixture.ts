import type {
  Cluster,
  ClusterObject,
  ContainerPort,
  NetworkPolicy,
  NetworkPolicySpec,
  PartialProfile,
  Pod,
} from '../../../../model/index.ts';
import {
  clusterFrom,
  clusterObjects,
  labelsFrom,
  NAMESPACE_NAME_LABEL,
  SPEC_DEFAULT,
} from '../../../../model/index.ts';
import { nodeOf, podOf } from '../../../../model/testing/sample-cluster.ts';
import type { IntentRule, PodIntent } from '../../../datapath/intent.ts';
import { viewOfCluster } from '../agent-view.ts';
import { intentFor } from '../intent-for.ts';
import type { PodTraits, PolicyReading, ReadingContext } from '../policy-reading.ts';
import { correctReading } from '../reading/correct-reading.ts';
import { worldOf } from '../world.ts';

const declared = (name: string, containerPort: number, protocol: 'TCP' | 'UDP' = 'TCP'): ContainerPort => ({
  name,
  containerPort,
  protocol,
  container: 'regular',
});

const PORTS = [declared('serve-80-tcp', 80), declared('serve-81-tcp', 81), declared('dns', 53, 'UDP')];

/** A pod of the catalogue's fixture: its label is `pod=NAME`, its addresses end in `net` and `host`. */
export function fixturePod(
  key: string,
  node: string,
  net: number,
  host: number,
  parts: Partial<Pod> = {},
): Pod {
  const [namespace, name] = key.split('/') as [string, string];
  return podOf(name, '', {
    namespace,
    nodeName: node,
    podIPs: [`10.244.${net}.${host}`, `fd10:244:${net}::${host}`],
    ports: PORTS,
    ...parts,
  });
}

const namespaceOf = (name: string, ...labels: readonly (readonly [string, string])[]) => ({
  kind: 'Namespace' as const,
  name,
  labels: labelsFrom([[NAMESPACE_NAME_LABEL, name], ...labels]),
});

/** The cluster of the catalogue's examples: nodes n1 and n2, namespaces x (red), y (blue) and z. */
export const FIXTURE: Cluster = clusterFrom([
  nodeOf('n1', '192.168.50.11', 'fd50::11'),
  nodeOf('n2', '192.168.50.12', 'fd50::12'),
  namespaceOf('x', ['team', 'red']),
  namespaceOf('y', ['team', 'blue']),
  namespaceOf('z'),
  fixturePod('x/a', 'n1', 1, 10),
  fixturePod('x/b', 'n1', 1, 11),
  fixturePod('x/c', 'n2', 2, 12),
  fixturePod('y/a', 'n2', 2, 20),
  fixturePod('y/b', 'n1', 1, 21),
  fixturePod('z/a', 'n2', 2, 30),
  podOf('hn', '', { hostNetwork: true, podIPs: ['192.168.50.11', 'fd50::11'], ports: PORTS }),
]);

/** The fixture with some objects changed or added. */
export function fixtureWith(...objects: readonly ClusterObject[]): Cluster {
  return clusterFrom([...clusterObjects(FIXTURE), ...objects]);
}

/** What the functions of a reading are given in a cluster. */
export function contextOf(
  profile: PartialProfile = {},
  cluster: Cluster = FIXTURE,
  reading: PolicyReading = correctReading,
): ReadingContext {
  return worldOf(viewOfCluster(cluster), { ...SPEC_DEFAULT, ...profile }, reading).context;
}

/** A policy of namespace x that selects every pod and isolates ingress, but for what `spec` says. */
export function policyWith(
  spec: Partial<NetworkPolicySpec> = {},
  name = 'p',
  namespace = 'x',
): NetworkPolicy {
  return {
    kind: 'NetworkPolicy',
    namespace,
    name,
    spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec },
  };
}

/** A pod as selectors see it. */
export function traitsOf(parts: Partial<PodTraits> = {}): PodTraits {
  return {
    namespace: 'x',
    namespaceLabels: labelsFrom([[NAMESPACE_NAME_LABEL, 'x']]),
    labels: labelsFrom([['pod', 'a']]),
    hostNetwork: false,
    ...parts,
  };
}

/** What is wanted for one pod of a cluster, by the agent of its node. */
export function intentOfPod(
  cluster: Cluster,
  key: string,
  profile: PartialProfile = {},
  reading: PolicyReading = correctReading,
): PodIntent | undefined {
  const view = viewOfCluster(cluster);
  const node = view.pods.get(key)?.nodeName ?? '';
  const { pods } = intentFor(view, node, { ...SPEC_DEFAULT, ...profile }, reading);
  return pods.find(({ pod }) => pod.key === key);
}

/** The one rule by which a policy of x allows ingress, or egress, of x/a in the fixture. */
export function ruleFor(
  spec: Partial<NetworkPolicySpec>,
  profile: PartialProfile = {},
  reading: PolicyReading = correctReading,
  ...others: Pod[]
): IntentRule {
  const types = spec.egress === undefined ? (['Ingress'] as const) : (['Egress'] as const);
  const policy = policyWith({ policyTypes: types, ...spec });
  const intent = intentOfPod(fixtureWith(policy, ...others), 'x/a', profile, reading);
  return (spec.egress === undefined ? intent!.ingress : intent!.egress).rules[0]!;
}
