import { describe, expect, it } from 'vitest';
import type { ClusterRead } from './read-cluster.ts';
import { readCluster } from './read-cluster.ts';

function read(...documents: unknown[]): ClusterRead {
  return readCluster([{ file: 'f.json', text: documents.map((each) => JSON.stringify(each)).join('\n') }]);
}

const pod = (name: string, parts: Record<string, unknown> = {}): unknown => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'x', ...(parts['metadata'] as object) },
  spec: parts['spec'] ?? {},
  ...(parts['status'] === undefined ? {} : { status: parts['status'] }),
});

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ ports: [{ containerPort: 80 }] }] },
};

const workload = (apiVersion: string, kind: string, parts: Record<string, unknown> = {}): unknown => ({
  apiVersion,
  kind,
  metadata: { name: kind.toLowerCase(), namespace: 'x', ...(parts['metadata'] as object) },
  spec: parts['spec'] ?? (kind === 'CronJob' ? { jobTemplate: { spec: { template } } } : { template }),
});

describe('workloads', () => {
  it.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'ReplicaSet'],
    ['v1', 'ReplicationController'],
    ['batch/v1', 'Job'],
    ['batch/v1', 'CronJob'],
  ])('%s %s counts as one running pod', (apiVersion, kind) => {
    const { cluster, notes } = read(workload(apiVersion, kind));
    expect(cluster.pods).toMatchObject([
      {
        namespace: 'x',
        name: kind.toLowerCase(),
        labels: { app: 'web' },
        phase: 'Running',
        podIPs: ['10.244.0.1', 'fd10:244::1'],
        ports: [{ containerPort: 80, protocol: 'TCP', container: 'regular' }],
      },
    ]);
    expect(notes[0]).toBe(`1 workload (1 ${kind}): each counts as one pod, named like it`);
  });

  it('of no replicas count for nothing', () => {
    const { cluster } = read(workload('apps/v1', 'Deployment', { spec: { replicas: 0, template } }));
    expect(cluster.pods).toEqual([]);
  });

  it('whose pods are there too do not count twice', () => {
    const owner = (kind: string, name: string): unknown => [{ kind, name, controller: true }];
    const { cluster } = read(
      workload('apps/v1', 'Deployment'),
      workload('apps/v1', 'ReplicaSet', { metadata: { ownerReferences: owner('Deployment', 'deployment') } }),
      pod('web-1', {
        metadata: { labels: { app: 'web', hash: '1' }, ownerReferences: owner('ReplicaSet', 'replicaset') },
      }),
    );
    expect(cluster.pods.map(({ name }) => name)).toEqual(['web-1']);
  });

  it('made by another one do not count twice', () => {
    const ownerReferences = [{ kind: 'Deployment', name: 'deployment', controller: true }];
    const { cluster } = read(
      workload('apps/v1', 'ReplicaSet', { metadata: { ownerReferences } }),
      workload('apps/v1', 'Deployment'),
    );
    expect(cluster.pods.map(({ name }) => name)).toEqual(['deployment']);
  });

  it('of a name that is taken get another', () => {
    const { cluster } = read(pod('web'), workload('apps/v1', 'Deployment', { metadata: { name: 'web' } }));
    expect(cluster.pods.map(({ name }) => name)).toEqual(['web', 'web-deployment']);
  });

  it('are blamed in their own template', () => {
    const spec = { template: { ...template, spec: { containers: [{ ports: [{ containerPort: 0 }] }] } } };
    const manifest = workload('apps/v1', 'Deployment', { spec });
    const { errors, cluster } = read(manifest);
    expect(cluster.pods).toEqual([]);
    const field = 'spec.template.spec.containers[0].ports[0].containerPort';
    const column = JSON.stringify(manifest).indexOf('"containerPort"') + 1;
    expect(errors).toEqual([
      {
        type: 'invalid',
        field,
        message: `${field}: Invalid value: 0: must be between 1 and 65535, inclusive`,
        position: { file: 'f.json', line: 1, column },
      },
    ]);
  });
});

