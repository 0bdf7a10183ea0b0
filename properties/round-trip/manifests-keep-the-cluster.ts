import { clusterToObjects, readCluster } from '../../admission/index.ts';
import type { Cluster } from '../../model/index.ts';
import { firstDifference } from './first-difference.ts';
import { roundTripProperty } from './round-trip.ts';

/**
 * A cluster that is written as the manifests which an engine is given, and read as those of `kubectl get`, is the
 * same cluster; addresses outside it are nobody's objects and stay behind. Policies that only an old cluster can
 * still hold are refused, and such clusters are counted as skipped (IPB-9, IPB-15).
 */
export const manifestsKeepTheCluster = roundTripProperty({
  name: 'manifests-keep-the-cluster',
  sentence: 'A cluster that is written as manifests and read again is the same cluster.',
  travel({ cluster }) {
    const items = clusterToObjects(cluster);
    const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    const read = readCluster([{ file: 'manifests', text }]);
    const [error] = read.errors;
    if (error !== undefined) return { sent: 0, skipped: { 'refused as new': 1 } };
    const difference = firstDifference(byContainer({ ...cluster, externals: [] }), byContainer(read.cluster));
    return difference === undefined
      ? { sent: items.length }
      : { sent: items.length, lost: `the cluster differs at ${difference}` };
  },
});

/** Ports of one kind of container keep their order; among the kinds, which are lists of their own, there is none. */
function byContainer(cluster: Cluster): Cluster {
  const pods = cluster.pods.map((pod) => ({
    ...pod,
    ports: pod.ports.toSorted((a, b) => (a.container < b.container ? -1 : a.container > b.container ? 1 : 0)),
  }));
  return { ...cluster, pods };
}
