import { describe, expect, it } from 'vitest';
import { parseAddress } from '../address/ip.ts';
import type { Cluster } from '../objects/cluster.ts';
import { EMPTY_CLUSTER } from '../objects/cluster.ts';
import type { NetworkPolicyPort } from '../objects/network-policy.ts';
import type { PacketClassOptions } from './packet-classes.ts';
import { packetClasses } from './packet-classes.ts';
import type { ProbeSet } from './probe-set.ts';
import { cellParts, flowOf } from './probe-set.ts';
import { nodeOf, podOf, policyOf, serviceOf, SMALL } from '../testing/sample-cluster.ts';

function withBlock(cidr: string, except: string[] = []): Cluster {
  return { ...SMALL, policies: [policyOf('p', [{ ipBlock: { cidr, except } }])] };
}

function withPorts(...ports: NetworkPolicyPort[]): Cluster {
  return { ...SMALL, policies: [policyOf('p', [], ports)] };
}

function externals(probes: ProbeSet): string[] {
  return probes.endpoints
    .filter(({ endpoint }) => endpoint.kind === 'external')
    .map(({ endpoint }) => endpoint.ip);
}

function portsOf(probes: ProbeSet, protocol: string): (number | undefined)[] {
  return probes.ports.filter((port) => port.protocol === protocol).map(({ port }) => port);
}

function ends(probes: ProbeSet): string[] {
  return probes.endpoints.map(({ endpoint }) => `${endpoint.kind} ${endpoint.ip}`);
}

describe('addresses: both sides of every cut are probed', () => {
  it.each<[string, string, string[], string[]]>([
    ['a block', '203.0.113.0/24', [], ['203.0.112.255', '203.0.113.0', '203.0.113.255', '203.0.114.0']],
    [
      'an except in the middle',
      '203.0.113.0/24',
      ['203.0.113.64/26'],
      ['203.0.113.63', '203.0.113.64', '203.0.113.127', '203.0.113.128'],
    ],
    [
      'an except at the start',
      '203.0.113.0/24',
      ['203.0.113.0/25'],
      ['203.0.112.255', '203.0.113.0', '203.0.113.127', '203.0.113.128'],
    ],
    ['a single address', '203.0.113.7/32', [], ['203.0.113.6', '203.0.113.7', '203.0.113.8']],
    ['a pair', '203.0.113.6/31', [], ['203.0.113.5', '203.0.113.6', '203.0.113.7', '203.0.113.8']],
    ['the upper half', '128.0.0.0/1', [], ['128.0.0.0']],
    [
      'a pod range, whose pods cut too',
      '10.244.1.0/24',
      [],
      ['10.244.0.255', '10.244.1.0', '10.244.1.9', '10.244.1.11', '10.244.1.255', '10.244.2.0'],
    ],
    [
      'host bits, as a block and as that host (IPB-9)',
      '10.10.1.12/24',
      [],
      ['10.10.1.0', '10.10.1.11', '10.10.1.12', '10.10.1.13', '10.10.1.255'],
    ],
    [
      'IPv6',
      '2001:db8:1::/48',
      ['2001:db8:1:8000::/49'],
      [
        '2001:db8:0:ffff:ffff:ffff:ffff:ffff',
        '2001:db8:1::',
        '2001:db8:1:7fff:ffff:ffff:ffff:ffff',
        '2001:db8:1:8000::',
        '2001:db8:1:ffff:ffff:ffff:ffff:ffff',
        '2001:db8:2::',
      ],
    ],
  ])('%s: %s', (_, cidr, except, expected) => {
    expect(externals(packetClasses(withBlock(cidr, except)))).toEqual(expect.arrayContaining(expected));
  });

  it('reads both directions, every rule and every policy', () => {
    const [policy] = [policyOf('p', [{ ipBlock: { cidr: '198.51.100.0/24' } }])];
    const egress = {
      ...policy,
      name: 'q',
      spec: {
        podSelector: {},
        policyTypes: ['Egress' as const],
        egress: [
          {},
          { to: [{ podSelector: {} }, { ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 8443 }] },
        ],
      },
    };
    const probes = packetClasses({ ...SMALL, policies: [policy, egress] });
    expect(externals(probes)).toEqual(expect.arrayContaining(['198.51.100.0', '203.0.113.255']));
    expect(portsOf(probes, 'TCP')).toEqual(expect.arrayContaining([8442, 8443, 8444]));
  });

  it('cuts by the policies of other moments as well', () => {
    const earlier = policyOf(
      'old',
      [{ ipBlock: { cidr: '203.0.113.0/24' } }],
      [{ protocol: 'UDP', port: 53 }],
    );
    const probes = packetClasses(SMALL, { alsoCutBy: [earlier] });
    expect(externals(probes)).toEqual(expect.arrayContaining(['203.0.113.0', '203.0.113.255']));
    expect(portsOf(probes, 'UDP')).toEqual(expect.arrayContaining([52, 53, 54]));
  });

  it('passes over a stored block that cannot be read (IPB-15)', () => {
    const probes = packetClasses(withBlock('010.0.0.0/8', ['nonsense']));
    expect(externals(probes)).toEqual(externals(packetClasses(SMALL)));
  });

  it('always has someone outside, however few the cuts', () => {
    for (const resolution of ['boundary', 'class'] as const) {
      const families = packetClasses(EMPTY_CLUSTER, { resolution }).endpoints.map(
        ({ address }) => address.family,
      );
      expect(families).toEqual(['IPv4', 'IPv6']);
    }
  });

  it('names the externals of the cluster', () => {
    const cluster = {
      ...SMALL,
      externals: [{ ip: '203.0.113.7' }, { ip: '2001:db8:1::7' }, { ip: '127.0.0.1' }],
    };
    const found = externals(packetClasses(cluster, { resolution: 'class' }));
    expect(found).toEqual(expect.arrayContaining(['203.0.113.7', '2001:db8:1::7']));
    expect(found).not.toContain('127.0.0.1');
  });
});

