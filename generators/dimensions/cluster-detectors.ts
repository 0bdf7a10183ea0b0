import type { Cluster, ContainerPort, Pod } from '../../model/index.ts';
import { familyOf, isFinished } from '../../model/index.ts';
import { RESERVED_KEYS, CONFUSABLE_VALUES } from '../pools/labels.ts';
import { LONG_LABELS, LONG_SUBDOMAINS, NAMESPACE_NAMES, OBJECT_NAMES } from '../pools/names.ts';
import { PORT_NAMES } from '../pools/ports.ts';
import type { Feature } from '../settings.ts';

/** Whether a feature shows in a cluster. */
export type Detector = (cluster: Cluster) => boolean;

const anyPod =
  (test: (pod: Pod) => boolean): Detector =>
  ({ pods }) =>
    pods.some(test);

const anyPort = (test: (port: ContainerPort) => boolean): Detector => anyPod(({ ports }) => ports.some(test));

const repeats = (values: readonly unknown[]): boolean => new Set(values).size < values.length;

const families = (ips: readonly string[]): number => new Set(ips.map(familyOf)).size;

const objectNames = ({ pods, policies, services }: Cluster): string[] =>
  [...pods, ...policies, ...services].map(({ name }) => name);

const podLabelKeys = ({ pods }: Cluster): string[] => pods.flatMap(({ labels }) => Object.keys(labels));

const podLabelValues = ({ pods }: Cluster): string[] => pods.flatMap(({ labels }) => Object.values(labels));

/** How each feature of the cluster shows. */
export const CLUSTER_DETECTORS = {
  ipv6Only: ({ nodes }) => nodes.every(({ addresses }) => addresses.every((ip) => familyOf(ip) === 'IPv6')),
  dualStack: ({ nodes }) => nodes.some(({ addresses }) => families(addresses) === 2),
  singleFamilyPods: ({ nodes, pods }) =>
    nodes.some(({ addresses }) => families(addresses) === 2) &&
    pods.some(({ podIPs }) => podIPs.length === 1),
  gatewayAddresses: ({ nodes }) =>
    nodes.some(({ addresses }) => addresses.some((ip) => /^10\.244\.\d+\.1$|^fd10:244:\d+::1$/.test(ip))),
  secondNodeAddresses: ({ nodes }) =>
    nodes.some(({ addresses }) => addresses.some((ip) => /^10\.0\.0\.|^fd50:1::/.test(ip))),
  hostNetworkPods: anyPod(({ hostNetwork }) => hostNetwork),
  pendingPods: anyPod(({ phase }) => phase === 'Pending'),
  finishedPods: anyPod(isFinished),
  reusedAddresses: ({ pods }) => {
    const idle = new Set(
      pods.filter((pod) => isFinished(pod) && !pod.hostNetwork).flatMap(({ podIPs }) => podIPs),
    );
    return pods.some((pod) => !isFinished(pod) && pod.podIPs.some((ip) => idle.has(ip)));
  },
  terminatingPods: anyPod(({ terminating }) => terminating),
  externals: ({ externals }) => externals.length > 0,
  services: ({ services }) => services.length > 0,
  headlessServices: ({ services }) => services.some(({ clusterIPs }) => clusterIPs.length === 0),
  targetPorts: ({ services }) =>
    services.some(({ ports }) =>
      ports.some(({ port, targetPort }) => typeof targetPort === 'number' && targetPort !== port),
    ),
  namedTargetPorts: ({ services }) =>
    services.some(({ ports }) => ports.some(({ targetPort }) => typeof targetPort === 'string')),
  multiPortServices: ({ services }) => services.some(({ ports }) => ports.length > 1),
  nodePorts: ({ services }) => services.some(({ type }) => type === 'NodePort'),
  loadBalancers: ({ services }) => services.some(({ loadBalancerIPs }) => loadBalancerIPs.length > 0),
  externalIPs: ({ services }) => services.some(({ externalIPs }) => externalIPs.length > 0),
  externalBackends: ({ services }) => services.some(({ selector }) => selector === undefined),
  localTrafficPolicies: ({ services }) =>
    services.some((service) =>
      [service.externalTrafficPolicy, service.internalTrafficPolicy].includes('Local'),
    ),
  hostPorts: anyPort(({ hostPort }) => hostPort !== undefined),
  portNames: anyPort(({ name }) => name !== undefined),
  repeatedPortNames: anyPod(({ ports }) => repeats(ports.flatMap(({ name }) => name ?? []))),
  sidecarPorts: anyPort(({ container }) => container === 'sidecar'),
  initPorts: anyPort(({ container }) => container === 'init'),
  namespaceLabels: ({ namespaces }) => namespaces.some(({ labels }) => Object.keys(labels).length > 1),
  emptyLabelValues: (cluster) => podLabelValues(cluster).includes(''),
  unlabelledPods: anyPod(({ labels }) => Object.keys(labels).length === 0),
  portNameKeys: (cluster) => podLabelKeys(cluster).some((key) => PORT_NAMES.includes(key)),
  reservedKeys: (cluster) => podLabelKeys(cluster).some((key) => RESERVED_KEYS.includes(key)),
  confusableValues: (cluster) => podLabelValues(cluster).some((value) => CONFUSABLE_VALUES.includes(value)),
  ambiguousNames: ({ namespaces, pods }) =>
    namespaces.some(({ name }) => !NAMESPACE_NAMES.plain.includes(name) && !LONG_LABELS.includes(name)) &&
    pods.some(({ name }) => OBJECT_NAMES.ambiguous.includes(name)),
  longNames: (cluster) =>
    objectNames(cluster).some((name) => LONG_SUBDOMAINS.includes(name)) ||
    podLabelValues(cluster).some((value) => LONG_LABELS.includes(value)),
  repeatedNames: ({ pods, policies }) =>
    repeats(pods.map(({ name }) => name)) || repeats(policies.map(({ name }) => name)),
} as const satisfies Partial<Record<Feature, Detector>>;
