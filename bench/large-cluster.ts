import type {
  Cluster,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Pod,
} from '../model/index.ts';
import { EMPTY_CLUSTER, labelsFrom, NAMESPACE_NAME_LABEL } from '../model/index.ts';

/** Pods of one namespace. */
const PODS_PER_NAMESPACE = 200;

const PODS_PER_NODE = 50;

const APPS = 12;

/** A source of numbers that is the same in every run. */
export function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/**
 * A cluster as companies have them: namespaces of applications with many replicas each, and policies that open
 * some ports to some of them, to other namespaces and to networks outside.
 */
export function largeCluster(pods: number, policies: number): Cluster {
  const below = numbersFrom(pods * 31 + policies);
  const namespaces = Math.ceil(pods / PODS_PER_NAMESPACE);
  const nodes = Math.ceil(pods / PODS_PER_NODE);
  return {
    ...EMPTY_CLUSTER,
    nodes: Array.from({ length: nodes }, (_, index) => ({
      kind: 'Node',
      name: `node-${index}`,
      labels: {},
      addresses: [`192.168.${index >> 8}.${index & 255}`],
      podCIDRs: [],
    })),
    namespaces: Array.from({ length: namespaces }, (_, index) => ({
      kind: 'Namespace',
      name: `ns-${index}`,
      labels: labelsFrom([
        [NAMESPACE_NAME_LABEL, `ns-${index}`],
        ['team', `team-${index % 7}`],
      ]),
    })),
    pods: Array.from({ length: pods }, (_, index) => podAt(index, nodes)),
    policies: Array.from({ length: policies }, (_, index) => policyAt(index, namespaces, below)),
    externals: [{ ip: '203.0.113.7' }],
  };
}

function podAt(index: number, nodes: number): Pod {
  const app = index % APPS;
  const namespace = `ns-${Math.floor(index / PODS_PER_NAMESPACE)}`;
  return {
    kind: 'Pod',
    namespace,
    name: `pod-${index}`,
    uid: `uid-${index}`,
    labels: labelsFrom([
      ['app', `app-${app}`],
      ['tier', ['web', 'logic', 'data'][app % 3]!],
    ]),
    nodeName: `node-${index % nodes}`,
    hostNetwork: false,
    phase: 'Running',
    terminating: false,
    podIPs: [`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`],
    ports: [{ name: 'http', containerPort: 8080 + (app % 2), protocol: 'TCP', container: 'regular' }],
  };
}

function policyAt(index: number, namespaces: number, below: (limit: number) => number): NetworkPolicy {
  const rules = Array.from({ length: 1 + below(2) }, () => ruleOf(index, below));
  const isEgress = index % 3 === 0;
  const withFrom = rules.map(({ peers, ports }) => ({ from: peers, ports }));
  const withTo = rules.map(({ peers, ports }) => ({ to: peers, ports }));
  return {
    kind: 'NetworkPolicy',
    namespace: `ns-${index % namespaces}`,
    name: `policy-${index}`,
    spec: {
      podSelector: below(5) === 0 ? {} : { matchLabels: labelsFrom([['app', `app-${below(APPS)}`]]) },
      policyTypes: isEgress ? ['Egress'] : ['Ingress'],
      ...(isEgress ? { egress: withTo } : { ingress: withFrom }),
    },
  };
}

function ruleOf(
  index: number,
  below: (limit: number) => number,
): { peers: NetworkPolicyPeer[]; ports: NonNullable<NetworkPolicyRule['ports']> } {
  return {
    peers: Array.from({ length: 1 + below(3) }, () => peerOf(index, below)),
    ports: Array.from({ length: 1 + below(2) }, () => portOf(below)),
  };
}

function peerOf(index: number, below: (limit: number) => number): NetworkPolicyPeer {
  const app = { matchLabels: labelsFrom([['app', `app-${below(APPS)}`]]) };
  const team = { matchLabels: labelsFrom([['team', `team-${below(7)}`]]) };
  switch (below(4)) {
    case 0:
      return { podSelector: app };
    case 1:
      return { namespaceSelector: team };
    case 2:
      return { namespaceSelector: team, podSelector: app };
    default:
      return {
        ipBlock: { cidr: `10.0.${index & 63}.0/24`, except: [`10.0.${index & 63}.${below(8) * 16}/28`] },
      };
  }
}

function portOf(below: (limit: number) => number): NetworkPolicyPort {
  const port = 8000 + below(30) * 10;
  switch (below(6)) {
    case 0:
      return { protocol: 'TCP', port: 'http' };
    case 1:
      return { protocol: 'TCP', port, endPort: port + 5 };
    case 2:
      return { protocol: 'UDP', port: 53 };
    default:
      return { protocol: 'TCP', port };
  }
}
