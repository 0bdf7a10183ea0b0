import type { Action, Cluster, Direction, Flow, HostEndpoint, Profile } from '../../../../model/index.ts';
import { objectKey } from '../../../../model/index.ts';
import { naiveAllows } from '../../../datapath/common/testing/naive-judge.ts';
import type { HookPacket } from '../../../datapath/datapath.ts';
import type { NodeIntent } from '../../../datapath/intent.ts';
import { viewOfCluster } from '../agent-view.ts';
import { intentFor } from '../intent-for.ts';
import type { PolicyReading } from '../policy-reading.ts';

/** What the intents of all nodes of a cluster say of flows without translation, both ends asked (DIR-1). */
export function intentsJudge(
  cluster: Cluster,
  profile: Profile,
  reading?: PolicyReading,
): (flow: Flow) => Action {
  const view = viewOfCluster(cluster);
  const nodeOfPod = new Map(cluster.pods.map((pod) => [objectKey(pod), pod.nodeName]));
  const intents = new Map<string, NodeIntent>(
    cluster.nodes.map(({ name }) => [name, intentFor(view, name, profile, reading)]),
  );
  // Intents are final: what the profile says of ports has been done.
  const judging: Profile = { ...profile, endPort: 'supported', sctp: 'supported' };
  const allows = (end: HostEndpoint, direction: Direction, packet: HookPacket): boolean => {
    if (end.kind !== 'pod' && end.kind !== 'hostNetwork') return true;
    const intent = intents.get(nodeOfPod.get(end.pod) ?? '');
    return intent === undefined || naiveAllows(intent, end.pod, direction, packet, judging);
  };
  return (flow) => {
    const destination = flow.destination as HostEndpoint;
    const packet: HookPacket = {
      source: flow.source.ip,
      destination: destination.ip,
      protocol: flow.protocol,
      sourcePort: 40_000,
      ...(flow.port === undefined ? {} : { destinationPort: flow.port }),
      state: 'new',
      fromLocalNode: false,
    };
    const passes = allows(flow.source, 'egress', packet) && allows(destination, 'ingress', packet);
    return passes ? 'allow' : 'deny';
  };
}
