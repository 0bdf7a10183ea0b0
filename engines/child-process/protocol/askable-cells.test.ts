import { describe, expect, test } from 'vitest';
import type { NetworkPolicyPort, ProbeSet } from '../../../model/index.ts';
import { addressOf, clusterFrom, EMPTY_CLUSTER } from '../../../model/index.ts';
import { DEFAULT_CAPABILITIES } from '../../engine.ts';
import { askableCells } from './askable-cells.ts';

const POD = { kind: 'pod', ip: '10.0.0.1', pod: 'x/a' } as const;
const HOST = { kind: 'hostNetwork', ip: '192.168.0.1', pod: 'x/hn', node: 'n1' } as const;
const SERVICE = { kind: 'service', ip: '10.96.0.1', service: 'x/s' } as const;

const PROBES: ProbeSet = {
  cluster: EMPTY_CLUSTER,
  endpoints: [
    { endpoint: POD, address: addressOf(POD.ip) },
    { endpoint: { kind: 'pod', ip: 'fd00::1', pod: 'x/a' }, address: addressOf('fd00::1') },
    { endpoint: HOST, address: addressOf(HOST.ip) },
    { endpoint: SERVICE, address: addressOf(SERVICE.ip), backend: { endpoint: POD, port: 80 }, only: 0 },
    { endpoint: SERVICE, address: addressOf(SERVICE.ip), backend: { endpoint: HOST, port: 80 }, only: 0 },
  ],
  ports: [{ protocol: 'TCP', port: 80 }, { protocol: 'ICMP' }],
  // From the pod to: itself by TCP and ICMP, the hostNetwork pod, both services; then IPv6 to itself.
  cells: Uint32Array.of(0, 1, 4, 6, 8, (5 + 1) * 2),
};

describe('askableCells', () => {
  test.each([
    ['the defaults', {}, [0, 5]],
    ['ICMP', { protocols: ['TCP', 'ICMP'] as const }, [0, 1, 5]],
    ['IPv4 only', { ipFamilies: ['IPv4'] as const }, [0]],
    ['hostNetwork', { endpoints: ['pod', 'hostNetwork'] as const }, [0, 2, 5]],
    ['services with a backend it knows', { endpoints: ['pod', 'service'] as const }, [0, 3, 5]],
    ['all of these ends', { endpoints: ['pod', 'hostNetwork', 'service'] as const }, [0, 2, 3, 4, 5]],
  ])('%s', (_, declared, positions) => {
    expect(askableCells(PROBES, { ...DEFAULT_CAPABILITIES, ...declared })).toEqual(positions);
  });

  const withPort = (item: NetworkPolicyPort): ProbeSet['cluster'] =>
    clusterFrom([
      {
        kind: 'NetworkPolicy',
        namespace: 'x',
        name: 'p',
        spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}, { ports: [item] }] },
      },
    ]);
  const ranged = withPort({ protocol: 'TCP', port: 1, endPort: 2 });
  const named = withPort({ protocol: 'TCP', port: 'web' });
  test.each([
    ['endPort', ranged, { endPort: false }, 0],
    ['endPort', ranged, { namedPorts: false }, 2],
    ['named ports', named, { namedPorts: false }, 0],
    ['named ports', named, { endPort: false }, 2],
  ])('a policy with %s and %o', (_, cluster, declared, count) => {
    expect(askableCells({ ...PROBES, cluster }, { ...DEFAULT_CAPABILITIES, ...declared })).toHaveLength(
      count,
    );
  });

  test('a policy that is gone counts for an engine that is told the history', () => {
    const probes = { ...PROBES, history: { initial: ranged, events: [] } };
    const without = { ...DEFAULT_CAPABILITIES, endPort: false };
    expect(askableCells(probes, { ...without, history: true })).toEqual([]);
    expect(askableCells(probes, without)).toHaveLength(2);
  });
});
