import { describe, expect, it } from 'vitest';
import { admission } from '../create-admission.ts';

const object = (kind: string, parts: object, apiVersion = 'v1'): unknown => ({
  apiVersion,
  kind,
  metadata: { name: 'a' },
  ...parts,
});

const container = (ports: unknown): object => ({ spec: { containers: [{ ports }] } });
const slice = (parts: object): unknown => object('EndpointSlice', parts, 'discovery.k8s.io/v1');

describe('errors in fields that the harness uses', () => {
  it.each<[unknown, string]>([
    [
      object('Pod', container([{ containerPort: '80' }])),
      'spec.containers[0].ports[0].containerPort: Invalid value: "80": must be a 32-bit integer',
    ],
    [
      object('Pod', container([{}])),
      'spec.containers[0].ports[0].containerPort: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      object('Pod', container([{ containerPort: 80, protocol: 'tcp' }])),
      'spec.containers[0].ports[0].protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"',
    ],
    [
      object('Pod', { spec: { hostNetwork: 'yes' } }),
      'spec.hostNetwork: Invalid value: "yes": must be a boolean',
    ],
    [
      object('Pod', { status: { podIPs: [{ ip: '10.0.0.256' }] } }),
      'status.podIPs[0].ip: Invalid value: "10.0.0.256": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      object('Pod', { status: { phase: 'running' } }),
      'status.phase: Unsupported value: "running": supported values: "Pending", "Running", "Succeeded", "Failed", "Unknown"',
    ],
    [
      object('Pod', { metadata: { name: 'a', labels: { b: 1 } } }),
      'metadata.labels.b: Invalid value: 1: must be a string',
    ],
    [
      object('Namespace', { metadata: { name: 'a.b' } }),
      'metadata.name: Invalid value: "a.b": must not contain dots',
    ],
    [
      object('Namespace', { metadata: null }),
      'metadata.name: Required value: name or generateName is required',
    ],
    [
      object('Node', { spec: { podCIDRs: ['10.0.0.0/33'] } }),
      'spec.podCIDRs[0]: Invalid value: "10.0.0.0/33": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ],
    [
      object('Service', { spec: { type: 'Cluster' } }),
      'spec.type: Unsupported value: "Cluster": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ],
    [
      object('Service', { spec: { clusterIP: '10.96.0' } }),
      'spec.clusterIP: Invalid value: "10.96.0": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
    ],
    [
      object('Service', { spec: { ports: [{ port: 80, targetPort: 'a--b' }] } }),
      'spec.ports[0].targetPort: Invalid value: "a--b": must not contain consecutive hyphens',
    ],
    [
      slice({ addressType: 'ipv4' }),
      'addressType: Unsupported value: "ipv4": supported values: "FQDN", "IPv4", "IPv6"',
    ],
    [
      slice({ addressType: 'IPv4', endpoints: [{ addresses: ['fd00::1'] }] }),
      'endpoints[0].addresses[0]: Invalid value: "fd00::1": must be a valid IPv4 address',
    ],
  ])('%j', (raw, message) => {
    const admitted = admission.admit(raw);
    expect(admitted.ok ? [] : admitted.errors.map((error) => error.message)).toEqual([message]);
  });
});

describe('fields that the harness does not use', () => {
  it('are kept unread', () => {
    const raw = object('Pod', { spec: { volumes: 'nonsense', containers: [{ image: 7 }] }, colour: 'red' });
    const admitted = admission.admit(raw);
    expect(admitted.ok && admitted.stored).toMatchObject(raw as object);
  });
});

describe('decoding', () => {
  it('tells the containers of a pod apart', () => {
    const port = (containerPort: number): object => ({ ports: [{ containerPort }] });
    const admitted = admission.admit(
      object('Pod', {
        spec: {
          initContainers: [port(3), { ...port(2), restartPolicy: 'Always' }],
          containers: [port(1)],
          ephemeralContainers: [port(4)],
        },
      }),
    );
    expect(admitted.ok && admitted.object).toMatchObject({
      uid: 'default/a',
      ports: [
        { containerPort: 1, container: 'regular' },
        { containerPort: 3, container: 'init' },
        { containerPort: 2, container: 'sidecar' },
        { containerPort: 4, container: 'ephemeral' },
      ],
    });
  });

  it('forces the name label on a namespace, whatever it says (NS-2)', () => {
    const labels = { 'kubernetes.io/metadata.name': 'q', team: 'red' };
    const admitted = admission.admit(object('Namespace', { metadata: { name: 'w', labels } }));
    const forced = { 'kubernetes.io/metadata.name': 'w', team: 'red' };
    expect(admitted.ok && admitted.object).toEqual({ kind: 'Namespace', name: 'w', labels: forced });
    expect(admitted.ok && admitted.stored.metadata.labels).toEqual(forced);
  });

  it('fills in what a Service leaves out', () => {
    const admitted = admission.admit(
      object('Service', { spec: { ports: [{ port: 80 }], clusterIP: '10.96.0.1' } }),
    );
    expect(admitted.ok && admitted.object).toEqual({
      kind: 'Service',
      namespace: 'default',
      name: 'a',
      type: 'ClusterIP',
      clusterIPs: ['10.96.0.1'],
      externalIPs: [],
      loadBalancerIPs: [],
      ports: [{ protocol: 'TCP', port: 80, targetPort: 80 }],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
    });
  });
});
