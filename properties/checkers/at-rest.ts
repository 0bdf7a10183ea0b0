import { createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { Cluster, Flow, NetworkPolicy, ProbeSet, Profile, Verdict } from '../../model/index.ts';
import { packetClasses } from '../../model/index.ts';

const reference = createEvaluator();
const matrix = createMatrix();

/** Every packet class of a cluster, cut by the policies of earlier moments too: they may still be in force. */
export function probesAtRest(cluster: Cluster, policies: readonly NetworkPolicy[]): ProbeSet {
  return packetClasses(cluster, {
    protocols: ['TCP', 'UDP', 'SCTP', 'ICMP'],
    alsoCutBy: policies.filter((policy) => !cluster.policies.includes(policy)),
  });
}

/** What the specification says of every cell under a profile, one byte each. */
export function expectedAtRest(probes: ProbeSet, profile: Profile): Uint8Array {
  return matrix.of(probes.cluster, profile).judgeAll(probes);
}

/** What the specification says of a flow, with reasons. */
export function verdictOf(cluster: Cluster, profile: Profile, flow: Flow): Verdict {
  return reference.of(cluster, profile).evaluate(flow);
}
