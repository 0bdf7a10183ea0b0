import type { Cluster, Endpoint, Flow, HostEndpoint, Profile } from '../../../model/index.ts';
import { clusterFrom, familyOf, objectKey, SPEC_DEFAULT } from '../../../model/index.ts';
import { nodeOf, podOf, serviceOf } from '../../../model/testing/sample-cluster.ts';
import { createConntrackTable } from '../../conntrack/index.ts';
import type { HookPacket, HookVerdict } from '../../datapath/datapath.ts';
import type {
  DirectionIntent,
  IntentRule,
  NodeIntent,
  PeerTerm,
  PodView,
  PortTerm,
} from '../../datapath/intent.ts';
import type { Ruleset } from '../../datapath/nftables/index.ts';
import { nftablesDatapath } from '../../datapath/nftables/index.ts';
import { datapathProfileOf } from '../datapath-profile.ts';
import type { Network, NodeDatapath } from '../network.ts';

const NODES = [
  nodeOf('n1', '192.168.50.11', 'fd50::11', '10.244.1.1'),
  nodeOf('n2', '192.168.50.12', 'fd50::12'),
];

const PODS = (
  [
    ['x/a', 'n1', '1', '10'],
    ['x/b', 'n1', '1', '11'],
    ['x/c', 'n2', '2', '12'],
    ['y/a', 'n2', '2', '20'],
    ['y/b', 'n1', '1', '21'],
    ['z/a', 'n2', '2', '30'],
  ] as const
).map(([key, nodeName, net, host]) => {
  const [namespace, name] = key.split('/') as [string, string];
  const podIPs = [`10.244.${net}.${host}`, `fd10:244:${net}::${host}`];
  const hostPort = key === 'x/a' ? { hostPort: 8088 } : {};
  const ports = [{ containerPort: 80, protocol: 'TCP' as const, container: 'regular' as const, ...hostPort }];
  return podOf(name, '', { namespace, uid: key, nodeName, podIPs, ports });
});

const HOST_POD = podOf('hn', '', { hostNetwork: true, podIPs: ['192.168.50.11', 'fd50::11'] });

const WEB_PORT = { protocol: 'TCP', port: 8080, targetPort: 80, nodePort: 30_080 } as const;

/** x/web answers on 8080 and takes it to port 80 of y/a; x/self does so to x/a, x/out to 203.0.113.200. */
const SERVICES = [
  serviceOf('web', {
    type: 'LoadBalancer',
    clusterIPs: ['10.96.0.10'],
    externalIPs: ['198.51.100.20'],
    loadBalancerIPs: ['198.51.100.10'],
    ports: [WEB_PORT],
  }),
  serviceOf('self', { clusterIPs: ['10.96.0.11'], ports: [{ protocol: 'TCP', port: 8080, targetPort: 80 }] }),
  serviceOf('out', { clusterIPs: ['10.96.0.12'], ports: [{ protocol: 'TCP', port: 8080, targetPort: 80 }] }),
  serviceOf('idle', { clusterIPs: ['10.96.0.13'], ports: [{ protocol: 'TCP', port: 8080, targetPort: 80 }] }),
];

function sliceOf(service: string, address: string, pod?: string) {
  return {
    kind: 'EndpointSlice',
    namespace: 'x',
    name: `${service}-1`,
    service,
    addressType: 'IPv4',
    endpoints: [{ address, ready: true, ...(pod === undefined ? {} : { pod }) }],
    ports: [{ protocol: 'TCP', port: 80 }],
  } as const;
}

/** The cluster of the clause catalogue's examples, with some Services. */
export const FIXTURE: Cluster = clusterFrom([
  ...NODES,
  ...PODS,
  HOST_POD,
  ...SERVICES,
  sliceOf('web', '10.244.2.20', 'y/a'),
  sliceOf('self', '10.244.1.10', 'x/a'),
  sliceOf('out', '203.0.113.200'),
]);

/** The rules that allow something to a pod that is isolated: by pod and direction; absent: not isolated. */
export type Wanted = Readonly<
  Record<string, { readonly ingress?: readonly IntentRule[]; readonly egress?: readonly IntentRule[] }>
>;

/** x/a, n1, e1 or a Service as an end of a flow, over IPv4 unless `v6`. */
export function endOf(name: string, v6 = false): Endpoint {
  const family = v6 ? 'IPv6' : 'IPv4';
  const pick = (ips: readonly string[]): string => ips.find((ip) => familyOf(ip) === family)!;
  if (name === 'x/hn') return { kind: 'hostNetwork', ip: pick(HOST_POD.podIPs), pod: name, node: 'n1' };
  const node = NODES.find((candidate) => candidate.name === name);
  if (node !== undefined) return { kind: 'node', ip: pick(node.addresses), node: name };
  const pod = PODS.find((candidate) => objectKey(candidate) === name);
  if (pod !== undefined) return { kind: 'pod', ip: pick(pod.podIPs), pod: name };
  const service = SERVICES.find((candidate) => `svc/${candidate.name}` === name);
  if (service !== undefined)
    return { kind: 'service', ip: service.clusterIPs[0]!, service: objectKey(service) };
  return { kind: 'external', ip: name === 'e1' ? '203.0.113.7' : name };
}