describe('ports', () => {
  it.each<[string, NetworkPolicyPort[], number[]]>([
    ['a port', [{ protocol: 'TCP', port: 80 }], [1, 79, 80, 81, 65535]],
    ['a range', [{ protocol: 'TCP', port: 32000, endPort: 32768 }], [31999, 32000, 32384, 32768, 32769]],
    ['a range of one', [{ protocol: 'TCP', port: 80, endPort: 80 }], [79, 80, 81]],
    ['the first port', [{ protocol: 'TCP', port: 1 }], [1, 2]],
    ['the last port', [{ protocol: 'TCP', port: 65535 }], [65534, 65535]],
    ['a port without protocol is TCP', [{ port: 80 }], [79, 80, 81]],
    ['a port of another protocol, for those who mix them up (PORT-6)', [{ protocol: 'UDP', port: 53 }], [53]],
  ])('%s', (_, ports, expected) => {
    expect(portsOf(packetClasses(withPorts(...ports)), 'TCP')).toEqual(expect.arrayContaining(expected));
  });

  it('asks named container ports, and leaves out those without a name (PORT-16)', () => {
    const pod = podOf('c', '10.244.1.12', {
      ports: [
        { name: 'web', containerPort: 8080, protocol: 'TCP', container: 'regular' },
        { containerPort: 9090, protocol: 'TCP', container: 'regular' },
      ],
    });
    const ports = portsOf(packetClasses({ ...SMALL, pods: [...SMALL.pods, pod] }), 'TCP');
    expect(ports).toEqual(expect.arrayContaining([8079, 8080, 8081]));
    expect(ports).not.toContain(9090);
  });

  it('knows protocols without ports', () => {
    const { ports } = packetClasses(SMALL, { protocols: ['ICMP', '47', 'SCTP'] });
    expect(ports.map(({ protocol }) => protocol)).toEqual(['ICMP', '47', 'SCTP', 'SCTP', 'SCTP']);
    expect(ports[0]).toEqual({ protocol: 'ICMP' });
  });
});

