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
 * and policies of the same names and subjects that admit nothing, or everything, before all other objects or behind
 * them. Finds engines whose policies reach into other namespaces, and whose tables take two things of one name for
 * one.
 *
 * Seen to find, of the zoo, in 300 cases of seed 1: AZURE-4587, ACI-1707 and KUBEOVN-2326.
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
    const twin: Twin = {
      name,
      model,
      admits: (salt >>> 8) % 2 === 0 ? 'nothing' : 'everything',
      isFirst: (salt >>> 16) % 2 === 0,
    };
    return {
      cluster: withTwin(cluster, twin, unusedAddresses(cluster, probes)),
      describe: `adding namespace ${name}, the twin of ${model.name}, whose policies admit ${twin.admits}`,
    };
  },
});

/** Pods of the twin: more show nothing more. */
const MOST_PODS = 4;

interface Twin {
  readonly name: string;
  readonly model: Namespace;
  readonly admits: 'nothing' | 'everything';
  /** Whether its objects come before all others in their lists. */
  readonly isFirst: boolean;
}

function withTwin(cluster: Cluster, twin: Twin, nextAddress: (family: IPFamily) => string): Cluster {
  const { name, model, isFirst } = twin;
  const together = <T>(others: readonly T[], own: readonly T[]): T[] =>
    isFirst ? [...own, ...others] : [...others, ...own];
  const labels = Object.entries(model.labels).filter(([key]) => key !== NAMESPACE_NAME_LABEL);
  const namespace = { ...model, name, labels: labelsFrom([...labels, [NAMESPACE_NAME_LABEL, name]]) };
  const pods = cluster.pods
    .filter((pod) => pod.namespace === model.name && !pod.hostNetwork && !isFinished(pod))
    .slice(0, MOST_PODS)
    .map((pod): Pod => ({
      ...pod,
      namespace: name,
      uid: `${pod.uid}-${name}`,
      podIPs: pod.podIPs.map((ip) => nextAddress(familyOf(ip))),
      ports: pod.ports.map(movedPort),
    }));
  const policies = cluster.policies
    .filter((policy) => policy.namespace === model.name)
    .map((policy) => twinPolicy(policy, twin));
  return {
    ...cluster,
    namespaces: together(cluster.namespaces, [namespace]),
    pods: together(cluster.pods, pods),
    policies: together(cluster.policies, policies),
  };
}

/** The port under another number, and never on the node, where the original one is. */
function movedPort({ hostPort: _hostPort, ...port }: ContainerPort): ContainerPort {
  return { ...port, containerPort: port.containerPort === 65_535 ? 1 : port.containerPort + 1 };
}

function twinPolicy(policy: NetworkPolicy, { name: namespace, admits }: Twin): NetworkPolicy {
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
