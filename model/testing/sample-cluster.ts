import type { Cluster } from '../objects/cluster.ts';
import { clusterFrom } from '../objects/cluster.ts';
import { labelsFrom, NO_LABELS } from '../objects/labels.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../objects/network-policy.ts';
import type { Node } from '../objects/node.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';

/** A running pod of namespace x on n1 without ports; `parts` says what differs. */
export function podOf(name: string, ip: string, parts: Partial<Pod> = {}): Pod {
  return {
    kind: 'Pod',
    namespace: 'x',
    name,
    uid: name,
    labels: labelsFrom([['pod', name]]),
    nodeName: 'n1',
    hostNetwork: false,
    phase: 'Running',
    terminating: false,
    podIPs: [ip],
    ports: [],
    ...parts,
  };
}

export function nodeOf(name: string, ...addresses: string[]): Node {
  return { kind: 'Node', name, labels: NO_LABELS, addresses, podCIDRs: [] };
}

export function serviceOf(name: string, parts: Partial<Service> = {}): Service {
  return {
    kind: 'Service',
    namespace: 'x',
    name,
    type: 'ClusterIP',
    clusterIPs: [],
    externalIPs: [],
    loadBalancerIPs: [],
    ports: [],
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
    ...parts,
  };
}

/** A policy of namespace x with one ingress rule of these peers and ports. */
export function policyOf(
  name: string,
  from: readonly NetworkPolicyPeer[],
  ports: readonly NetworkPolicyPort[] = [],
): NetworkPolicy {
  return {
    kind: 'NetworkPolicy',
    namespace: 'x',
    name,
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from, ports }] },
  };
}

/** n1, n2, x/a on n1 and x/b on n2, both families, no Services and no policies. */
export const SMALL: Cluster = clusterFrom([
  nodeOf('n1', '192.168.50.11', 'fd50::11'),
  nodeOf('n2', '192.168.50.12', 'fd50::12'),
  podOf('a', '10.244.1.10', { podIPs: ['10.244.1.10', 'fd10:244:1::10'] }),
  podOf('b', '10.244.2.11', { podIPs: ['10.244.2.11', 'fd10:244:2::11'], nodeName: 'n2' }),
]);
