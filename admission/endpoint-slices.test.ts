import { describe, expect, it } from 'vitest';
import type { ContainerPort, Pod, Service } from '../model/index.ts';
import { endpointSlicesOf } from './endpoint-slices.ts';

function http(containerPort: number, container: ContainerPort['container'] = 'regular'): ContainerPort {
  return { name: 'http', containerPort, protocol: 'TCP', container };
}

function pod(name: string, parts: Partial<Pod> = {}): Pod {
  return {
    kind: 'Pod',
    namespace: 'x',
    name,
    uid: name,
    labels: { app: 'web' },
    nodeName: 'n1',
    hostNetwork: false,
    phase: 'Running',
    terminating: false,
    podIPs: ['10.244.1.1'],
    ports: [http(80)],
    ...parts,
  };
}

function service(parts: Partial<Service> = {}): Service {
  return {
    kind: 'Service',
    namespace: 'x',
    name: 'web',
    type: 'ClusterIP',
    selector: { app: 'web' },
    clusterIPs: ['10.96.0.10'],
    externalIPs: [],
    loadBalancerIPs: [],
    ports: [{ protocol: 'TCP', port: 8080, targetPort: 'http' }],
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
    ...parts,
  };
}

/** `family port: pod/ready ...` for each slice. */
function shape(of: Service, pods: readonly Pod[]): string[] {
  return endpointSlicesOf(of, pods).map(({ addressType, ports, endpoints }) => {
    const ends = endpoints.map((each) => `${each.pod}${each.ready ? '' : ' not ready'}`).join(', ');
    return `${addressType} ${ports.map(({ port }) => port).join('+')}: ${ends}`;
  });
}

describe('endpointSlicesOf', () => {
  it('gives a whole slice', () => {
    expect(endpointSlicesOf(service(), [pod('a')])).toEqual([
      {
        kind: 'EndpointSlice',
        namespace: 'x',
        name: 'web-ipv4-0',
        service: 'web',
        addressType: 'IPv4',
        endpoints: [{ address: '10.244.1.1', pod: 'x/a', nodeName: 'n1', ready: true }],
        ports: [{ protocol: 'TCP', port: 80 }],
      },
    ]);
  });

  const both = ['10.244.1.1', 'fd10:244::1'];
  it.each<[string, Service, Pod[], string[]]>([
    ['pods with all labels only', service(), [pod('a', { labels: {} }), pod('b')], ['IPv4 80: x/b']],
    ['pods of the namespace only', service(), [pod('a', { namespace: 'y' })], []],
    ['no finished pod', service(), [pod('a', { phase: 'Failed' }), pod('b', { phase: 'Succeeded' })], []],
    ['no pod without an address', service(), [pod('a', { podIPs: [] })], []],
    [
      'a terminating pod as not ready',
      service(),
      [pod('a', { terminating: true })],
      ['IPv4 80: x/a not ready'],
    ],
    ['a pending pod as not ready', service(), [pod('a', { phase: 'Pending' })], ['IPv4 80: x/a not ready']],
    [
      'a slice for each number of a name',
      service(),
      [pod('a'), pod('b', { ports: [http(81)] }), pod('c')],
      ['IPv4 80: x/a, x/c', 'IPv4 81: x/b'],
    ],
    ['no pod that lacks the name', service(), [pod('a', { ports: [] })], []],
    ['no name of an init container', service(), [pod('a', { ports: [http(80, 'init')] })], []],
    ['the name of a sidecar', service(), [pod('a', { ports: [http(80, 'sidecar')] })], ['IPv4 80: x/a']],
    [
      'the families of the Service',
      service({ clusterIPs: ['fd10:96::1'] }),
      [pod('a', { podIPs: both })],
      ['IPv6 80: x/a'],
    ],
    [
      'both families',
      service({ clusterIPs: ['10.96.0.1', 'fd10:96::1'] }),
      [pod('a', { podIPs: both }), pod('b')],
      ['IPv4 80: x/a, x/b', 'IPv6 80: x/a'],
    ],
    [
      'the families of the pods where headless',
      service({ clusterIPs: [] }),
      [pod('a', { podIPs: both })],
      ['IPv4 80: x/a', 'IPv6 80: x/a'],
    ],
    [
      'numbers as they are',
      service({ ports: [{ protocol: 'TCP', port: 8080, targetPort: 9999 }] }),
      [pod('a', { ports: [] })],
      ['IPv4 9999: x/a'],
    ],
    ['a headless Service without ports', service({ clusterIPs: [], ports: [] }), [pod('a')], ['IPv4 : x/a']],
  ])('holds %s', (_, of, pods, slices) => {
    expect(shape(of, pods)).toEqual(slices);
  });

  it('leaves a Service without selector to those who write its slices', () => {
    const { selector: _, ...others } = service();
    expect(endpointSlicesOf(others, [pod('a')])).toEqual([]);
  });
});
