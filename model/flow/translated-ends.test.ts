import { describe, expect, it } from 'vitest';
import type { Cluster } from '../objects/cluster.ts';
import { EMPTY_CLUSTER } from '../objects/cluster.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import type { Pod } from '../objects/pod.ts';
import type { Service } from '../objects/service.ts';
import { nodeOf, podOf, serviceOf } from '../testing/sample-cluster.ts';
import { translatedEnds } from './translated-ends.ts';

const nodes = [nodeOf('n1', '192.168.50.11', 'fd50::11'), nodeOf('n2', '192.168.50.12', 'fd50::12')];
const http = { protocol: 'TCP' as const, port: 80, targetPort: 8080 };

function sliceOf(parts: Partial<EndpointSlice> = {}): EndpointSlice {
  return {
    kind: 'EndpointSlice',
    namespace: 'x',
    name: 'web-1',
    service: 'web',
    addressType: 'IPv4',
    endpoints: [{ address: '10.244.1.10', pod: 'x/a', ready: true }],
    ports: [{ protocol: 'TCP', port: 8080 }],
    ...parts,
  };
}

interface Case {
  readonly service?: Partial<Service>;
  readonly slices?: readonly Partial<EndpointSlice>[];
  readonly pods?: readonly Pod[];
}

function clusterOf({ service = {}, slices = [{}], pods = [podOf('a', '10.244.1.10')] }: Case): Cluster {
  return {
    ...EMPTY_CLUSTER,
    nodes,
    pods,
    services: [serviceOf('web', { clusterIPs: ['10.96.0.10'], ports: [http], ...service })],
    endpointSlices: slices.map(sliceOf),
  };
}

/** `10.96.0.10 TCP/80 ⇒ pod 10.244.1.10:8080` */
function written(cluster: Cluster): string[] {
  return translatedEnds(cluster).map(({ end: { endpoint, backend }, protocol, port }) => {
    const behind = `${backend.endpoint.kind} ${backend.endpoint.ip}:${backend.port}`;
    return `${endpoint.ip} ${protocol}/${port} ⇒ ${behind}`;
  });
}

const DIRECT = '10.96.0.10 TCP/80 ⇒ pod 10.244.1.10:8080';

describe('Services', () => {
  it.each<[string, Case, string[]]>([
    ['a cluster IP', {}, [DIRECT]],
    ['a headless Service (SVC-8)', { service: { clusterIPs: [] } }, []],
    [
      'external and load-balancer addresses',
      { service: { externalIPs: ['198.51.100.1'], loadBalancerIPs: ['198.51.100.2'] } },
      [DIRECT, '198.51.100.1 TCP/80 ⇒ pod 10.244.1.10:8080', '198.51.100.2 TCP/80 ⇒ pod 10.244.1.10:8080'],
    ],
    [
      'a NodePort: every node, in the family of the slice',
      { service: { ports: [{ ...http, nodePort: 30080 }] } },
      [
        DIRECT,
        '192.168.50.11 TCP/30080 ⇒ pod 10.244.1.10:8080',
        '192.168.50.12 TCP/30080 ⇒ pod 10.244.1.10:8080',
      ],
    ],
    [
      'a dual-stack Service keeps its families apart (IPB-8)',
      {
        service: { clusterIPs: ['10.96.0.10', 'fd96::10'] },
        slices: [
          {},
          { addressType: 'IPv6', endpoints: [{ address: 'fd10:244:1::10', pod: 'x/a', ready: true }] },
        ],
      },
      [DIRECT, 'fd96::10 TCP/80 ⇒ pod fd10:244:1::10:8080'],
    ],
    ['no slice', { slices: [] }, []],
    ['a slice of another Service', { slices: [{ service: 'other' }] }, []],
    ['a slice of another namespace', { slices: [{ namespace: 'y' }] }, []],
    ['a slice without the port', { slices: [{ ports: [{ name: 'other', protocol: 'TCP', port: 1 }] }] }, []],
    [
      'a slice with the port of another protocol',
      { slices: [{ ports: [{ protocol: 'UDP', port: 8080 }] }] },
      [],
    ],
    [
      'a backend that is not ready',
      { slices: [{ endpoints: [{ address: '10.244.1.10', pod: 'x/a', ready: false }] }] },
      [],
    ],
    ['a backend whose pod is gone', { pods: [] }, []],
    [
      'a backend whose pod has finished (LIFE-9)',
      { pods: [podOf('a', '10.244.1.10', { phase: 'Failed' })] },
      [],
    ],
    ['a backend of the other family', { slices: [{ endpoints: [{ address: 'fd10::1', ready: true }] }] }, []],
    [
      'a hostNetwork backend',
      {
        pods: [podOf('a', '192.168.50.11', { hostNetwork: true })],
        slices: [{ endpoints: [{ address: '192.168.50.11', pod: 'x/a', ready: true }] }],
      },
      ['10.96.0.10 TCP/80 ⇒ hostNetwork 192.168.50.11:8080'],
    ],
    [
      'a backend outside the cluster (SVC-4)',
      { slices: [{ endpoints: [{ address: '203.0.113.7', ready: true }] }] },
      ['10.96.0.10 TCP/80 ⇒ external 203.0.113.7:8080'],
    ],
    [
      'a backend by address alone that is a node, as of default/kubernetes',
      { slices: [{ endpoints: [{ address: '192.168.50.12', ready: true }] }] },
      ['10.96.0.10 TCP/80 ⇒ node 192.168.50.12:8080'],
    ],
    [
      'a backend by address alone that is a pod',
      { slices: [{ endpoints: [{ address: '10.244.1.10', ready: true }] }] },
      [DIRECT],
    ],
  ])('%s', (_, parts, expected) => {
    expect(written(clusterOf(parts))).toEqual(expected);
  });
});

describe('hostPorts', () => {
  const ports = [
    { containerPort: 80, hostPort: 8080, protocol: 'TCP' as const, container: 'regular' as const },
    { containerPort: 81, protocol: 'TCP' as const, container: 'regular' as const },
  ];

  it.each<[string, Partial<Pod>, string[]]>([
    [
      'its own node alone, in its families',
      { podIPs: ['10.244.1.10'] },
      ['192.168.50.11 TCP/8080 ⇒ pod 10.244.1.10:80'],
    ],
    [
      'both families',
      { podIPs: ['10.244.1.10', 'fd10::10'] },
      ['192.168.50.11 TCP/8080 ⇒ pod 10.244.1.10:80', 'fd50::11 TCP/8080 ⇒ pod fd10::10:80'],
    ],
    ['a hostNetwork pod translates nothing', { hostNetwork: true }, []],
    ['a finished pod', { phase: 'Succeeded' }, []],
    ['a pod on no node we know', { nodeName: 'n9' }, []],
  ])('%s', (_, parts, expected) => {
    expect(
      written({ ...EMPTY_CLUSTER, nodes, pods: [podOf('a', '10.244.1.10', { ports, ...parts })] }),
    ).toEqual(expected);
  });
});
