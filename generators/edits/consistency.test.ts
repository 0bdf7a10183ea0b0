import { describe, expect, it } from 'vitest';
import type { Cluster, Node, Pod, Scenario, Service } from '../../model/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../../model/index.ts';
import { endpointSlicesOf } from '../../admission/index.ts';
import { simplifications } from './index.ts';

const node = (name: string, host: number): Node => ({
  kind: 'Node',
  name,
  labels: {},
  addresses: [`192.168.50.${host}`],
  podCIDRs: [],
});

const pod = (name: string, ip: string, parts: Partial<Pod> = {}): Pod => ({
  kind: 'Pod',
  namespace: 'x',
  name,
  uid: name,
  labels: { app: 'a' },
  nodeName: 'n1',
  hostNetwork: false,
  phase: 'Running',
  terminating: false,
  podIPs: [ip],
  ports: [],
  ...parts,
});

const SERVICE: Service = {
  kind: 'Service',
  namespace: 'x',
  name: 's',
  type: 'ClusterIP',
  selector: { app: 'a' },
  clusterIPs: ['10.96.0.10'],
  externalIPs: [],
  loadBalancerIPs: [],
  ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
  externalTrafficPolicy: 'Cluster',
  internalTrafficPolicy: 'Cluster',
};

const PODS = [pod('a', '10.244.1.10'), pod('b', '10.244.1.11')];

const CLUSTER: Cluster = {
  ...EMPTY_CLUSTER,
  nodes: [node('n1', 11), node('n2', 12)],
  namespaces: [{ kind: 'Namespace', name: 'x', labels: { 'kubernetes.io/metadata.name': 'x' } }],
  pods: PODS,
  services: [SERVICE],
  endpointSlices: endpointSlicesOf(SERVICE, PODS),
};

/** The scenario after the edit that is described so; fails where there is none. */
function after(scenario: Scenario, describe_: string): Scenario {
  const edits = [...simplifications(scenario)];
  const edit = edits.find((candidate) => candidate.describe === describe_);
  expect(edits.map((candidate) => candidate.describe)).toContain(describe_);
  return edit!.apply();
}

const descriptions = (scenario: Scenario): string[] =>
  [...simplifications(scenario)].map((edit) => edit.describe);

const backends = ({ cluster }: Scenario): (string | undefined)[] =>
  cluster.endpointSlices.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.pod));

describe('slices after an edit', () => {
  it('that followed from the selector follow it still', () => {
    const scenario = scenarioOf('s', CLUSTER);
    expect(backends(scenario)).toEqual(['x/a', 'x/b']);
    expect(backends(after(scenario, 'drop pod x/a'))).toEqual(['x/b']);
    expect(backends(after(scenario, 'Pod x/a: drop label app'))).toEqual(['x/b']);
  });

  it('that were written by hand lose only what is gone', () => {
    const endpointSlices = CLUSTER.endpointSlices.map((slice) => ({
      ...slice,
      endpoints: [...slice.endpoints, { address: '203.0.113.7', ready: true }],
    }));
    const scenario = scenarioOf('s', { ...CLUSTER, endpointSlices });
    expect(backends(after(scenario, 'Pod x/a: drop label app'))).toEqual(['x/a', 'x/b', undefined]);
    expect(backends(after(scenario, 'drop pod x/a'))).toEqual(['x/b', undefined]);
  });

  it('that were written by hand lose an address that its pod has lost', () => {
    const dual = [pod('a', '10.244.1.10', { podIPs: ['10.244.1.10', 'fd10:244:1::a'] })];
    const byHand = {
      ...CLUSTER.endpointSlices[0]!,
      endpoints: [{ address: '10.244.1.10', pod: 'x/a', ready: false }],
    };
    const scenario = scenarioOf('s', { ...CLUSTER, pods: dual, endpointSlices: [byHand] });
    expect(backends(after(scenario, 'Pod x/a: drop 10.244.1.10'))).toEqual([]);
    expect(backends(after(scenario, 'Pod x/a: drop fd10:244:1::a'))).toEqual(['x/a']);
  });
});

/** Without the Service, whose slices name nodes too. */
const BARE: Cluster = { ...CLUSTER, services: [], endpointSlices: [] };

describe('nodes', () => {
  it('that nothing runs on go, and pods move to the other', () => {
    const scenario = scenarioOf('s', { ...BARE, pods: [pod('a', '10.244.2.10', { nodeName: 'n2' })] });
    expect(after(scenario, 'drop node n1').cluster.nodes.map(({ name }) => name)).toEqual(['n2']);
    const moved = after(scenario, 'move the pods of node n2 to n1').cluster;
    expect(moved.nodes.map(({ name }) => name)).toEqual(['n1']);
    expect(moved.pods.map(({ nodeName }) => nodeName)).toEqual(['n1']);
  });

  it('that a flow speaks of stay, pods and all', () => {
    const scenario = scenarioOf(
      's',
      { ...BARE, pods: [pod('a', '10.244.2.10', { nodeName: 'n2' })] },
      {
        expectations: [
          {
            kind: 'flow',
            flow: {
              source: { kind: 'node', ip: '192.168.50.12', node: 'n2' },
              destination: { kind: 'external', ip: '203.0.113.7' },
              protocol: 'TCP',
              port: 80,
            },
            action: 'allow',
          },
        ],
      },
    );
    expect(descriptions(scenario)).not.toContain('drop node n2');
    expect(descriptions(scenario)).not.toContain('move the pods of node n2 to n1');
  });

  it('give hostNetwork pods their addresses', () => {
    const host = pod('a', '192.168.50.12', { nodeName: 'n2', hostNetwork: true });
    const moved = after(scenarioOf('s', { ...BARE, pods: [host] }), 'move the pods of node n2 to n1');
    expect(moved.cluster.pods[0]).toMatchObject({ nodeName: 'n1', podIPs: ['192.168.50.11'] });
  });
});

describe('histories', () => {
  it('keep the end of a pod whose address another takes', () => {
    const scenario = scenarioOf('s', CLUSTER, {
      steps: [
        {
          title: 'goes',
          actions: [{ kind: 'apply', event: { type: 'DELETED', object: PODS[0]! } }],
          settled: true,
          expectations: [],
        },
        {
          actions: [{ kind: 'apply', event: { type: 'ADDED', object: pod('c', '10.244.1.10') } }],
          settled: true,
          expectations: [],
        },
      ],
    });
    const lengths = [...simplifications(scenario)]
      .filter(({ describe: text }) => text === 'drop 1 steps')
      .map((edit) => edit.apply().steps.map(({ title }) => title));
    expect(lengths).toEqual([['goes']]);
  });
});

describe('pods that do not run', () => {
  it('begin to run only where nobody else has their address by now', () => {
    const finished = pod('a', '10.244.1.11', { phase: 'Succeeded' });
    const shared = scenarioOf('s', { ...CLUSTER, pods: [finished, PODS[1]!] });
    expect(descriptions(shared)).not.toContain('Pod x/a: running');
    const alone = scenarioOf('s', { ...CLUSTER, pods: [finished] });
    expect(after(alone, 'Pod x/a: running').cluster.pods[0]!.phase).toBe('Running');
  });

  it('get an address of their own with it', () => {
    const pending = pod('a', '', { phase: 'Pending', podIPs: [] });
    const { pods } = after(
      scenarioOf('s', { ...CLUSTER, pods: [pending, PODS[1]!] }),
      'Pod x/a: running',
    ).cluster;
    expect(pods[0]!.podIPs).toHaveLength(1);
    expect(pods[0]!.podIPs[0]).not.toBe(pods[1]!.podIPs[0]);
  });
});
