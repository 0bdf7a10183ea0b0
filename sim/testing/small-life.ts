import type { Cluster, ClusterObject, Flow, NetworkPolicy, Pod } from '../../model/index.ts';
import { applyEvents, clusterFrom, labelsFrom, NAMESPACE_NAME_LABEL } from '../../model/index.ts';
import { nodeOf, podOf } from '../../model/testing/sample-cluster.ts';
import type { Simulation, SimulationOptions } from '../index.ts';
import { createSimulation, DATAPATHS } from '../index.ts';

/** Namespaces x and y; x/a and x/b on n1, x/c and y/a on n2. Every pod is labelled with its name. */
export const TWO_NODES: Cluster = clusterFrom([
  nodeOf('n1', '192.168.50.11'),
  nodeOf('n2', '192.168.50.12'),
  ...['x', 'y'].map((name) => ({
    kind: 'Namespace' as const,
    name,
    labels: labelsFrom([[NAMESPACE_NAME_LABEL, name]]),
  })),
  podOf('a', '10.244.1.10'),
  podOf('b', '10.244.1.11'),
  podOf('c', '10.244.2.12', { nodeName: 'n2' }),
  podOf('a', '10.244.2.20', { namespace: 'y', nodeName: 'n2', uid: 'y/a' }),
]);

/** A policy of namespace x for one pod, whose ingress comes from the pods named, all of them of namespace x. */
export function admits(name: string, subject: string, ...peers: string[]): NetworkPolicy {
  const from = peers.map((peer) => ({ podSelector: { matchLabels: labelsFrom([['pod', peer]]) } }));
  return {
    kind: 'NetworkPolicy',
    namespace: 'x',
    name,
    spec: {
      podSelector: { matchLabels: labelsFrom([['pod', subject]]) },
      policyTypes: ['Ingress'],
      ingress: peers.length === 0 ? [] : [{ from }],
    },
  };
}

/** {@link TWO_NODES} and more, on nftables unless said otherwise. */
export function live({
  with: more = [],
  ...options
}: Partial<SimulationOptions> & { readonly with?: readonly ClusterObject[] } = {}): Simulation {
  const cluster = applyEvents(
    TWO_NODES,
    more.map((object) => ({ type: 'ADDED', object })),
  );
  return createSimulation({ cluster, datapath: DATAPATHS.nftables, ...options });
}

/** TCP/80 from one pod to another, by their keys, to whatever addresses they have now. */
export function between(simulation: Pick<Simulation, 'cluster'>, from: string, to: string): Flow {
  const { pods } = simulation.cluster();
  const ipOf = (key: string): string =>
    pods.find(({ namespace, name }) => `${namespace}/${name}` === key)?.podIPs[0] ?? '10.244.9.9';
  return {
    source: { kind: 'pod', pod: from, ip: ipOf(from) },
    destination: { kind: 'pod', pod: to, ip: ipOf(to) },
    protocol: 'TCP',
    port: 80,
  };
}

/** The pod of {@link TWO_NODES} with other parts. */
export function changed(name: string, parts: Partial<Pod>): Pod {
  const pod = TWO_NODES.pods.find((each) => `${each.namespace}/${each.name}` === name)!;
  return { ...pod, ...parts };
}
