import type { Cluster, Pod, ProbeSet } from '../../../model/index.ts';
import { addressOf, clusterFrom, NO_LABELS } from '../../../model/index.ts';

/** A running pod of the namespace x. */
export function podOf(name: string, ip: string): Pod {
  return {
    kind: 'Pod',
    namespace: 'x',
    name,
    uid: `uid-${name}`,
    labels: NO_LABELS,
    nodeName: 'n1',
    hostNetwork: false,
    phase: 'Running',
    terminating: false,
    podIPs: [ip],
    ports: [],
  };
}

/** The namespace x with the pods a and b. */
export const SMALL_CLUSTER: Cluster = clusterFrom([
  { kind: 'Namespace', name: 'x', labels: { 'kubernetes.io/metadata.name': 'x' } },
  podOf('a', '10.244.1.10'),
  podOf('b', '10.244.1.11'),
]);

/** From outside to x/a on each TCP port. */
export function portProbes(ports: readonly number[], cluster: Cluster = SMALL_CLUSTER): ProbeSet {
  return {
    cluster,
    endpoints: [
      { endpoint: { kind: 'external', ip: '203.0.113.7' }, address: addressOf('203.0.113.7') },
      { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'x/a' }, address: addressOf('10.244.1.10') },
    ],
    ports: ports.map((port) => ({ protocol: 'TCP', port })),
    cells: Uint32Array.from(ports, (_, index) => ports.length + index),
  };
}
