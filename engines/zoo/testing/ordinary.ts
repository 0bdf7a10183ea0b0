import type { Cluster } from '../../../model/index.ts';
import { block, egress, ingress, pods, scenarioOfTrigger, spaces, tcp } from './trigger.ts';

const A = { pod: 'a' };

const PLAIN: readonly (readonly object[])[] = [
  [],
  [ingress('x/p', A, { from: [pods({ pod: 'b' })], ports: [tcp(80)] })],
  [egress('x/p', A, { to: [spaces({ team: 'blue' })], ports: [tcp(80)] })],
  [ingress('y/p', A, { from: [block('203.0.113.0/25')], ports: [tcp(443)] })],
  [ingress('x/p', A, { from: [pods({ pod: 'b' })], ports: [tcp('serve-80-tcp')] })],
];

/** Clusters such as everybody has. A bug worth the name shows in few of them. */
export const ORDINARY_CLUSTERS: readonly Cluster[] = PLAIN.map(
  (policies) => scenarioOfTrigger('ordinary', { policies, expect: [] }).cluster,
);
