import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  Cluster,
  ClusterObject,
  ContainerPort,
  Labels,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from '../../model/index.ts';
import { EMPTY_CLUSTER, labelsFrom } from '../../model/index.ts';
import { completeNamespace } from '../complete-namespace.ts';
import { admission } from '../create-admission.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import { clusterToObjects, objectToManifest } from './object-to-manifest.ts';

const name = fc.constantFrom('a', 'b', 'constructor', 'a-b');
const key = fc.constantFrom('app', 'constructor', 'toString', 'example.com/app');
const labels: fc.Arbitrary<Labels> = fc
  .array(fc.tuple(key, fc.constantFrom('', 'a', 'b')))
  .map((entries) => labelsFrom(entries));
const someLabels = labels.filter((each) => Object.keys(each).length > 0);
const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
const number = fc.integer({ min: 1, max: 65535 });
const portName = fc.constantFrom('http', 'dns', 'a-1');
const ipv4 = fc.constantFrom('10.244.1.10', '10.244.2.20', '192.168.50.11');
const ipv6 = fc.constantFrom('fd10:244:1::10', 'fd50::11');

/** Members that may be missing are missing, not undefined. */
function record<T extends object>(
  model: { [K in keyof T]: fc.Arbitrary<T[K]> },
  required: (keyof T)[],
): fc.Arbitrary<T> {
  return fc.record(model, { requiredKeys: required, noNullPrototype: true }) as unknown as fc.Arbitrary<T>;
}

const selector = fc.oneof(
  fc.constant({}),
  record(
    {
      matchLabels: someLabels,
      matchExpressions: fc.array(
        fc.oneof(
          fc.record({
            key,
            operator: fc.constantFrom('In' as const, 'NotIn' as const),
            values: fc.constant(['a', '']),
          }),
          fc.record({ key, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
        ),
        { minLength: 1, maxLength: 2 },
      ),
    },
    [],
  ),
);

const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector, podSelector: selector }),
  fc.record({
    ipBlock: record({ cidr: fc.constant('10.0.0.0/8'), except: fc.constant(['10.1.0.0/16']) }, ['cidr']),
  }),
);

const policyPort: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.record({ protocol }),
  fc.record({ protocol, port: fc.oneof(number, portName) }),
  fc.record({ protocol, port: number }).map((each) => ({ ...each, endPort: 65535 })),
) as fc.Arbitrary<NetworkPolicyPort>;

const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { minLength: 1, maxLength: 3 });

const policy = record<Record<string, unknown>>(
  {
    kind: fc.constant('NetworkPolicy'),
    namespace: name,
    name,
    labels: someLabels,
    spec: record<Record<string, unknown>>(
      {
        podSelector: selector,
        policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Egress', 'Ingress'], ['Ingress', 'Ingress']),
        ingress: list(record<Record<string, unknown>>({ from: list(peer), ports: list(policyPort) }, [])),
        egress: list(record<Record<string, unknown>>({ to: list(peer), ports: list(policyPort) }, [])),
      },
      ['podSelector', 'policyTypes'],
    ),
  },
  ['kind', 'namespace', 'name', 'spec'],
);

/** As an API server lists them: by the list of the pod spec they are in. */
const containers = ['regular', 'init', 'sidecar', 'ephemeral'] as const;
const containerPorts = fc
  .array(
    record<Record<string, unknown>>(
      {
        name: portName,
        containerPort: number,
        protocol,
        hostPort: number,
        container: fc.constantFrom(...containers),
      },
      ['containerPort', 'protocol', 'container'],
    ) as unknown as fc.Arbitrary<ContainerPort>,
    { maxLength: 6 },
  )
  .map((ports) => {
    const rank = ({ container }: ContainerPort): number => [0, 1, 1, 2][containers.indexOf(container)]!;
    return ports.toSorted((a, b) => rank(a) - rank(b));
  });

const pod = record<Record<string, unknown>>(
  {
    kind: fc.constant('Pod'),
    namespace: name,
    name,
    uid: fc.constantFrom('u1', 'x/a'),
    labels,
    nodeName: name,
    hostNetwork: fc.boolean(),
    phase: fc.constantFrom('Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'),
    terminating: fc.boolean(),
    podIPs: fc.oneof(fc.constant([]), fc.tuple(ipv4), fc.tuple(ipv6, ipv4)),
    ports: containerPorts,
  },
  ['kind', 'namespace', 'name', 'uid', 'labels', 'hostNetwork', 'phase', 'terminating', 'podIPs', 'ports'],
);

const trafficPolicy = fc.constantFrom('Cluster', 'Local');
const addresses = fc.oneof(fc.constant([]), fc.tuple(ipv4), fc.tuple(ipv4, ipv6));