describe('ends', () => {
  it('has every node and live pod in both families', () => {
    expect(ends(packetClasses(SMALL, { endpoints: ['pod', 'node'] }))).toEqual([
      'node 192.168.50.11',
      'node fd50::11',
      'node 192.168.50.12',
      'node fd50::12',
      'pod 10.244.1.10',
      'pod fd10:244:1::10',
      'pod 10.244.2.11',
      'pod fd10:244:2::11',
    ]);
  });

  it('keeps terminating pods (LIFE-14) and leaves pending ones out (LIFE-10)', () => {
    const pods = [
      podOf('going', '10.244.1.20', { terminating: true }),
      podOf('pending', '', { phase: 'Pending', podIPs: [] }),
    ];
    expect(ends(packetClasses({ ...EMPTY_CLUSTER, pods }, { endpoints: ['pod'] }))).toEqual([
      'pod 10.244.1.20',
    ]);
  });

  it.each(['before', 'after'])(
    'gives the address of a finished pod to its next holder, listed %s it (LIFE-9)',
    (when) => {
      const pods = [podOf('heir', '10.244.1.30'), podOf('job', '10.244.1.30', { phase: 'Succeeded' })];
      const probes = packetClasses({ ...SMALL, pods: when === 'before' ? pods : pods.toReversed() });
      const holders = probes.endpoints.filter(({ endpoint }) => endpoint.ip === '10.244.1.30');
      expect(holders.map(({ endpoint }) => endpoint)).toEqual([
        { kind: 'pod', ip: '10.244.1.30', pod: 'x/heir' },
      ]);
    },
  );

  it('gives the idle address of a finished pod to nobody', () => {
    const probes = packetClasses({ ...SMALL, pods: [podOf('job', '10.244.1.30', { phase: 'Failed' })] });
    expect(probes.endpoints.map(({ endpoint }) => endpoint.ip)).not.toContain('10.244.1.30');
  });

  it('keeps a hostNetwork pod beside the node whose address it shares', () => {
    const pods = [podOf('hn', '192.168.50.11', { hostNetwork: true })];
    const found = packetClasses({ ...SMALL, pods }).endpoints.filter(
      ({ endpoint }) => endpoint.ip === '192.168.50.11',
    );
    expect(found.map(({ endpoint }) => endpoint.kind)).toEqual(['node', 'hostNetwork']);
  });

  it('asks for the families and kinds that are wanted', () => {
    const probes = packetClasses(withBlock('203.0.113.0/24'), { families: ['IPv6'], endpoints: ['pod'] });
    expect(ends(probes)).toEqual(['pod fd10:244:1::10', 'pod fd10:244:2::11']);
  });
});

/** A Service with a NodePort before x/a, and a hostPort of x/b. */
const SERVED: Cluster = {
  ...SMALL,
  pods: [
    SMALL.pods[0]!,
    podOf('b', '10.244.2.11', {
      nodeName: 'n2',
      ports: [{ containerPort: 9000, hostPort: 9001, protocol: 'UDP', container: 'regular' }],
    }),
  ],
  services: [
    serviceOf('web', {
      type: 'NodePort',
      clusterIPs: ['10.96.0.10'],
      ports: [{ protocol: 'TCP', port: 80, targetPort: 8080, nodePort: 30080 }],
    }),
  ],
  endpointSlices: [
    {
      kind: 'EndpointSlice',
      namespace: 'x',
      name: 'web-1',
      service: 'web',
      addressType: 'IPv4',
      endpoints: [{ address: '10.244.1.10', pod: 'x/a', ready: true }],
      ports: [{ protocol: 'TCP', port: 8080 }],
    },
  ],
};

