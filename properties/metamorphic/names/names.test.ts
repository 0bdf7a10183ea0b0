import { describe, expect, it } from 'vitest';
import type { EndpointSlice, Namespace } from '../../../model/index.ts';
import { clusterFrom, labelsFrom } from '../../../model/index.ts';
import { nodeOf, podOf, serviceOf } from '../../../model/testing/sample-cluster.ts';
import { changesOf, policyWith } from '../testing/changes-of.ts';
import { labelsMeanNothing } from './labels-mean-nothing.ts';
import { namesMeanNothing } from './names-mean-nothing.ts';
import { portNamesMeanNothing } from './port-names-mean-nothing.ts';

const NAME = 'kubernetes.io/metadata.name';
const namespace: Namespace = {
  kind: 'Namespace',
  name: 'x',
  labels: labelsFrom([
    [NAME, 'x'],
    ['team', 'x'],
  ]),
};
const slice: EndpointSlice = {
  kind: 'EndpointSlice',
  namespace: 'x',
  name: 'web-1',
  service: 'web',
  addressType: 'IPv4',
  endpoints: [{ address: '10.244.1.10', pod: 'x/a', nodeName: 'n1', ready: true }],
  ports: [{ name: 'http', protocol: 'TCP', port: 80 }],
};
const cluster = clusterFrom([
  nodeOf('n1', '192.168.50.11'),
  namespace,
  podOf('a', '10.244.1.10', {
    labels: labelsFrom([
      ['team', ''],
      [NAME, 'x'],
    ]),
    ports: [{ name: 'http', containerPort: 80, protocol: 'TCP', container: 'regular' }],
  }),
  podOf('host', '192.168.50.11', { hostNetwork: true }),
  serviceOf('web', {
    clusterIPs: ['10.96.0.10'],
    selector: labelsFrom([['team', '']]),
    ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 'http' }],
  }),
  slice,
  policyWith({
    podSelector: { matchLabels: { [NAME]: 'x' } },
    ingress: [
      {
        from: [
          {
            namespaceSelector: {
              matchLabels: { team: 'x' },
              matchExpressions: [{ key: NAME, operator: 'In', values: ['x', 'elsewhere', 'no name!'] }],
            },
          },
        ],
        ports: [
          { protocol: 'TCP', port: 'http' },
          { protocol: 'TCP', port: 'nowhere' },
          { protocol: 'TCP', port: 80 },
        ],
      },
    ],
  }),
]);

describe('renaming everything', () => {
  it('follows each name wherever it is meant, and nowhere else', async () => {
    const [change] = await changesOf(namesMeanNothing, cluster);
    const { cluster: after, endpoints } = change!;
    const [node, space, pod, host, service] = [
      after.nodes[0]!.name,
      after.namespaces[0]!.name,
      after.pods[0]!.name,
      after.pods[1]!.name,
      after.services[0]!.name,
    ];
    expect(new Set([node, space, pod, host, service, 'x', 'a', 'n1', 'web']).size).toBe(9);
    expect(after.namespaces[0]!.labels).toEqual(
      labelsFrom([
        [NAME, space],
        ['team', 'x'],
      ]),
    );
    // A pod's own label of that key is a label like any other (NS-6).
    expect(after.pods[0]).toEqual({ ...cluster.pods[0], namespace: space, name: pod, nodeName: node });
    expect(after.policies[0]!.spec.podSelector).toEqual({ matchLabels: { [NAME]: 'x' } });
    expect(after.endpointSlices[0]).toMatchObject({
      namespace: space,
      service,
      endpoints: [{ pod: `${space}/${pod}`, nodeName: node }],
    });
    const [peer] = after.policies[0]!.spec.ingress![0]!.from!;
    expect(peer!.namespaceSelector).toEqual({
      matchLabels: labelsFrom([['team', 'x']]),
      matchExpressions: [
        { key: NAME, operator: 'In', values: [space, expect.stringMatching(/^n\d+$/), 'no name!'] },
      ],
    });
    expect(endpoints.map(({ endpoint }) => endpoint)).toEqual(
      expect.arrayContaining([
        { kind: 'pod', ip: '10.244.1.10', pod: `${space}/${pod}` },
        { kind: 'hostNetwork', ip: '192.168.50.11', pod: `${space}/${host}`, node },
        { kind: 'node', ip: '192.168.50.11', node },
        { kind: 'service', ip: '10.96.0.10', service: `${space}/${service}` },
      ]),
    );
  });
});

describe('other labels', () => {
  it('are other everywhere alike, but for the name of a namespace', async () => {
    const [change] = await changesOf(labelsMeanNothing, cluster);
    const { namespaces, pods, services, policies } = change!.cluster;
    const key = Object.keys(services[0]!.selector!)[0]!;
    const [empty, team] = [pods[0]!.labels[key]!, namespaces[0]!.labels[key]!];
    expect(new Set(['team', '', 'x', key, empty, team]).size).toBe(6);
    expect(pods[0]!.labels).toEqual(
      labelsFrom([
        [key, empty],
        [NAME, 'x'],
      ]),
    );
    expect(services[0]!.selector).toEqual(labelsFrom([[key, empty]]));
    expect(namespaces[0]!.labels).toEqual(
      labelsFrom([
        [NAME, 'x'],
        [key, team],
      ]),
    );
    const [peer] = policies[0]!.spec.ingress![0]!.from!;
    expect(peer!.namespaceSelector).toEqual({
      matchLabels: labelsFrom([[key, team]]),
      matchExpressions: [{ key: NAME, operator: 'In', values: ['x', 'elsewhere', 'no name!'] }],
    });
  });

  it('keep what no label can be as it is (SEL-14)', async () => {
    const podSelector = { matchExpressions: [{ key: 'a', operator: 'In', values: ['b', '-'] }] } as const;
    const [change] = await changesOf(labelsMeanNothing, clusterFrom([policyWith({ podSelector })]));
    expect(change?.cluster.policies[0]?.spec.podSelector.matchExpressions?.[0]?.values).toEqual([
      expect.stringMatching(/^value/),
      '-',
    ]);
  });
});

describe('other port names', () => {
  it('are other where containers declare, Services target and policies use them', async () => {
    const [change] = await changesOf(portNamesMeanNothing, cluster);
    const { pods, services, endpointSlices, policies } = change!.cluster;
    const name = pods[0]!.ports[0]!.name!;
    expect(name).toMatch(/^(?=.*[a-z])[a-z0-9]{1,15}$/);
    expect(name).not.toBe('http');
    expect(services[0]!.ports).toEqual([{ name: 'http', protocol: 'TCP', port: 80, targetPort: name }]);
    expect(endpointSlices).toEqual([slice]);
    const ports = policies[0]!.spec.ingress![0]!.ports!.map(({ port }) => port);
    expect(ports).toEqual([name, expect.not.stringMatching(/^http$|^nowhere$/), 80]);
    expect(ports[1]).not.toBe(name);
  });

  it('are none where there are no names', async () => {
    expect(await changesOf(portNamesMeanNothing, clusterFrom([podOf('a', '10.0.0.1')]))).toEqual([]);
  });
});