const service = record<Record<string, unknown>>(
  {
    kind: fc.constant('Service'),
    namespace: name,
    name,
    type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer'),
    selector: someLabels,
    clusterIPs: addresses,
    externalIPs: addresses,
    loadBalancerIPs: addresses,
    ports: fc.array(
      record<Record<string, unknown>>(
        { name: portName, protocol, port: number, targetPort: fc.oneof(number, portName), nodePort: number },
        ['protocol', 'port', 'targetPort'],
      ),
      { maxLength: 2 },
    ),
    externalTrafficPolicy: trafficPolicy,
    internalTrafficPolicy: trafficPolicy,
  },
  [
    'kind',
    'namespace',
    'name',
    'type',
    'clusterIPs',
    'externalIPs',
    'loadBalancerIPs',
    'ports',
    'externalTrafficPolicy',
    'internalTrafficPolicy',
  ],
);

const slice = fc.record({
  kind: fc.constant('EndpointSlice'),
  namespace: name,
  name,
  service: name,
  addressType: fc.constant('IPv4'),
  endpoints: fc.array(
    record<Record<string, unknown>>(
      { address: ipv4, pod: fc.constantFrom('x/a', 'y/b.c'), nodeName: name, ready: fc.boolean() },
      ['address', 'ready'],
    ),
    { maxLength: 3 },
  ),
  ports: fc.array(
    record<Record<string, unknown>>({ name: portName, protocol, port: number }, ['protocol', 'port']),
  ),
});

const node = fc.record({
  kind: fc.constant('Node'),
  name,
  labels,
  addresses: fc.constantFrom([], ['192.168.50.11'], ['fd50::11', '192.168.50.11', '10.244.1.1']),
  podCIDRs: fc.constantFrom([], ['10.244.1.0/24'], ['10.244.1.0/24', 'fd10:244:1::/64']),
});

const namespace = fc
  .record({ kind: fc.constant('Namespace' as const), name, labels })
  .map((each) => completeNamespace(each));

const object = fc.oneof(
  policy,
  pod,
  service,
  slice,
  node,
  namespace,
) as unknown as fc.Arbitrary<ClusterObject>;

function admit(manifest: unknown, old?: KubernetesObject): { stored: KubernetesObject; object: unknown } {
  const admitted = admission.admit(manifest, old === undefined ? {} : { old });
  if (!admitted.ok) throw new Error(admitted.errors.map(({ message }) => message).join('\n'));
  return admitted;
}

describe('objectToManifest', () => {
  it('is undone by admission', () => {
    fc.assert(
      fc.property(object, (each) => {
        const manifest = JSON.parse(JSON.stringify(objectToManifest(each))) as unknown;
        expect(admit(manifest).object).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  it('gives what is already stored: admission changes nothing the second time (VAL-20..22)', () => {
    fc.assert(
      fc.property(object, (each) => {
        const once = admit(objectToManifest(each)).stored;
        expect(admit(once).stored).toEqual(once);
        expect(admit(once, once).stored).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the generation of a policy that a server has stored', () => {
    const stored: ClusterObject = {
      kind: 'NetworkPolicy',
      namespace: 'x',
      name: 'p',
      uid: 'u',
      generation: 7,
      spec: { podSelector: {}, policyTypes: ['Ingress'] },
    };
    expect(admit(objectToManifest(stored)).object).toEqual(stored);
  });
});

describe('clusterToObjects', () => {
  it("adds a pod's hostIP and puts what is referred to first", () => {
    const cluster: Cluster = {
      ...EMPTY_CLUSTER,
      nodes: [
        { kind: 'Node', name: 'n1', labels: {}, addresses: ['192.168.50.11', 'fd50::11'], podCIDRs: [] },
      ],
      pods: [
        {
          kind: 'Pod',
          namespace: 'x',
          name: 'a',
          uid: 'u',
          labels: {},
          nodeName: 'n1',
          hostNetwork: true,
          phase: 'Running',
          terminating: true,
          podIPs: ['192.168.50.11'],
          ports: [{ containerPort: 80, protocol: 'TCP', container: 'sidecar' }],
        },
      ],
    };
    expect(clusterToObjects(cluster)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'n1' },
        spec: { podCIDRs: [] },
        status: {
          addresses: [
            { type: 'InternalIP', address: '192.168.50.11' },
            { type: 'InternalIP', address: 'fd50::11' },
          ],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a', namespace: 'x', uid: 'u', deletionTimestamp: '1970-01-01T00:00:00Z' },
        spec: {
          nodeName: 'n1',
          hostNetwork: true,
          containers: [{ name: 'regular-0' }],
          initContainers: [
            { name: 'sidecar-0', restartPolicy: 'Always', ports: [{ containerPort: 80, protocol: 'TCP' }] },
          ],
        },
        status: {
          phase: 'Running',
          hostIP: '192.168.50.11',
          podIP: '192.168.50.11',
          podIPs: [{ ip: '192.168.50.11' }],
        },
      },
    ]);
  });
});
