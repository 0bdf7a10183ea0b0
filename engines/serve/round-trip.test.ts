import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cluster, ClusterEvent, Pod, ProbeSet } from '../../model/index.ts';
import { applyEvents, clusterFrom, flowOf, NO_LABELS, packetClasses, withCells } from '../../model/index.ts';
import type { ExecEngine } from '../child-process/index.ts';
import { execEngine } from '../child-process/index.ts';
import { trivialEngine } from './testing/trivial-engine.ts';

let served: ExecEngine;
beforeAll(async () => {
  const program = join(import.meta.dirname, 'testing/serve-trivial.ts');
  served = await execEngine(`'${process.execPath}' --import tsx '${program}'`);
});
afterAll(() => served.close());

function pod(name: string, podIPs: readonly string[], more: Partial<Pod> = {}): Pod {
  return {
    kind: 'Pod',
    namespace: 'x',
    name,
    uid: `uid-${name}`,
    labels: NO_LABELS,
    nodeName: 'n1',
    hostNetwork: false,
    phase: 'Running',
    terminating: false,
    podIPs,
    ports: [],
    ...more,
  };
}

const WEB_PORT = { containerPort: 8080, protocol: 'TCP', name: 'web', container: 'regular' } as const;

const CLUSTER: Cluster = clusterFrom([
  {
    kind: 'Node',
    name: 'n1',
    labels: NO_LABELS,
    addresses: ['192.168.50.11', 'fd00:50::11'],
    podCIDRs: ['10.244.1.0/24', 'fd00:244:1::/64'],
  },
  { kind: 'Namespace', name: 'x', labels: { 'kubernetes.io/metadata.name': 'x' } },
  pod('a', ['10.244.1.10', 'fd00:244:1::10'], { ports: [{ ...WEB_PORT, hostPort: 9090 }] }),
  pod('b', ['10.244.1.11'], { terminating: true }),
  pod('hn', ['192.168.50.11', 'fd00:50::11'], { hostNetwork: true }),
  {
    kind: 'Service',
    namespace: 'x',
    name: 'web',
    type: 'NodePort',
    selector: { app: 'web' },
    clusterIPs: ['10.96.0.10'],
    externalIPs: [],
    loadBalancerIPs: [],
    ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'web', nodePort: 30_080 }],
    externalTrafficPolicy: 'Cluster',
    internalTrafficPolicy: 'Cluster',
  },
  {
    kind: 'EndpointSlice',
    namespace: 'x',
    name: 'web-1',
    service: 'web',
    addressType: 'IPv4',
    endpoints: [{ address: '10.244.1.10', pod: 'x/a', nodeName: 'n1', ready: true }],
    ports: [{ name: 'http', protocol: 'TCP', port: 8080 }],
  },
  {
    kind: 'NetworkPolicy',
    namespace: 'x',
    name: 'p',
    spec: {
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.64/26'] } }],
          ports: [{ protocol: 'TCP', port: 80, endPort: 90 }],
        },
      ],
    },
  },
]);

const OPTIONS = { protocols: trivialEngine.capabilities.protocols };

test('a served engine says of itself what the engine says', () => {
  const { name, version, capabilities } = served;
  expect({ name, version, capabilities }).toEqual({
    name: trivialEngine.name,
    version: trivialEngine.version,
    capabilities: trivialEngine.capabilities,
  });
});

test('a served engine answers every packet class as the engine does', async () => {
  const probes = packetClasses(CLUSTER, OPTIONS);
  expect(new Set(probes.endpoints.map(({ endpoint }) => endpoint.kind)).size).toBe(5);
  expect(probes.endpoints.some(({ endpoint, backend }) => endpoint.kind === 'node' && backend)).toBe(true);
  const verdicts = await served.judge(probes);
  expect(new Set(verdicts)).toEqual(new Set([0, 1]));
  expect(verdicts).toEqual(await trivialEngine.judge(probes));
});

test('a history arrives as it happened', async () => {
  const events: readonly ClusterEvent[] = [
    { type: 'ADDED', object: pod('c', ['10.244.1.12']) },
    { type: 'DELETED', object: pod('b', ['10.244.1.11']) },
    { type: 'MODIFIED', object: pod('c', ['10.244.1.12'], { labels: { app: 'web' } }) },
  ];
  for (const count of [1, 3]) {
    const history = { initial: CLUSTER, events: events.slice(0, count) };
    const all = packetClasses(applyEvents(CLUSTER, history.events), OPTIONS);
    const probes: ProbeSet = { ...withCells(all, all.cells.slice(0, 3_000)), history };
    expect(await served.judge(probes)).toEqual(await trivialEngine.judge(probes));
  }
});

test('a served engine explains as the engine does', async () => {
  const probes = packetClasses(CLUSTER, OPTIONS);
  const flow = flowOf(probes, probes.cells.at(-1)!);
  expect(await served.explain?.(probes, flow)).toEqual(await trivialEngine.explain?.(probes, flow));
});

test('10,000 objects make the way, and their number arrives', async () => {
  const pods = Array.from({ length: 9_998 }, (_, index) =>
    pod(`p${index}`, [`10.${1 + (index >> 8)}.${index & 255}.9`]),
  );
  const frame = clusterFrom([...CLUSTER.nodes, ...CLUSTER.namespaces]);
  const probes = { ...packetClasses(frame, OPTIONS), cluster: { ...frame, pods } };
  expect(await served.judge(probes)).toEqual(await trivialEngine.judge(probes));
});