describe('what is missing', () => {
  it('is invented and noted', () => {
    const { cluster, notes } = read(pod('a'), pod('b'));
    expect(cluster.namespaces).toEqual([
      { kind: 'Namespace', name: 'x', labels: { 'kubernetes.io/metadata.name': 'x' } },
    ]);
    expect(cluster.nodes.map(({ name, addresses }) => [name, ...addresses])).toEqual([
      ['node-1', '192.168.50.1', 'fd50::1'],
      ['node-2', '192.168.50.2', 'fd50::2'],
    ]);
    expect(cluster.pods.map(({ nodeName, podIPs }) => [nodeName, ...podIPs])).toEqual([
      ['node-1', '10.244.0.1', 'fd10:244::1'],
      ['node-2', '10.244.0.2', 'fd10:244::2'],
    ]);
    expect(notes).toEqual([
      '2 nodes node-1, node-2: not in the manifests, invented',
      '2 pods x/a, x/b: no address in the manifests, taken to run with an invented one',
      'namespace x: not in the manifests, taken to have no labels of its own',
    ]);
  });

  it('is not invented for pods that a server has placed', () => {
    const status = { phase: 'Pending' };
    const finished = { phase: 'Succeeded', podIP: '10.244.1.5' };
    const { cluster } = read(
      pod('pending', { status }),
      pod('done', { status: finished, spec: { nodeName: 'n9' } }),
    );
    expect(cluster.pods).toMatchObject([
      { name: 'pending', phase: 'Pending', podIPs: [] },
      { name: 'done', phase: 'Succeeded', podIPs: ['10.244.1.5'], nodeName: 'n9' },
    ]);
    expect(cluster.pods[0]).not.toHaveProperty('nodeName');
    expect(cluster.nodes.map(({ name }) => name)).toEqual(['n9']);
  });

  it('uses the families that the pods have', () => {
    const { cluster } = read(pod('a', { status: { podIP: '10.244.0.1', phase: 'Running' } }), pod('b'));
    expect(cluster.pods.map(({ podIPs }) => podIPs)).toEqual([['10.244.0.1'], ['10.244.0.2']]);
  });

  it('keeps invented addresses out of ipBlocks', () => {
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'x' },
      spec: { ingress: [{ from: [{ ipBlock: { cidr: '10.244.0.0/24' } }] }] },
    };
    expect(read(policy, pod('a')).cluster.pods[0]!.podIPs).toEqual(['10.244.1.0', 'fd10:244::1']);
  });

  it("gives a hostNetwork pod its node's addresses", () => {
    const addresses = [
      { type: 'Hostname', address: 'n1' },
      { type: 'InternalIP', address: '192.168.50.11' },
    ];
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, status: { addresses } };
    const { cluster } = read(node, pod('hn', { spec: { hostNetwork: true } }));
    expect(cluster.nodes[0]!.addresses).toEqual(['192.168.50.11']);
    expect(cluster.pods[0]).toMatchObject({ nodeName: 'n1', podIPs: ['192.168.50.11'] });
  });

  it('gives Services addresses and backends, but no address to headless ones', () => {
    const service = (name: string, spec: object): unknown => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'x' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec },
    });
    const { cluster } = read(
      service('web', {}),
      service('headless', { clusterIP: 'None' }),
      service('alias', { type: 'ExternalName', externalName: 'example.com' }),
      pod('a', { metadata: { labels: { app: 'web' } } }),
    );
    expect(cluster.services.map(({ name, clusterIPs }) => [name, ...clusterIPs])).toEqual([
      ['web', '10.96.0.1', 'fd10:96::1'],
      ['headless'],
    ]);
    expect(cluster.endpointSlices.map(({ service: of, addressType }) => `${of} ${addressType}`)).toEqual([
      'web IPv4',
      'web IPv6',
      'headless IPv4',
      'headless IPv6',
    ]);
  });
});

describe('readCluster', () => {
  it('reports errors and reads the rest', () => {
    const { cluster, errors, objects, notes } = read(
      pod('A'),
      pod('a'),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 't' } },
    );
    expect(cluster.pods.map(({ name }) => name)).toEqual(['a']);
    expect(errors.map(({ field }) => field)).toEqual(['metadata.name']);
    expect(objects).toBe(4);
    expect(notes.at(-1)).toBe('2 objects of no consequence to NetworkPolicy left out (2 Secret)');
  });

  it('lets the last of several objects of one name count, and says so', () => {
    const { cluster, notes } = read(pod('a'), pod('a', { metadata: { labels: { last: 'yes' } } }));
    expect(cluster.pods.map(({ labels }) => labels)).toEqual([{ last: 'yes' }]);
    expect(notes[0]).toBe('Pod x/a: given more than once, the last one counts');
  });

  it('gives the same cluster for the same manifests', () => {
    const manifests = [pod('a'), workload('apps/v1', 'Deployment'), pod('b')];
    expect(read(...manifests)).toEqual(read(...manifests));
  });
});
