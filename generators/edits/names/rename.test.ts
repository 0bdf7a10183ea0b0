import { describe, expect, it } from 'vitest';
import type { Cluster, Scenario } from '../../../model/index.ts';
import { labelsFrom, NAMESPACE_NAME_LABEL, scenarioOf } from '../../../model/index.ts';
import type { Renaming } from './rename.ts';
import { renamed } from './rename.ts';

const CLUSTER: Cluster = {
  nodes: [{ kind: 'Node', name: 'node', labels: {}, addresses: ['192.168.50.11'], podCIDRs: [] }],
  namespaces: [
    {
      kind: 'Namespace',
      name: 'space',
      labels: labelsFrom([
        [NAMESPACE_NAME_LABEL, 'space'],
        ['key', 'value'],
      ]),
    },
  ],
  pods: [
    {
      kind: 'Pod',
      namespace: 'space',
      name: 'same',
      uid: '1',
      labels: { key: 'value', space: 'space' },
      nodeName: 'node',
      hostNetwork: false,
      phase: 'Running',
      terminating: false,
      podIPs: ['10.244.1.10'],
      ports: [{ name: 'same', containerPort: 80, protocol: 'TCP', container: 'regular' }],
    },
  ],
  services: [
    {
      kind: 'Service',
      namespace: 'space',
      name: 'same',
      type: 'ClusterIP',
      selector: { key: 'value' },
      clusterIPs: ['10.96.0.10'],
      externalIPs: [],
      loadBalancerIPs: [],
      ports: [{ protocol: 'TCP', port: 80, targetPort: 'same' }],
      externalTrafficPolicy: 'Cluster',
      internalTrafficPolicy: 'Cluster',
    },
  ],
  endpointSlices: [
    {
      kind: 'EndpointSlice',
      namespace: 'space',
      name: 'same-1',
      service: 'same',
      addressType: 'IPv4',
      endpoints: [{ address: '10.244.1.10', pod: 'space/same', nodeName: 'node', ready: true }],
      ports: [{ protocol: 'TCP', port: 80 }],
    },
  ],
  policies: [
    {
      kind: 'NetworkPolicy',
      namespace: 'space',
      name: 'same',
      spec: {
        podSelector: { matchExpressions: [{ key: 'key', operator: 'In', values: ['value', 'same'] }] },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: 'space', key: 'value' } } }],
            ports: [{ protocol: 'TCP', port: 'same' }],
          },
        ],
      },
    },
  ],
  externals: [],
};

const SCENARIO: Scenario = scenarioOf('s', CLUSTER, {
  expectations: [
    {
      kind: 'flow',
      flow: {
        source: { kind: 'node', ip: '192.168.50.11', node: 'node' },
        destination: { kind: 'service', ip: '10.96.0.10', service: 'space/same' },
        protocol: 'TCP',
        port: 80,
        backend: { endpoint: { kind: 'pod', ip: '10.244.1.10', pod: 'space/same' }, port: 80 },
      },
      action: 'allow',
    },
  ],
});

/** Every place of the scenario whose text changes, as `path: text`. */
function changes(before: unknown, after: unknown, path = ''): string[] {
  if (typeof before !== 'object' || before === null)
    return before === after ? [] : [`${path}: ${String(after)}`];
  const [old, now] = [Object.entries(before), Object.entries(after as object)];
  return old.flatMap(([key, value], index) => {
    const [key2, value2] = now[index]!;
    return [
      ...(key === key2 ? [] : [`${path}.${key} is ${key2}`]),
      ...changes(value, value2, `${path}.${key}`),
    ];
  });
}

const TABLE: readonly [Renaming['what'], string, readonly string[]][] = [
  [
    'namespace',
    'space',
    [
      '.cluster.namespaces.0.name: new',
      '.cluster.namespaces.0.labels.kubernetes.io/metadata.name: new',
      '.cluster.pods.0.namespace: new',
      '.cluster.services.0.namespace: new',
      '.cluster.endpointSlices.0.namespace: new',
      '.cluster.endpointSlices.0.endpoints.0.pod: new/same',
      '.cluster.policies.0.namespace: new',
      '.cluster.policies.0.spec.ingress.0.from.0.namespaceSelector.matchLabels.kubernetes.io/metadata.name: new',
      '.expectations.0.flow.destination.service: new/same',
      '.expectations.0.flow.backend.endpoint.pod: new/same',
    ],
  ],
  [
    'pod',
    'same',
    [
      '.cluster.pods.0.name: new',
      '.cluster.endpointSlices.0.endpoints.0.pod: space/new',
      '.expectations.0.flow.backend.endpoint.pod: space/new',
    ],
  ],
  [
    'service',
    'same',
    [
      '.cluster.services.0.name: new',
      '.cluster.endpointSlices.0.name: new-1',
      '.cluster.endpointSlices.0.service: new',
      '.expectations.0.flow.destination.service: space/new',
    ],
  ],
  ['policy', 'same', ['.cluster.policies.0.name: new']],
  [
    'node',
    'node',
    [
      '.cluster.nodes.0.name: new',
      '.cluster.pods.0.nodeName: new',
      '.cluster.endpointSlices.0.endpoints.0.nodeName: new',
      '.expectations.0.flow.source.node: new',
    ],
  ],
  [
    'port',
    'same',
    [
      '.cluster.pods.0.ports.0.name: new',
      '.cluster.services.0.ports.0.targetPort: new',
      '.cluster.policies.0.spec.ingress.0.ports.0.port: new',
    ],
  ],
  [
    'label value',
    'value',
    [
      '.cluster.namespaces.0.labels.key: new',
      '.cluster.pods.0.labels.key: new',
      '.cluster.services.0.selector.key: new',
      '.cluster.policies.0.spec.podSelector.matchExpressions.0.values.0: new',
      '.cluster.policies.0.spec.ingress.0.from.0.namespaceSelector.matchLabels.key: new',
    ],
  ],
  ['label value', 'same', ['.cluster.policies.0.spec.podSelector.matchExpressions.0.values.1: new']],
  [
    'label key',
    'key',
    [
      '.cluster.namespaces.0.labels.key is new',
      '.cluster.pods.0.labels.key is new',
      '.cluster.services.0.selector.key is new',
      '.cluster.policies.0.spec.podSelector.matchExpressions.0.key: new',
      '.cluster.policies.0.spec.ingress.0.from.0.namespaceSelector.matchLabels.key is new',
    ],
  ],
];

describe('renamed', () => {
  it.each(TABLE)('follows a %s called %s everywhere, and nothing else', (what, from, expected) => {
    const after = renamed(SCENARIO, { what, from, to: 'new' });
    expect(changes(SCENARIO, sameOrder(after, SCENARIO)).toSorted()).toEqual(expected.toSorted());
  });
});

/** The same data with fields in the order of the model, for comparing by position. */
function sameOrder<T>(data: T, model: unknown): T {
  if (typeof data !== 'object' || data === null || typeof model !== 'object' || model === null) return data;
  if (Array.isArray(data)) {
    return data.map((item: unknown, index) => sameOrder(item, (model as readonly unknown[])[index])) as T;
  }
  const rank = (key: string): number => {
    const at = Object.keys(model).indexOf(key);
    return at < 0 ? Object.keys(data).indexOf(key) : at;
  };
  const keys = Object.keys(data).toSorted((a, b) => rank(a) - rank(b));
  return Object.fromEntries(
    keys.map((key) => [
      key,
      sameOrder((data as Record<string, unknown>)[key], (model as Record<string, unknown>)[key] ?? model),
    ]),
  ) as T;
}
