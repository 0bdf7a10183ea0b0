import type { Cluster } from '../../../model/index.ts';
import { decodeScenarioDocument } from '../../../scenarios/index.ts';

let cluster: Cluster | undefined;

/** Namespaces x, y and z with pods a, b and c each, which serve 80 and 81 on every protocol: upstream's cluster. */
export function threeByThree(): Cluster {
  cluster ??= decodeScenarioDocument({
    fencepost: 1,
    name: 'three-by-three',
    cluster: { fixture: 'upstream' },
  }).cluster;
  return cluster;
}
