import type { CLUSTER_DETECTORS } from '../dimensions/cluster-detectors.ts';
import type { KnobWitness, NoWitness } from './knob-witness.ts';

type ClusterFeature = keyof typeof CLUSTER_DETECTORS;

const TWO = { min: 2, usual: 2, max: 2 };

/** What each feature of nodes, pods, names and Services is for. */
export const CLUSTER_WITNESSES: Readonly<Record<ClusterFeature, KnobWitness | NoWitness>> = {
  // Families and addresses.
  ipv6Only: { finds: 'zoo:K3S-9151', beside: { dualStack: 0 } },
  dualStack: { finds: 'mutant:IPB-11' },
  singleFamilyPods: 'No known bug needs it; C-DUAL asks for it.',
  gatewayAddresses: { finds: 'mutant:NODE-6', beside: { secondNodeAddresses: 0, dualStack: 0 } },
  secondNodeAddresses: { finds: 'mutant:NODE-6', beside: { gatewayAddresses: 0, dualStack: 0 } },
  externals:
    'Addresses outside the cluster are judged in every case, at both sides of every block; named ones are for the ' +
    'connections of histories (outsideConnections).',

  // What becomes of pods.
  hostNetworkPods: { finds: 'mutant:HOST-3' },
  pendingPods: { finds: 'zoo:KUBEOVN-196' },
  finishedPods: { finds: 'zoo:WEAVE-2632', preset: 'dense' },
  reusedAddresses: { finds: 'zoo:WEAVE-2632', preset: 'dense' },
  terminatingPods: { finds: 'zoo:CALICO-4518' },

  // Services.
  services: { finds: 'zoo:KNP-46' },
  headlessServices: { finds: 'mutant:SVC-8', sizes: { services: TWO } },
  targetPorts: {
    finds: 'mutant:SVC-2',
    beside: { namedTargetPorts: 0, nodePorts: 0, loadBalancers: 0, hostPorts: 0 },
    sizes: { services: TWO, policies: TWO },
  },
  namedTargetPorts: {
    finds: 'mutant:SVC-2',
    beside: { targetPorts: 0, nodePorts: 0, loadBalancers: 0, hostPorts: 0 },
    sizes: { services: TWO, policies: TWO },
  },
  multiPortServices: {
    finds: 'zoo:NPC-222',
    beside: { udp: 0, sctp: 0 },
    sizes: { services: TWO, servicePorts: { min: 3, usual: 3, max: 3 } },
  },
  // A load balancer has node ports, too.
  nodePorts: { finds: 'zoo:CILIUM-17144', beside: { loadBalancers: 0 } },
  loadBalancers: { finds: 'zoo:CILIUM-17144', beside: { nodePorts: 0 } },
  externalIPs: 'No known bug tells them from the other addresses of a Service.',
  externalBackends: { finds: 'mutant:SVC-4', preset: 'dense' },
  localTrafficPolicies: 'They choose among backends, and a flow names its own.',
  hostPorts: { finds: 'mutant:SVC-9' },

  // Container ports.
  portNames: { finds: 'zoo:CALICO-NPCOPY' },
  repeatedPortNames: { finds: 'zoo:NPC-225', sizes: { containerPorts: { min: 2, usual: 3, max: 3 } } },
  sidecarPorts: { finds: 'mutant:PORT-20', beside: { initPorts: 0 } },
  initPorts: { finds: 'mutant:PORT-20', beside: { sidecarPorts: 0 } },

  // Labels and names.
  namespaceLabels: {
    finds: 'mutant:NS-6',
    preset: 'dense',
    beside: { namespacePeers: 0, combinedPeers: 0, reservedKeys: 0 },
  },
  emptyLabelValues: { finds: 'mutant:SEL-5' },
  unlabelledPods: { finds: 'mutant:SEL-7' },
  portNameKeys: { finds: 'zoo:AZURE-734' },
  reservedKeys: { finds: 'zoo:CILIUM-39347' },
  confusableValues: { finds: 'mutant:SEL-11', beside: { reservedKeys: 0 } },
  ambiguousNames: { finds: 'zoo:AWS-576', preset: 'dense' },
  longNames: { finds: 'zoo:KR-NFTCOMMENT' },
  repeatedNames: { finds: 'mutant:ISO-13' },
};
