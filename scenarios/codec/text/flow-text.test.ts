import { describe, expect, it } from 'vitest';
import type { Cluster, Flow, Pod } from '../../../model/index.ts';
import { EMPTY_CLUSTER } from '../../../model/index.ts';
import { formatFlowText, parseFlow, parseFlows } from './flow-text.ts';

function pod(key: string, podIPs: readonly string[], more: Partial<Pod> = {}): Pod {
  const [namespace, name] = key.split('/') as [string, string];
  return {
    kind: 'Pod',
    namespace,
    name,
    uid: key,
    labels: {},
    nodeName: 'n1',
    hostNetwork: false,
    phase: 'Running',
    terminating: false,
    podIPs,
    ports: [],
    ...more,
  };
}

const cluster: Cluster = {
  ...EMPTY_CLUSTER,
  nodes: [{ kind: 'Node', name: 'n1', labels: {}, addresses: ['192.168.50.11', 'fd50::11'], podCIDRs: [] }],
  pods: [
    pod('x/a', ['10.0.0.1', 'fd00::1']),
    pod('x/b', ['10.0.0.2']),
    pod('y/six', ['fd00::3']),
    pod('y/a', ['10.0.0.4', 'fd00::4']),
    pod('x/hn', ['192.168.50.11', 'fd50::11'], { hostNetwork: true }),
    pod('x/job', ['10.0.0.9'], { phase: 'Succeeded' }),
    pod('x/new', [], { phase: 'Pending' }),
  ],
  services: [
    {
      kind: 'Service',
      namespace: 'x',
      name: 'web',
      type: 'NodePort',
      clusterIPs: ['10.96.0.10', 'fd96::10'],
      externalIPs: ['198.51.100.1'],
      loadBalancerIPs: [],
      ports: [],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
    },
    {
      kind: 'Service',
      namespace: 'x',
      name: 'headless',
      type: 'ClusterIP',
      clusterIPs: [],
      externalIPs: [],
      loadBalancerIPs: [],
      ports: [],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
    },
  ],
  externals: [{ name: 'e1', ip: '203.0.113.7' }, { name: 'v6', ip: '2001:db8::7' }, { ip: '203.0.113.9' }],
};

const a4 = { kind: 'pod', ip: '10.0.0.1', pod: 'x/a' } as const;
const a6 = { kind: 'pod', ip: 'fd00::1', pod: 'x/a' } as const;
const b4 = { kind: 'pod', ip: '10.0.0.2', pod: 'x/b' } as const;
const ya4 = { kind: 'pod', ip: '10.0.0.4', pod: 'y/a' } as const;
const ya6 = { kind: 'pod', ip: 'fd00::4', pod: 'y/a' } as const;
const six = { kind: 'pod', ip: 'fd00::3', pod: 'y/six' } as const;
const node4 = { kind: 'node', ip: '192.168.50.11', node: 'n1' } as const;
const hn4 = { kind: 'hostNetwork', ip: '192.168.50.11', pod: 'x/hn', node: 'n1' } as const;
const e1 = { kind: 'external', ip: '203.0.113.7' } as const;
const web = (ip: string) => ({ kind: 'service', ip, service: 'x/web' }) as const;

const refuse = (message: string): never => {
  throw new Error(message);
};

