// A NetworkPolicy engine behind Fencepost's engine protocol: one JSON-RPC message a line, in and out.
// Put your own engine where `judge` is; everything above the line "The engine" can stay as it is.
//
//   fencepost check-engine 'exec:COMMAND'     does it keep to the protocol?
//   fencepost run --engine 'exec:COMMAND'     does it keep to the specification?
import { BlockList, isIPv4 } from 'node:net';
import { createInterface } from 'node:readline';

const IDENTITY = {
  protocolVersion: 1,
  engine: { name: 'my-engine', version: '0.1.0' },
  capabilities: {
    protocols: ['TCP', 'UDP', 'SCTP'],
    ipFamilies: ['IPv4', 'IPv6'],
    endpoints: ['pod', 'external'],
    endPort: true,
    // Not written yet. Scenarios that need it are skipped and counted.
    namedPorts: false,
    // What the API leaves to you and you have decided. What you leave out is observed instead of checked.
    profile: { endPort: 'supported', sctp: 'supported', selfDirect: 'allow', ipBlockMatchesPodIPs: 'yes' },
  },
};

const METHODS: Record<string, (params: any) => object> = {
  initialize: () => IDENTITY,
  load: ({ objects }) => {
    world = readWorld(objects);
    return {};
  },
  probe: ({ flows }) => ({ verdicts: flows.map((flow: Flow) => (judge(world, flow) ? 'allow' : 'deny')) }),
  shutdown: () => ({}),
};

function answer(line: string): object {
  const { id, method, params } = JSON.parse(line);
  const run = METHODS[method];
  if (run === undefined)
    return { jsonrpc: '2.0', id, error: { code: -32601, message: `unknown method ${method}` } };
  try {
    return { jsonrpc: '2.0', id, result: run(params) };
  } catch (error) {
    // The objects are refused, and the engine knows nothing until the next load.
    world = readWorld([]);
    const reason = error instanceof Error ? error.message : String(error);
    return { jsonrpc: '2.0', id, error: { code: -32000, message: reason, data: { reason } } };
  }
}

async function main(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(answer(line))}\n`);
    if (JSON.parse(line).method === 'shutdown') break;
  }
  process.stdin.destroy();
}

// ---------------------------------------------------------------- The engine

interface Labels {
  readonly [key: string]: string;
}

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; operator: string; values?: readonly string[] }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface PortItem {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ips: readonly string[];
}

interface Policy {
  readonly namespace: string;
  readonly subject: Selector;
  readonly types: readonly string[];
  readonly ingress: readonly { from?: readonly Peer[]; ports?: readonly PortItem[] }[];
  readonly egress: readonly { to?: readonly Peer[]; ports?: readonly PortItem[] }[];
}

interface World {
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly pods: readonly Pod[];
  readonly policies: readonly Policy[];
}

interface End {
  readonly ip: string;
  readonly pod?: string;
}

interface Flow {
  readonly source: End;
  readonly destination: End;
  readonly protocol: string;
  readonly port: number;
}

let world: World = { namespaces: new Map(), pods: [], policies: [] };

function readWorld(objects: readonly any[]): World {
  const ofKind = (kind: string): any[] => objects.filter((object) => object.kind === kind);
  return {
    namespaces: new Map(ofKind('Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}])),
    pods: ofKind('Pod')
      // Pods on the host's network are their node, and finished pods have given their address back.
      .filter(
        ({ spec, status }) => spec.hostNetwork !== true && !['Succeeded', 'Failed'].includes(status.phase),
      )
      .map(({ metadata, status }) => ({
        namespace: metadata.namespace,
        name: metadata.name,
        labels: metadata.labels ?? {},
        ips: (status.podIPs ?? []).map(({ ip }: { ip: string }) => ip),
      })),
    policies: ofKind('NetworkPolicy').map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      subject: spec.podSelector,
      types: [...spec.policyTypes],
      ingress: spec.ingress ?? [],
      egress: spec.egress ?? [],
    })),
  };
}

/** Whether a new connection passes: both ends must let it. */
export function judge(now: World, flow: Flow): boolean {
  const source = podAt(now, flow.source);
  const destination = podAt(now, flow.destination);
  // Loopback never leaves the pod, and a pod can always reach itself.
  if (inCidr('127.0.0.0/8', flow.destination.ip) || flow.destination.ip === '::1') return true;
  if (source !== undefined && source === destination) return true;
  return (
    passes(now, 'Egress', source, destination, flow.destination.ip, flow) &&
    passes(now, 'Ingress', destination, source, flow.source.ip, flow)
  );
}

function podAt({ pods }: World, { ip }: End): Pod | undefined {
  return pods.find(({ ips }) => ips.includes(ip));
}

function passes(
  now: World,
  type: 'Ingress' | 'Egress',
  subject: Pod | undefined,
  other: Pod | undefined,
  otherIp: string,
  flow: Flow,
): boolean {
  if (subject === undefined) return true;
  const isolating = now.policies.filter(
    (policy) =>
      policy.namespace === subject.namespace &&
      policy.types.includes(type) &&
      selectorMatches(policy.subject, subject.labels),
  );
  if (isolating.length === 0) return true;
  return isolating.some((policy) => {
    const rules = type === 'Ingress' ? policy.ingress : policy.egress;
    return rules.some((rule) => {
      const peers = 'from' in rule ? rule.from : 'to' in rule ? rule.to : undefined;
      return (
        anyOf(peers, (peer) => peerMatches(now, policy.namespace, peer, other, otherIp)) &&
        anyOf(rule.ports, (item) => portMatches(item, flow))
      );
    });
  });
}

/** An absent or empty list places no restriction. */
function anyOf<T>(items: readonly T[] | undefined, matches: (item: T) => boolean): boolean {
  return items === undefined || items.length === 0 || items.some(matches);
}

function peerMatches(now: World, namespace: string, peer: Peer, pod: Pod | undefined, ip: string): boolean {
  if (peer.ipBlock !== undefined) {
    return inCidr(peer.ipBlock.cidr, ip) && !(peer.ipBlock.except ?? []).some((except) => inCidr(except, ip));
  }
  if (pod === undefined) return false;
  const inNamespace =
    peer.namespaceSelector === undefined
      ? pod.namespace === namespace
      : selectorMatches(peer.namespaceSelector, now.namespaces.get(pod.namespace) ?? {});
  return inNamespace && (peer.podSelector === undefined || selectorMatches(peer.podSelector, pod.labels));
}

function portMatches({ protocol = 'TCP', port, endPort }: PortItem, flow: Flow): boolean {
  if (protocol !== flow.protocol) return false;
  if (port === undefined) return true;
  // PORT-7: from port to endPort, both included.
  const last = endPort ?? port;
  return typeof port === 'number' && port <= flow.port && flow.port <= Number(last);
}

function selectorMatches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => valueOf(labels, key) === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = valueOf(labels, key);
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}

function valueOf(labels: Labels, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function inCidr(cidr: string, ip: string): boolean {
  // Old clusters hold CIDRs with leading zeros, which are decimal (IPB-15).
  const [network = '', length = ''] = cidr.replaceAll(/(^|\.)0+(?=\d)/g, '$1').split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(length), isIPv4(network) ? 'ipv4' : 'ipv6');
  return isIPv4(network) === isIPv4(ip) && list.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6');
}

await main();