describe('translated ends', () => {
  it('are dialled on their one port, and are nobody’s source', () => {
    const probes = packetClasses(SERVED);
    const translated = new Set(
      probes.endpoints.flatMap(({ backend }, index) => (backend === undefined ? [] : [index])),
    );
    const asked = [...probes.cells].map((cell) => cellParts(probes, cell));
    expect(asked.filter(({ source }) => translated.has(source))).toEqual([]);
    const dialled = asked.filter(({ destination }) => translated.has(destination));
    const text = new Set(
      dialled.map(({ destination, port }) => {
        const { endpoint, backend } = probes.endpoints[destination]!;
        const { protocol, port: number } = probes.ports[port]!;
        return `${endpoint.kind} ${endpoint.ip} ${protocol}/${number} ⇒ ${backend?.endpoint.ip}:${backend?.port}`;
      }),
    );
    expect([...text].sort()).toEqual([
      'node 192.168.50.12 UDP/9001 ⇒ 10.244.2.11:9000',
      'service 10.96.0.10 TCP/80 ⇒ 10.244.1.10:8080',
      'service 192.168.50.11 TCP/30080 ⇒ 10.244.1.10:8080',
      'service 192.168.50.12 TCP/30080 ⇒ 10.244.1.10:8080',
    ]);
  });

  it.each<[string, PacketClassOptions, number]>([
    ['everything', {}, 4],
    ['no Services', { endpoints: ['pod', 'node', 'external'] }, 0],
    ['Services without nodes: no hostPorts', { endpoints: ['pod', 'service'] }, 3],
    ['Services without pods behind them', { endpoints: ['node', 'service'] }, 0],
    ['IPv6 alone', { families: ['IPv6'] }, 0],
    ['UDP alone', { protocols: ['UDP'] }, 1],
  ])('engines that understand %s', (_, options, count) => {
    const { endpoints } = packetClasses(SERVED, options);
    expect(endpoints.filter(({ backend }) => backend !== undefined)).toHaveLength(count);
  });

  it('keep their addresses from being anybody outside', () => {
    const cluster = { ...SERVED, externals: [{ ip: '10.96.0.10' }] };
    expect(externals(packetClasses(cluster))).not.toContain('10.96.0.10');
  });
});

describe('cells', () => {
  const cluster = { ...SERVED, policies: withBlock('203.0.113.0/24').policies };
  const probes = packetClasses(cluster, { resolution: 'class' });

  it('are all different, of one family, and never between two ends outside', () => {
    expect(new Set(probes.cells).size).toBe(probes.cells.length);
    for (const cell of probes.cells) {
      const { source, destination } = flowOf(probes, cell);
      expect(parseAddress(source.ip)?.family).toBe(parseAddress(destination.ip)?.family);
      expect([source.kind, destination.kind]).not.toEqual(['external', 'external']);
    }
  });

  it('are every meaningful combination', () => {
    const direct = probes.endpoints.filter(({ backend }) => backend === undefined);
    const translated = probes.endpoints.length - direct.length;
    const of = (family: string, outside: boolean): number =>
      direct.filter(
        ({ address, endpoint }) => address.family === family && (endpoint.kind === 'external') === outside,
      ).length;
    const pairs = (['IPv4', 'IPv6'] as const).reduce((sum, family) => {
      const inside = of(family, false);
      return sum + inside * (inside + 2 * of(family, true));
    }, 0);
    const dials = (of('IPv4', false) + of('IPv4', true)) * translated;
    expect(probes.cells).toHaveLength(pairs * probes.ports.length + dials);
  });
});

it('nodes in a row do not merge', () => {
  const nodes = [nodeOf('n1', '10.0.0.1'), nodeOf('n2', '10.0.0.2')];
  expect(ends(packetClasses({ ...EMPTY_CLUSTER, nodes }, { endpoints: ['node'] }))).toEqual([
    'node 10.0.0.1',
    'node 10.0.0.2',
  ]);
});