/** Texts in the form in which they are printed. */
const FLOWS: readonly (readonly [string, Flow])[] = [
  ['y/a -> x/a TCP/80', { source: ya4, destination: a4, protocol: 'TCP', port: 80 }],
  ['y/a -> x/a@IPv6 TCP/80', { source: ya6, destination: a6, protocol: 'TCP', port: 80 }],
  ['y/six -> x/a UDP/53', { source: six, destination: a6, protocol: 'UDP', port: 53 }],
  ['x/b -> x/a SCTP/65535', { source: b4, destination: a4, protocol: 'SCTP', port: 65_535 }],
  ['x/a -> y/a ICMP', { source: a4, destination: ya4, protocol: 'ICMP' }],
  ['x/a -> y/a 47', { source: a4, destination: ya4, protocol: '47' }],
  ['node:n1 -> x/a TCP/80', { source: node4, destination: a4, protocol: 'TCP', port: 80 }],
  [
    'node:n1 -> x/a@IPv6 TCP/80',
    { source: { kind: 'node', ip: 'fd50::11', node: 'n1' }, destination: a6, protocol: 'TCP', port: 80 },
  ],
  ['x/hn -> x/a TCP/80', { source: hn4, destination: a4, protocol: 'TCP', port: 80 }],
  ['e1 -> x/a TCP/80', { source: e1, destination: a4, protocol: 'TCP', port: 80 }],
  [
    'x/a -> v6 TCP/80',
    { source: a6, destination: { kind: 'external', ip: '2001:db8::7' }, protocol: 'TCP', port: 80 },
  ],
  [
    'x/a -> 203.0.113.9 TCP/80',
    { source: a4, destination: { kind: 'external', ip: '203.0.113.9' }, protocol: 'TCP', port: 80 },
  ],
  [
    '10.0.0.9 -> x/a TCP/80',
    { source: { kind: 'external', ip: '10.0.0.9' }, destination: a4, protocol: 'TCP', port: 80 },
  ],
  [
    'x/a -> x/a@127.0.0.1 TCP/80',
    { source: a4, destination: { ...a4, ip: '127.0.0.1' }, protocol: 'TCP', port: 80 },
  ],
  [
    'x/a@127.0.0.1 -> x/a@127.0.0.1 TCP/80',
    {
      source: { ...a4, ip: '127.0.0.1' },
      destination: { ...a4, ip: '127.0.0.1' },
      protocol: 'TCP',
      port: 80,
    },
  ],
  [
    'x/a -> service:x/web TCP/8080 => x/b:80',
    {
      source: a4,
      destination: web('10.96.0.10'),
      protocol: 'TCP',
      port: 8080,
      backend: { endpoint: b4, port: 80 },
    },
  ],
  [
    'x/a -> service:x/web@IPv6 TCP/8080 => y/six:80',
    {
      source: a6,
      destination: web('fd96::10'),
      protocol: 'TCP',
      port: 8080,
      backend: { endpoint: six, port: 80 },
    },
  ],
  [
    'e1 -> service:x/web@192.168.50.11 TCP/30080 => x/b:80',
    {
      source: e1,
      destination: web('192.168.50.11'),
      protocol: 'TCP',
      port: 30_080,
      backend: { endpoint: b4, port: 80 },
    },
  ],
  [
    'e1 -> service:x/web@198.51.100.1 TCP/8080',
    { source: e1, destination: web('198.51.100.1'), protocol: 'TCP', port: 8080 },
  ],
  [
    'e1 -> node:n1 TCP/8080 => x/a:80',
    { source: e1, destination: node4, protocol: 'TCP', port: 8080, backend: { endpoint: a4, port: 80 } },
  ],
  [
    'x/a -> service:x/web@IPv6 TCP/80 => v6:443',
    {
      source: a6,
      destination: web('fd96::10'),
      protocol: 'TCP',
      port: 80,
      backend: { endpoint: { kind: 'external', ip: '2001:db8::7' }, port: 443 },
    },
  ],
  [
    'x/a -> service:x/web@IPv6 TCP/80 => [2001:db8::99]:443',
    {
      source: a6,
      destination: web('fd96::10'),
      protocol: 'TCP',
      port: 80,
      backend: { endpoint: { kind: 'external', ip: '2001:db8::99' }, port: 443 },
    },
  ],
];

describe('the text of a flow', () => {
  it.each(FLOWS)('%s', (text, flow) => {
    expect(parseFlow(text, cluster, refuse)).toEqual(flow);
    expect(formatFlowText(flow, cluster)).toBe(text);
  });

  it.each([
    ['  y/a   ->  x/a   TCP/80  ', 'y/a -> x/a TCP/80'],
    ['y/a@IPv6 -> x/a TCP/80', 'y/a -> x/a@IPv6 TCP/80'],
    ['y/a@fd00:0::4 -> x/a TCP/80', 'y/a -> x/a@IPv6 TCP/80'],
    ['y/a@[fd00::4] -> x/a TCP/80', 'y/a -> x/a@IPv6 TCP/80'],
    ['x/a -> service:x/web@IPv6 TCP/80 => y/a@[fd00::4]:80', 'x/a -> service:x/web@IPv6 TCP/80 => y/a:80'],
  ])('%s is the same as %s', (text, printed) => {
    expect(formatFlowText(parseFlow(text, cluster, refuse), cluster)).toBe(printed);
  });

  it('has no text for an end that the cluster does not know', () => {
    const gone = { kind: 'pod', ip: '10.0.0.77', pod: 'x/gone' } as const;
    expect(
      formatFlowText({ source: gone, destination: a4, protocol: 'TCP', port: 80 }, cluster),
    ).toBeUndefined();
    const moved = { ...a4, ip: '10.0.0.78' };
    expect(
      formatFlowText({ source: moved, destination: ya4, protocol: 'TCP', port: 80 }, cluster),
    ).toBeUndefined();
  });

  it('leaves the source port to its own key', () => {
    const flow: Flow = { source: ya4, destination: a4, protocol: 'TCP', port: 80, sourcePort: 1024 };
    expect(formatFlowText(flow, cluster)).toBe('y/a -> x/a TCP/80');
  });
});

