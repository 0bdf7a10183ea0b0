import type { Cluster, Namespace, Pod } from '../../model/index.ts';
import { EMPTY_CLUSTER, labelsFrom, NAMESPACE_NAME_LABEL } from '../../model/index.ts';

/** A cluster of two pods without policies, and the words that its policies are made of. */
export interface SmallPlace {
  readonly name: string;
  /** What it has more than the simplest place, counted as the parts of policies are. */
  readonly size: number;
  readonly cluster: Cluster;
  /** Of the pods, in the order of their names; the same one twice where they share it. */
  readonly namespaces: readonly [string, string];
  readonly addresses: SmallAddresses;
}

/** Addresses that differ in their last bit alone, so that a block holds one pod or both. */
export interface SmallAddresses {
  readonly pods: readonly [string, string];
  readonly bothPods: string;
  readonly outside: string;
  readonly everything: string;
  readonly node: string;
  readonly otherNode: string;
  /** The prefix length of one address. */
  readonly bits: number;
}

/** The ports of the two pods that are called `web`. */
export const WEB_PORTS = [80, 81] as const;

const IPV4: SmallAddresses = {
  pods: ['10.0.0.4', '10.0.0.5'],
  bothPods: '10.0.0.4/31',
  outside: '203.0.113.9',
  everything: '0.0.0.0/0',
  node: '192.168.0.1',
  otherNode: '192.168.0.2',
  bits: 32,
};

const IPV6: SmallAddresses = {
  pods: ['fd00::4', 'fd00::5'],
  bothPods: 'fd00::4/127',
  outside: '2001:db8::9',
  everything: '::/0',
  node: 'fd50::1',
  otherNode: 'fd50::2',
  bits: 128,
};

/**
 * Where small policies are tried, the simplest first. In each of them swapping the two pods, with their names,
 * labels, last bits, ports and namespaces, gives the same place again.
 */
export const SMALL_PLACES: readonly SmallPlace[] = [
  placeOf('one namespace', 0, ['x', 'x'], IPV4, 1),
  placeOf('IPv6', 1, ['x', 'x'], IPV6, 1),
  placeOf('two nodes', 2, ['x', 'x'], IPV4, 2),
  placeOf('two namespaces', 3, ['x', 'y'], IPV4, 1),
];

function placeOf(
  name: string,
  size: number,
  namespaces: SmallPlace['namespaces'],
  addresses: SmallAddresses,
  nodes: 1 | 2,
): SmallPlace {
  const nodeIPs = [addresses.node, addresses.otherNode].slice(0, nodes);
  const cluster: Cluster = {
    ...EMPTY_CLUSTER,
    nodes: nodeIPs.map((ip, index) => ({
      kind: 'Node',
      name: `n${index + 1}`,
      labels: labelsFrom([]),
      addresses: [ip],
      podCIDRs: [],
    })),
    namespaces: [...new Set(namespaces)].map(namespaceOf),
    pods: [podOf('a', 0), podOf('b', 1)],
    externals: [{ ip: addresses.outside }],
  };
  return { name, size, cluster, namespaces, addresses };

  function podOf(pod: string, index: 0 | 1): Pod {
    return {
      kind: 'Pod',
      namespace: namespaces[index],
      name: pod,
      uid: `${namespaces[index]}/${pod}`,
      labels: labelsFrom([['app', pod]]),
      nodeName: `n${Math.min(nodes, index + 1)}`,
      hostNetwork: false,
      phase: 'Running',
      terminating: false,
      podIPs: [addresses.pods[index]],
      ports: [{ name: 'web', containerPort: WEB_PORTS[index], protocol: 'TCP', container: 'regular' }],
    };
  }
}

/** Namespaces have a label with the key of the pods' own. */
function namespaceOf(name: string): Namespace {
  const labels = labelsFrom([
    [NAMESPACE_NAME_LABEL, name],
    ['app', name],
  ]);
  return { kind: 'Namespace', name, labels };
}
