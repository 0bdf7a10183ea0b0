import { describe, expect, it } from 'vitest';
import { FencepostError, labelsFrom } from '../../model/index.ts';
import { decodeScenario } from './decode-scenario.ts';

const HEAD = 'fencepost: 1\nname: test\n';
const POLICY = `apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: p, namespace: x}`;

function errorOf(text: string): FencepostError {
  try {
    decodeScenario(text, 'dir/test.yaml');
  } catch (error) {
    if (error instanceof FencepostError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('a scenario file', () => {
  it('may hold a name and nothing else', () => {
    expect(decodeScenario(HEAD, 'test.yaml')).toEqual({
      name: 'test',
      clauses: [],
      references: [],
      profile: {},
      cluster: {
        nodes: [],
        namespaces: [],
        pods: [],
        services: [],
        endpointSlices: [],
        policies: [],
        externals: [],
      },
      expectations: [],
      steps: [],
    });
  });

  it('describes a cluster compactly', () => {
    const { cluster } = decodeScenario(
      `${HEAD}cluster:
  nodes: {n1: [192.168.50.11, 192.168.50.12, "fd50::11"]}
  namespaces: {x: {team: red}, y: {}}
  pods:
    x/a: {labels: {pod: a}, node: n1, ips: [10.0.0.1], ports: [web=80/TCP]}
    x/b: {labels: {pod: a}, node: n1, ips: [10.0.0.2], phase: Pending}
    y/hn: {hostNetwork: true, node: n1}
  services: {x/web: {ips: [10.96.0.1], selector: {pod: a}, ports: [http=8080/TCP->web]}}
  externals: {e1: 203.0.113.7}
`,
      'test.yaml',
    );
    expect(cluster.namespaces.map(({ labels }) => labels)).toEqual([
      labelsFrom([
        ['team', 'red'],
        ['kubernetes.io/metadata.name', 'x'],
      ]),
      labelsFrom([['kubernetes.io/metadata.name', 'y']]),
    ]);
    expect(cluster.pods[0]).toEqual({
      kind: 'Pod',
      namespace: 'x',
      name: 'a',
      uid: 'x/a',
      labels: { pod: 'a' },
      nodeName: 'n1',
      hostNetwork: false,
      phase: 'Running',
      terminating: false,
      podIPs: ['10.0.0.1'],
      ports: [{ name: 'web', containerPort: 80, protocol: 'TCP', container: 'regular' }],
    });
    // The first address of each family, as a kubelet reports them.
    expect(cluster.pods[2]!.podIPs).toEqual(['192.168.50.11', 'fd50::11']);
    expect(cluster.endpointSlices).toHaveLength(1);
    expect(cluster.endpointSlices[0]).toMatchObject({ service: 'web', addressType: 'IPv4' });
    expect(cluster.endpointSlices[0]!.ports).toEqual([{ name: 'http', protocol: 'TCP', port: 80 }]);
    expect(cluster.endpointSlices[0]!.endpoints[0]).toMatchObject({ pod: 'x/a', address: '10.0.0.1' });
    expect(cluster.externals).toEqual([{ name: 'e1', ip: '203.0.113.7' }]);
  });

  it('builds on a fixture, whose objects it may replace', () => {
    const { cluster } = decodeScenario(
      `${HEAD}cluster:
  fixture: upstream
  namespaces: {z: {ns: other}}
  pods: {x/d: {labels: {pod: a}, node: n1, ips: [10.244.1.99]}}
`,
      'test.yaml',
    );
    expect(cluster.namespaces.find(({ name }) => name === 'z')!.labels['ns']).toBe('other');
    const slices = cluster.endpointSlices.filter(({ service }) => service === 's-x-a');
    expect(slices.flatMap(({ endpoints }) => endpoints.map(({ address }) => address))).toContain(
      '10.244.1.99',
    );
  });

  it('keeps slices that are written by hand, and makes none beside them', () => {
    const { endpointSlices } = decodeScenario(
      `${HEAD}cluster:
  nodes: {n1: [192.168.50.11]}
  namespaces: {x: {}}
  pods: {x/a: {labels: {pod: a}, node: n1, ips: [10.0.0.1]}}
  services:
    x/web: {ips: [10.96.0.1], selector: {pod: a}, ports: [80/TCP]}
    x/none: {ips: [10.96.0.2], selector: {pod: a}, ports: [80/TCP], handMade: true}
  endpointSlices:
    x/web-1: {service: web, endpoints: [x/a, 203.0.113.7, {address: 10.0.0.9, ready: false}], ports: [80/TCP]}
`,
      'test.yaml',
    ).cluster;
    expect(endpointSlices).toEqual([
      {
        kind: 'EndpointSlice',
        namespace: 'x',
        name: 'web-1',
        service: 'web',
        addressType: 'IPv4',
        endpoints: [
          { address: '10.0.0.1', pod: 'x/a', nodeName: 'n1', ready: true },
          { address: '203.0.113.7', ready: true },
          { address: '10.0.0.9', ready: false },
        ],
        ports: [{ protocol: 'TCP', port: 80 }],
      },
    ]);
  });

  it('holds policies as an API server stores them (VAL-20, VAL-21)', () => {
    const { cluster } = decodeScenario(
      `${HEAD}policies:\n  - ${POLICY}\n    spec: {podSelector: {}, egress: [{ports: [{port: 53}]}]}\n`,
      'test.yaml',
    );
    expect(cluster.policies).toEqual([
      {
        kind: 'NetworkPolicy',
        namespace: 'x',
        name: 'p',
        spec: {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
          egress: [{ ports: [{ protocol: 'TCP', port: 53 }] }],
        },
      },
    ]);
  });

  it('takes stored policies as they are (IPB-9, IPB-15, SEL-14)', () => {
    const spec =
      '{podSelector: {matchLabels: {a: "b c"}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 010.0.0.5/8}}]}]}';
    const { cluster } = decodeScenario(
      `${HEAD}storedPolicies:\n  - ${POLICY}\n    spec: ${spec}\n`,
      'test.yaml',
    );
    expect(cluster.policies[0]!.spec.egress).toEqual([{ to: [{ ipBlock: { cidr: '010.0.0.5/8' } }] }]);
    expect(errorOf(`${HEAD}policies:\n  - ${POLICY}\n    spec: ${spec}\n`).message).toContain('cidr');
  });

  it('lets host bits pass where the profile says so (VAL-12)', () => {
    const policies = `policies:\n  - ${POLICY}\n    spec: {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.5/24}}]}]}\n`;
    expect(errorOf(HEAD + policies).message).toContain('spec.ingress[0].from[0].ipBlock.cidr');
    const lenient = decodeScenario(
      `${HEAD}profile: {strictCidrValidation: warn-only}\n${policies}`,
      'test.yaml',
    );
    expect(lenient.cluster.policies).toHaveLength(1);
  });

  it('lets a later line for the same flow take the place of an earlier one', () => {
    const { expectations } = decodeScenario(
      `${HEAD}cluster: {fixture: catalogue}
expect:
  - allow: "* -> x/a TCP/80"
  - deny: y/a -> x/a TCP/80
  - allow: y/a -> x/a TCP/81
`,
      'test.yaml',
    );
    const actions = expectations.map((one) => (one.kind === 'flow' ? [one.flow.source.ip, one.action] : []));
    expect(actions).toEqual([
      ['10.244.1.11', 'allow'],
      ['10.244.2.12', 'allow'],
      ['10.244.2.20', 'deny'],
      ['10.244.1.21', 'allow'],
      ['10.244.2.30', 'allow'],
      ['10.244.2.20', 'allow'],
    ]);
    expect(expectations[2]!.kind === 'flow' && expectations[2]!.position).toEqual({
      file: 'test.yaml',
      line: 6,
      column: 5,
    });
  });

  it('may use anchors, but no bomb of them', () => {
    const labels = decodeScenario(
      `${HEAD}cluster:
  namespaces: {x: {}}
  pods:
    x/a: {labels: &same {pod: a, __proto__: b}}
    x/b: {labels: *same}
`,
      'test.yaml',
    ).cluster.pods.map((pod) => Object.entries(pod.labels));
    expect(labels[0]).toEqual([
      ['pod', 'a'],
      ['__proto__', 'b'],
    ]);
    expect(labels[1]).toEqual(labels[0]);

    // Every line stands for twenty of the line before: a few hundred bytes, 20 ** 8 nodes.
    const bomb = Array.from({ length: 8 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*a${level - 1}`;
      return `&a${level} [${Array.from({ length: 20 }, () => inner).join(', ')}]`;
    });
    const text = `${HEAD}expect:\n  - admission: accepted\n    manifest:\n${bomb.map((line) => `      - ${line}`).join('\n')}\n`;
    expect(errorOf(text).message).toContain('too many aliases');
  });
});

describe('what is wrong is named, with its place', () => {
  const catalogue = `${HEAD}cluster: {fixture: catalogue}\n`;
  it.each([
    ['fencepost: 1\n', '1:1: "name" is missing'],
    ['fencepost: 1\nname: 5\n', '2:7: name: must be text, not 5: quote it'],
    [`${HEAD}titel: x\n`, '3:1: unknown key "titel" (did you mean "title"?)'],
    [`${HEAD}clauses: IPB-5\n`, '3:10: clauses: must be a list, not "IPB-5"'],
    [`${HEAD}clauses: [ipb5]\n`, '3:11: clauses[0]: "ipb5" is not a clause'],
    [
      `${HEAD}profile: {endport: supported}\n`,
      'profile[endport]: "endport" is not a profile option (did you mean "endPort"?)',
    ],
    [
      `${HEAD}profile: {endPort: suported}\n`,
      '3:20: profile[endPort]: "suported" is none of supported, single-port',
    ],
    [`${HEAD}profile: {existingConnections: flush-after(n)}\n`, '"flush-after(n)" is none of'],
    [`${HEAD}provenance: {seed: x}\n`, '3:20: provenance.seed: must be a whole number'],
    [`${HEAD}cluster: {fixture: nowhere}\n`, 'cluster.fixture: no fixture nowhere'],
    [`${HEAD}cluster: {fixture: ../package}\n`, '"../package" is not the name of a fixture'],
    [
      `${HEAD}cluster: {nodes: {n1: [300.1.1.1]}}\n`,
      'cluster.nodes[n1][0]: "300.1.1.1" is not an IP address',
    ],
    [`${HEAD}cluster: {pods: {a: {}}}\n`, 'cluster.pods[a]: "a" must have the form namespace/name'],
    [`${HEAD}cluster: {pods: {x/a: {}}}\n`, 'cluster.pods[x/a]: no namespace x'],
    [`${HEAD}cluster: {namespaces: {x: {}}, pods: {x/a: {node: n1}}}\n`, 'cluster.pods[x/a]: no node n1'],
    [
      `${HEAD}cluster: {namespaces: {x: {a: 1}}}\n`,
      'cluster.namespaces[x][a]: must be text, not 1: quote it',
    ],
    [
      `${HEAD}cluster: {namespaces: {x: {}}, pods: {x/a: {ports: [80]}}}\n`,
      'ports[0]: must be a mapping, not 80',
    ],
    [
      `${HEAD}cluster: {namespaces: {x: {}}, pods: {x/a: {ports: [80/tcp]}}}\n`,
      '"80/tcp" is not a container port such as',
    ],
    [`${HEAD}cluster: {externals: {x/a: 1.1.1.1}}\n`, 'cannot name an external'],
    [`${HEAD}policies:\n  - ${POLICY}\n    spec: {podSelectr: {}}\n`, 'podSelectr'],
    [
      `${HEAD}policies:\n  - ${POLICY}\n    spec: {ingress: [{ports: [{port: 0}]}]}\n`,
      '7:38: policies[0]: spec.ingress[0].ports[0].port',
    ],
    [
      `${HEAD}policies:\n  - {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: x}}\n`,
      'policies[0]: ',
    ],
    [`${HEAD}policies:\n  - ${POLICY}\n  - ${POLICY}\n`, 'policies[1]: a second policy x/p'],
    [
      `${HEAD}storedPolicies:\n  - ${POLICY}\n    spec: {podSelector: {}, policyTypes: [ingress]}\n`,
      '"ingress" is none of Ingress, Egress',
    ],
    [
      `${catalogue}expect:\n  - alow: x/a -> x/b TCP/80\n`,
      '5:5: expect[0]: unknown key "alow" (did you mean "allow"?)',
    ],
    [`${catalogue}expect:\n  - x/a -> x/b TCP/80\n`, '5:5: expect[0]: must be a mapping'],
    [`${catalogue}expect:\n  - by: [endPort]\n`, 'must have one of the keys allow, deny'],
    [
      `${catalogue}expect:\n  - {allow: x/a -> x/b TCP/80, deny: x/a -> x/b TCP/80}\n`,
      'cannot both allow and deny',
    ],
    [`${catalogue}expect:\n  - {allow: x/a -> x/q TCP/80}\n`, '5:13: expect[0].allow: no pod x/q'],
    [
      `${catalogue}expect:\n  - {allow: x/a -> x/b TCP/80, by: [endport]}\n`,
      '5:37: expect[0].by[0]: "endport" is not a profile option',
    ],
    [
      `${catalogue}expect:\n  - {connection: x/a -> x/b TCP/80, packets: [orignal allow]}\n`,
      '"orignal" is none of original, reply, related-icmp',
    ],
    [`${catalogue}expect:\n  - {packet: c1 original, is: allow}\n`, '"packet" belongs to a step'],
    [`${catalogue}expect:\n  - {admission: rejected, manifest: {}}\n`, '"field" is missing'],
    [
      `${catalogue}expect:\n  - {admission: accepted, manifest: {}, field: spec}\n`,
      'belongs to a rejected object',
    ],
    [
      `${catalogue}steps:\n  - do: [{wait: 1, close: c1}]\n`,
      '5:10: steps[0].do[0]: must have exactly one of the keys',
    ],
    [
      `${catalogue}steps:\n  - do: [{add: {pods: {x/a: {}}}}]\n`,
      'steps[0].do[0].add.pods[x/a]: x/a is already there',
    ],
    [`${catalogue}steps:\n  - do: [{remove: {pods: [x/q]}}]\n`, 'there is no x/q to remove'],
    [`${catalogue}steps:\n  - do: [{change: {pods: {x/q: {}}}}]\n`, 'there is no x/q to change'],
    [`${catalogue}steps:\n  - do: [{change: {pod: {}}}]\n`, 'unknown key "pod" (did you mean "pods"?)'],
    [
      `${catalogue}steps:\n  - do: [{remove: {pods: [x/b]}}]\n    expect: [{allow: x/a -> x/b TCP/80}]\n`,
      'no pod x/b',
    ],
    [`${catalogue}steps:\n  - do: [{wait: -1}]\n`, 'must be a whole number from 0'],
  ])('%j', (text, message) => {
    const error = errorOf(text);
    expect(error.code).toBe('input');
    expect(error.message).toMatch(/^dir\/test\.yaml:\d+:\d+: /);
    expect(error.message).toContain(message);
  });
});
