import { describe, expect, it } from 'vitest';
import type { NetworkPolicySpec } from '../../../model/index.ts';
import { clusterFrom, labelsFrom, objectKey } from '../../../model/index.ts';
import { podOf } from '../../../model/testing/sample-cluster.ts';
import { changesOf, clusterWith, policyWith, specsAfter } from '../testing/changes-of.ts';
import { anUnrelatedNamespaceChangesNothing } from './an-unrelated-namespace-changes-nothing.ts';
import { aSynthesisedPolicyAdmitsItsFlow } from './a-synthesised-policy-admits-its-flow.ts';
import { mergingPoliciesChangesNothing } from './merging-policies-changes-nothing.ts';
import { splittingAPolicyChangesNothing } from './splitting-a-policy-changes-nothing.ts';

const A = { podSelector: { matchLabels: { pod: 'a' } } };
const B = { podSelector: { matchLabels: { pod: 'b' } } };
const BOTH = ['Ingress', 'Egress'] as const;

describe('splitting a policy', () => {
  const podSelector = A.podSelector;
  const one = (type: 'Ingress' | 'Egress', rules: object): NetworkPolicySpec => ({
    podSelector,
    policyTypes: [type],
    ...rules,
  });

  it('is by direction, by rule or by halves; a direction without rules goes on isolating', async () => {
    const variants = await specsAfter(splittingAPolicyChangesNothing, {
      podSelector,
      policyTypes: BOTH,
      ingress: [{ from: [A] }, { from: [B] }, {}],
    });
    expect(variants).toHaveLength(3);
    expect(variants).toContainEqual([
      one('Ingress', { ingress: [{ from: [A] }, { from: [B] }, {}] }),
      one('Egress', {}),
    ]);
    expect(variants).toContainEqual([
      one('Ingress', { ingress: [{ from: [A] }] }),
      one('Ingress', { ingress: [{ from: [B] }] }),
      one('Ingress', { ingress: [{}] }),
      one('Egress', {}),
    ]);
    expect(variants).toContainEqual([
      { podSelector, policyTypes: BOTH, ingress: [{ from: [A] }] },
      { podSelector, policyTypes: BOTH, ingress: [{ from: [B] }, {}] },
    ]);
  });

  it('leaves behind what the types leave out', async () => {
    const egress = [{ to: [B] }, {}];
    const ingress = [{ from: [A] }, { from: [B] }];
    for (const specs of await specsAfter(splittingAPolicyChangesNothing, { ingress, egress })) {
      expect(specs.filter((spec) => spec.egress !== undefined)).toEqual([]);
    }
  });

  it('gives each piece a name and a uid of its own', async () => {
    const taken = policyWith({ podSelector: A.podSelector }, 'copy-1');
    const policy = { ...policyWith({ ingress: [{ from: [A] }, {}] }), uid: 'u' };
    for (const { cluster } of await changesOf(splittingAPolicyChangesNothing, clusterWith(policy, taken))) {
      expect(new Set(cluster.policies.map(objectKey)).size).toBe(3);
      expect(cluster.policies.filter(({ uid }) => uid === 'u')).toHaveLength(1);
    }
  });
});

describe('merging policies', () => {
  it('joins those of one namespace and subject, without what their types leave out', async () => {
    const first = policyWith({ ...A, ingress: [{ from: [A] }], egress: [{}] }, 'p');
    const second = policyWith({ ...A, policyTypes: ['Egress'], ingress: [{}], egress: [{ to: [B] }] }, 'q');
    const other = policyWith({ ...B, ingress: [{}] }, 'r');
    const elsewhere = { ...first, namespace: 'y' };
    const [change] = await changesOf(
      mergingPoliciesChangesNothing,
      clusterWith(first, second, other, elsewhere),
    );
    expect(change?.cluster.policies).toEqual([
      {
        ...first,
        spec: { ...A, policyTypes: BOTH, ingress: [{ from: [A] }], egress: [{ to: [B] }] },
      },
      other,
      elsewhere,
    ]);
  });
});