describe('wildcards', () => {
  const pairs = (text: string): string[] =>
    parseFlows(text, cluster, refuse).map(({ source, destination }) => `${source.ip} ${destination.ip}`);

  it.each([
    // Neither x/hn (hostNetwork), x/job (finished), x/new (no address) nor x/a itself.
    ['* -> x/a TCP/80', ['10.0.0.2 10.0.0.1', 'fd00::3 fd00::1', '10.0.0.4 10.0.0.1']],
    ['x/* -> y/* TCP/80', ['10.0.0.1 10.0.0.4', '10.0.0.2 10.0.0.4', 'fd00::1 fd00::3']],
    ['x/* -> x/* TCP/80', ['10.0.0.1 10.0.0.2', '10.0.0.2 10.0.0.1']],
    ['*@IPv6 -> x/a TCP/80', ['fd00::3 fd00::1', 'fd00::4 fd00::1']],
    ['*@IPv4 -> e1 UDP/53', ['10.0.0.1 203.0.113.7', '10.0.0.2 203.0.113.7', '10.0.0.4 203.0.113.7']],
    // SELF-3: the way through a Service back to the client itself is a question of its own.
    ['x/* -> service:x/web TCP/80 => x/b:80', ['10.0.0.1 10.96.0.10']],
  ])('%s', (text, expected) => {
    expect(pairs(text).sort()).toEqual([...expected].sort());
  });
});

describe('a text that is not a flow', () => {
  it.each([
    ['x/a x/b TCP/80', 'is not a flow'],
    ['x/a -> x/b', 'is not a flow'],
    ['x/a -> x/b TCP/80 => x/b', 'is not a flow'],
    ['x/a -> x/b TCP', 'TCP needs a port'],
    ['x/a -> x/b TCP/0', '0 is not a port'],
    ['x/a -> x/b TCP/65536', '65536 is not a port'],
    ['x/a -> x/b ICMP/8', 'ICMP has no ports'],
    ['x/a -> x/b tcp/80', 'none of TCP, UDP, SCTP'],
    ['x/a -> x/b 256', 'none of TCP, UDP, SCTP'],
    ['x/a -> x/q TCP/80', 'no pod x/q (did you mean "x/a"?)'],
    ['node:n2 -> x/a TCP/80', 'no node n2 (did you mean "n1"?)'],
    ['x/a -> service:x/wbe TCP/80', 'no service x/wbe (did you mean "x/web"?)'],
    ['e2 -> x/a TCP/80', '"e2" is neither a pod'],
    ['10.0.0.2 -> x/a TCP/80', '10.0.0.2 is an address of x/b: write x/b@10.0.0.2'],
    ['192.168.50.11 -> x/a TCP/80', 'is an address of node:n1'],
    ['10.96.0.10 -> x/a TCP/80', 'is an address of service:x/web'],
    ['x/a@10.0.0.2 -> x/b TCP/80', 'x/a has 10.0.0.1, fd00::1, not 10.0.0.2'],
    ['x/b@IPv6 -> x/a TCP/80', 'x/b has 10.0.0.2, not IPv6'],
    ['x/b -> y/six TCP/80', 'x/b and y/six share no address family'],
    ['x/new -> x/a TCP/80', 'x/new has no address'],
    ['x/a@ipv6 -> y/a TCP/80', 'after "@" comes IPv4, IPv6 or an address'],
    ['*@10.0.0.1 -> y/a TCP/80', 'a wildcard takes IPv4 or IPv6'],
    ['q/* -> x/a TCP/80', 'q/* matches no pod'],
    ['service:x/web -> x/a TCP/80', 'service:x/web cannot open a connection'],
    ['x/a -> service:x/headless TCP/80', 'has no cluster IP'],
    ['x/a -> service:x/web TCP/80 => service:x/web:80', 'cannot be the backend'],
    ['x/a -> service:x/web TCP/80 => x/q:80', 'no pod x/q'],
    ['x/a -> service:x/web@IPv6 TCP/80 => 2001:db8::99:443', 'put an IPv6 address in brackets'],
  ])('%s', (text, message) => {
    expect(() => parseFlows(text, cluster, refuse)).toThrow(message);
  });

  it('may not hold a wildcard where one flow is meant', () => {
    expect(() => parseFlow('* -> x/a TCP/80', cluster, refuse)).toThrow('more than one flow');
  });
});