/** `y/a` → `x/a`, TCP/80 unless said otherwise. */
export function flowFrom(
  source: string,
  destination: string | Endpoint,
  parts: Partial<Flow> & { v6?: boolean } = {},
): Flow {
  const { v6 = false, ...rest } = parts;
  const portless = rest.protocol !== undefined && !['TCP', 'UDP', 'SCTP'].includes(rest.protocol);
  return {
    source: endOf(source, v6) as HostEndpoint,
    destination: typeof destination === 'string' ? endOf(destination, v6) : destination,
    protocol: 'TCP',
    ...(portless ? {} : { port: 80 }),
    ...rest,
  };
}

/** A rule of policy x/p. */
export function ruleOf(peers: IntentRule['peers'], ports: IntentRule['ports'] = 'any'): IntentRule {
  return { policy: 'x/p', rule: 0, peers, ports };
}

/** The peer that selectors make of these pods. */
export function podsTerm(...keys: string[]): PeerTerm {
  return { kind: 'pods', members: keys.map((key) => viewOf(PODS.find((pod) => objectKey(pod) === key)!)) };
}

/** An ipBlock. */
export function blockTerm(cidr: string, ...excepts: string[]): PeerTerm {
  return { kind: 'block', cidr, excepts };
}

/** One port. */
export function portTerm(first: number, protocol: PortTerm['protocol'] = 'TCP', last = first): PortTerm {
  return { protocol, first, last };
}

function viewOf({ namespace, name, uid, nodeName, hostNetwork, podIPs }: (typeof PODS)[number]): PodView {
  const key = `${namespace}/${name}`;
  return { key, uid, namespace, nodeName, hostNetwork, addresses: podIPs, identity: key };
}

/** A network under test: nftables on every node, rules as wanted, a clock that stands until told. */
export interface Lab extends Network {
  /** Puts other rules into effect and tells connection tracking so. */
  change(wanted: Wanted, kind?: 'policy' | 'label'): void;
  wait(ms: number): void;
  /** Everything that hooks were asked. */
  readonly asked: { pod: string; direction: string; packet: HookPacket; verdict: HookVerdict }[];
}

/** A lab on {@link FIXTURE}, or on another cluster of the same pods. */
export function labOf(wanted: Wanted, options: Partial<Profile> = {}, cluster: Cluster = FIXTURE): Lab {
  const profile = { ...SPEC_DEFAULT, ...options };
  const datapath = nftablesDatapath(datapathProfileOf(profile));
  const asked: Lab['asked'] = [];
  let time = 0;
  const rulesets = new Map<string, Ruleset>();
  const program = (rules: Wanted): void => {
    for (const { name } of NODES)
      rulesets.set(name, datapath.compile(intentOf(name, rules, profile.hostNetworkPods === 'as-pod')));
  };
  program(wanted);
  const nodes = new Map(
    NODES.map(({ name }): [string, NodeDatapath] => [
      name,
      {
        conntrack: createConntrackTable(profile),
        judge: (pod, direction, packet) => {
          const verdict = datapath.judge(rulesets.get(name)!, pod, direction, packet);
          asked.push({ pod, direction, packet, verdict });
          return verdict;
        },
      },
    ]),
  );
  return {
    cluster,
    profile,
    nodes,
    asked,
    now: () => time,
    wait: (ms) => {
      time += ms;
    },
    change: (rules, kind = 'policy') => {
      program(rules);
      for (const { conntrack } of nodes.values()) conntrack.noteChange(kind, time);
    },
  };
}

function intentOf(node: string, wanted: Wanted, hostPods: boolean): NodeIntent {
  const all = [...PODS, HOST_POD];
  const directionOf = (direction: 'ingress' | 'egress', rules?: readonly IntentRule[]): DirectionIntent => ({
    direction,
    isolatedBy: rules === undefined ? [] : ['x/p'],
    rules: rules ?? [],
  });
  return {
    node,
    nodeAddresses: NODES.find(({ name }) => name === node)!.addresses,
    pods: all
      .filter(({ nodeName, hostNetwork }) => nodeName === node && (hostPods || !hostNetwork))
      .map((pod) => ({
        pod: viewOf(pod),
        ingress: directionOf('ingress', wanted[objectKey(pod)]?.ingress),
        egress: directionOf('egress', wanted[objectKey(pod)]?.egress),
      })),
    knownPods: all.map(viewOf),
    families: ['IPv4', 'IPv6'],
  };
}