describe('an unrelated namespace', () => {
  const namespace = { kind: 'Namespace', name: 'x', labels: labelsFrom([['team', 'red']]) } as const;
  const ports = [
    { name: 'web', containerPort: 80, protocol: 'TCP', hostPort: 8080, container: 'regular' },
  ] as const;
  const cluster = clusterFrom([
    namespace,
    podOf('a', '10.251.7.1', { ports }),
    podOf('host', '192.168.50.11', { hostNetwork: true }),
    policyWith({ podSelector: A.podSelector, ingress: [{ ipBlock: '' } as object] }),
  ]);

  it('is a twin under other addresses and numbers, with policies of its own', async () => {
    const changes = await changesOf(anUnrelatedNamespaceChangesNothing, cluster);
    // Admitting nothing or everything, first or last.
    expect(changes).toHaveLength(4);
    for (const change of changes) {
      const own = <T extends { readonly namespace?: string; readonly name: string }>(
        list: readonly T[],
      ): T[] => list.filter(({ namespace: home, name }) => (home ?? name) === 'twin');
      const { pods, policies, namespaces } = change.cluster;
      expect(own(namespaces)).toEqual([
        {
          ...namespace,
          name: 'twin',
          labels: labelsFrom([
            ['team', 'red'],
            ['kubernetes.io/metadata.name', 'twin'],
          ]),
        },
      ]);
      expect(own(pods)).toEqual([
        {
          ...cluster.pods[0],
          namespace: 'twin',
          uid: 'a-twin',
          podIPs: [expect.stringMatching(/^10\.251\.7\.\d+$/)],
          ports: [{ name: 'web', containerPort: 81, protocol: 'TCP', container: 'regular' }],
        },
      ]);
      expect(own(policies)).toMatchObject([
        { namespace: 'twin', name: 'p', spec: { podSelector: A.podSelector, policyTypes: BOTH } },
      ]);
      expect([pods.length, policies.length, namespaces.length]).toEqual([3, 2, 2]);
    }
  });

  it('takes no address that somebody has or that is asked about', async () => {
    for (const change of await changesOf(anUnrelatedNamespaceChangesNothing, cluster)) {
      const [ip] = change.cluster.pods.find((pod) => pod.namespace === 'twin')!.podIPs;
      expect(change.endpoints.map(({ endpoint }) => endpoint.ip)).not.toContain(ip);
    }
  });
});

describe('a synthesised policy', () => {
  const NAME = 'kubernetes.io/metadata.name';
  const namespace = { kind: 'Namespace', name: 'x', labels: labelsFrom([[NAME, 'x']]) } as const;
  const cluster = clusterFrom([
    namespace,
    podOf('a', '10.244.1.10', {
      ports: [
        { name: 'web', containerPort: 8080, protocol: 'TCP', container: 'regular' },
        { name: 'twice', containerPort: 9000, protocol: 'TCP', container: 'regular' },
        { name: 'twice', containerPort: 9001, protocol: 'TCP', container: 'regular' },
        { name: 'early', containerPort: 7000, protocol: 'TCP', container: 'init' },
      ],
    }),
    podOf('b', '10.244.1.11', { labels: labelsFrom([]) }),
  ]);
  const itemsIn = async (capabilities = {}): Promise<Set<string>> => {
    const changes = await changesOf(aSynthesisedPolicyAdmitsItsFlow, cluster, capabilities);
    const rules = changes.flatMap(({ cluster: { policies } }) =>
      policies.flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])]),
    );
    return new Set(
      rules.flatMap((rule) => [JSON.stringify(rule.ports), JSON.stringify('from' in rule && rule.from)]),
    );
  };

  it('isolates the pod by its labels and admits the other end', async () => {
    const changes = await changesOf(aSynthesisedPolicyAdmitsItsFlow, cluster);
    for (const { cluster: changed, cells } of changes) {
      expect(changed.policies.length).toBeGreaterThanOrEqual(cells.length);
      for (const { spec } of changed.policies) {
        expect([{ matchLabels: { pod: 'a' } }, {}]).toContainEqual(spec.podSelector);
        expect([...(spec.ingress ?? []), ...(spec.egress ?? [])]).toHaveLength(1);
      }
    }
  });

  it('names ports and peers in every way that is certain', async () => {
    const items = [...(await itemsIn())].join('\n');
    expect(items).toContain('"port":"web"');
    expect(items).toMatch(/"port":(\d+),"endPort":\1}/);
    expect(items).toMatch(/"port":8079,"endPort":8081/);
    expect(items).toMatch(/\[{"protocol":"UDP"}]/);
    expect(items).toContain('{"ipBlock":{"cidr":"10.244.1.10/32"}}');
    // PORT-15, PORT-20: not everybody resolves these.
    expect(items).not.toMatch(/twice|early/);
  });

  it('is careful with an engine that declares nothing', async () => {
    const items = [...(await itemsIn({ profile: {}, namedPorts: false }))].join('\n');
    expect(items).not.toMatch(/endPort|SCTP|10\.244\.1\.1[01]\/|web/);
  });
});
