import type {
  Address,
  Cluster,
  ContainerPort,
  IPFamily,
  Namespace,
  NetworkPolicy,
  Pod,
  ProbeSet,
} from '../../../model/index.ts';
import {
  addressOf,
  familyOf,
  formatAddress,
  isFinished,
  labelsFrom,
  NAMESPACE_NAME_LABEL,
  parseAddress,
  shiftAddress,
} from '../../../model/index.ts';
import { metamorphicProperty } from '../metamorphic.ts';
import { freshName } from '../rewriting/fresh-names.ts';

/**
 * ISO-7, ISO-13, ISO-16, PORT-12: what lies in a namespace of its own changes nothing among the others. Adds a twin
 * of a namespace: pods of the same names and labels under other addresses, whose port names mean other numbers,
 * and policies of the same names and subjects that admit nothing, or everything. Finds engines whose policies
 * reach into other namespaces, and whose tables take two things of one name for one.
 */
export const anUnrelatedNamespaceChangesNothing = metamorphicProperty({
  name: 'an-unrelated-namespace-changes-nothing',
  sentence: 'One more namespace, with pods and policies, changes no verdict between the others.',
  relation: 'equal',
  transform({ cluster, probes, salt }) {
    const { namespaces } = cluster;
    const model = namespaces[salt % Math.max(1, namespaces.length)];
    if (model === undefined) return undefined;
    const name = freshName('twin', new Set(namespaces.map((namespace) => namespace.name)));
    const admits = (salt >>> 8) % 2 === 0 ? 'nothing' : 'everything';
    return {
      cluster: withTwin(cluster, model, name, admits, unusedAddresses(cluster, probes)),
      describe: `adding namespace ${name}, the twin of ${model.name}, whose policies admit ${admits}`,
    };
  },
});

/** Pods of the twin: more show nothing more. */
const MOST_PODS = 4;

function withTwin(
  cluster: Cluster,
  model: Namespace,
  name: string,
  admits: 'nothing' | 'everything',
  nextAddress: (family: IPFamily) => string,
): Cluster {
  const pods = cluster.pods
    .filter((pod) => pod.namespace === model.name && !pod.hostNetwork && !isFinished(pod))
    .slice(0, MOST_PODS);
  const labels = Object.entries(model.labels).filter(([key]) => key !== NAMESPACE_NAME_LABEL);
  return {
    ...cluster,
    namespaces: [
      ...cluster.namespaces,
      { ...model, name, labels: labelsFrom([...labels, [NAMESPACE_NAME_LABEL, name]]) },
    ],
    pods: [
      ...cluster.pods,
      ...pods.map((pod): Pod => ({
        ...pod,
        namespace: name,
        uid: `${pod.uid}-${name}`,
        podIPs: pod.podIPs.map((ip) => nextAddress(familyOf(ip))),
        ports: pod.ports.map(movedPort),
      })),
    ],
    policies: [
      ...cluster.policies,
      ...cluster.policies
        .filter(({ namespace }) => namespace === model.name)
        .map((policy) => twinPolicy(policy, name, admits)),
    ],
  };
}

/** The port under another number, and never on the node, where the original one is. */
function movedPort({ hostPort: _hostPort, ...port }: ContainerPort): ContainerPort {
  return { ...port, containerPort: port.containerPort === 65_535 ? 1 : port.containerPort + 1 };
}

function twinPolicy(
  policy: NetworkPolicy,
  namespace: string,
  admits: 'nothing' | 'everything',
): NetworkPolicy {
  const { podSelector } = policy.spec;
  const rules = admits === 'nothing' ? {} : { ingress: [{}], egress: [{}] };
  return {
    ...policy,
    namespace,
    ...(policy.uid === undefined ? {} : { uid: `${policy.uid}-${namespace}` }),
    spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...rules },
  };
}

/** Where the twin's pods live, beside everything that the generators use. */
const FIRST: Readonly<Record<IPFamily, Address>> = {
  IPv4: addressOf('10.251.7.1'),
  IPv6: addressOf('fd10:251:7::1'),
};

/** Addresses that nothing in the cluster has and that nobody asks about: as outsiders they would become pods. */
function unusedAddresses(cluster: Cluster, { endpoints }: ProbeSet): (family: IPFamily) => string {
  const taken = new Set<Address['value']>(endpoints.map(({ address }) => address.value));
  const held = [
    ...cluster.nodes.flatMap(({ addresses }) => addresses),
    ...cluster.pods.flatMap(({ podIPs }) => podIPs),
    ...cluster.services.flatMap((service) => [
      ...service.clusterIPs,
      ...service.externalIPs,
      ...service.loadBalancerIPs,
    ]),
    ...cluster.endpointSlices.flatMap((slice) => slice.endpoints.map(({ address }) => address)),
    ...cluster.externals.map(({ ip }) => ip),
  ];
  for (const ip of held) {
    const address = parseAddress(ip);
    if (address !== undefined) taken.add(address.value);
  }
  const next: Record<IPFamily, Address> = { ...FIRST };
  return (family) => {
    let address = next[family];
    while (taken.has(address.value)) address = shiftAddress(address, 1)!;
    next[family] = shiftAddress(address, 1)!;
    return formatAddress(address);
  };
}
