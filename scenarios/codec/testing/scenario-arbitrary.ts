import fc from 'fast-check';
import { completeNamespace, endpointSlicesOf } from '../../../admission/index.ts';
import type {
  Cluster,
  ClusterEvent,
  ClusterObject,
  Expectation,
  ExternalEndpoint,
  Flow,
  FlowExpectation,
  Labels,
  NetworkPolicy,
  OtherwiseExpectation,
  PartialProfile,
  Pod,
  Scenario,
  ScenarioAction,
  ScenarioStep,
  Service,
} from '../../../model/index.ts';
import { applyEvents, clusterFrom, labelsFrom, objectKey } from '../../../model/index.ts';
import { simulationArbitrary } from './simulation-arbitrary.ts';

// Small scenarios of every shape that the format has, for the tests of the codec alone: what they mean is of no
// interest here, that their parts fit together is.

const labels: fc.Arbitrary<Labels> = fc
  .dictionary(
    fc.constantFrom('app', 'pod', '10', '9', 'example.com/team'),
    fc.constantFrom('', 'a', '1', 'true'),
  )
  .map((entries) => labelsFrom(Object.entries(entries)));

/** A name that is not plain text, for what only a mapping can carry. */
const portName = fc.constantFrom(undefined, 'web', 'odd name', 'a=b');
const port = fc.constantFrom(1, 80, 8080, 65_535);
const protocol = fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const);

function present<Value>(key: string, value: Value | undefined): Record<string, Value> {
  return value === undefined ? {} : { [key]: value };
}

const containerPort = fc
  .record({
    name: portName,
    containerPort: port,
    protocol,
    hostPort: fc.option(port, { nil: undefined }),
    container: fc.constantFrom('regular' as const, 'sidecar' as const, 'init' as const, 'ephemeral' as const),
  })
  .map(({ name, hostPort, ...rest }) => ({
    ...rest,
    ...present('name', name),
    ...present('hostPort', hostPort),
  }));

const podParts = fc.record({
  labels,
  node: fc.constantFrom(undefined, 'n1', 'n2'),
  hostNetwork: fc.boolean(),
  phase: fc.constantFrom('Running' as const, 'Pending' as const, 'Succeeded' as const),
  terminating: fc.boolean(),
  ports: fc.array(containerPort, { maxLength: 2 }),
  families: fc.constantFrom('none', 'v4', 'both'),
  ownUid: fc.boolean(),
});

function podOf(
  key: string,
  index: number,
  parts: typeof podParts extends fc.Arbitrary<infer T> ? T : never,
): Pod {
  const [namespace, name] = key.split('/') as [string, string];
  const addresses = [`10.244.0.${index + 1}`, `fd10:244::${index + 1}`];
  return {
    kind: 'Pod',
    namespace,
    name,
    uid: parts.ownUid ? `uid-${index}` : key,
    labels: parts.labels,
    ...(parts.node === undefined ? {} : { nodeName: parts.node }),
    hostNetwork: parts.hostNetwork,
    phase: parts.phase,
    terminating: parts.terminating,
    podIPs: parts.families === 'none' ? [] : parts.families === 'v4' ? addresses.slice(0, 1) : addresses,
    ports: parts.ports,
  };
}

const KEYS = ['x/a', 'x/b', 'y/a', 'y/b'] as const;

const pods: fc.Arbitrary<Pod[]> = fc
  .tuple(...KEYS.map(() => fc.option(podParts, { nil: undefined })))
  .map((all) =>
    all.flatMap((parts, index) => (parts === undefined ? [] : [podOf(KEYS[index]!, index, parts)])),
  );

const service: fc.Arbitrary<Service> = fc
  .record({
    name: fc.constantFrom('web', 'db'),
    namespace: fc.constantFrom('x', 'y'),
    selector: fc.option(labels, { nil: undefined }),
    type: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
    clusterIPs: fc.constantFrom([], ['10.96.0.1'], ['10.96.0.2', 'fd96::2']),
    externalIPs: fc.constantFrom([], ['198.51.100.1']),
    loadBalancerIPs: fc.constantFrom([], ['198.51.100.2']),
    ports: fc.array(
      fc
        .record({
          name: portName,
          protocol,
          port,
          targetPort: fc.oneof(port, fc.constant('web')),
          nodePort: port,
        })
        .map(({ name, ...rest }) => ({ ...present('name', name), ...rest })),
      { maxLength: 2 },
    ),
    externalTrafficPolicy: fc.constantFrom('Cluster' as const, 'Local' as const),
    internalTrafficPolicy: fc.constantFrom('Cluster' as const, 'Local' as const),
  })
  .map(({ selector, ...rest }) => ({ kind: 'Service', ...rest, ...present('selector', selector) }));

const peer = fc.constantFrom(
  { podSelector: {} },
  { namespaceSelector: { matchLabels: labelsFrom([['app', '1']]) } },
  { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
  { ipBlock: { cidr: '10.0.0.5/8' } },
  { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' as const, values: ['no valid value!'] }] } },
);

const policy: fc.Arbitrary<NetworkPolicy> = fc
  .record({
    namespace: fc.constantFrom('x', 'y'),
    name: fc.constantFrom('p', 'q'),
    peers: fc.array(peer, { minLength: 1, maxLength: 2 }),
    policyTypes: fc.constantFrom(['Ingress' as const], ['Egress' as const, 'Ingress' as const]),
    generation: fc.constantFrom(undefined, 3),
  })
  .map(({ namespace, name, peers, policyTypes, generation }) => ({
    kind: 'NetworkPolicy',
    namespace,
    name,
    ...present('generation', generation),
    spec: {
      podSelector: {},
      policyTypes,
      ingress: [{ from: peers, ports: [{ protocol: 'TCP', port: 80, endPort: 90 }] }],
    },
  }));

const externals: fc.Arbitrary<ExternalEndpoint[]> = fc.constantFrom(
  [],
  [{ name: 'e1', ip: '203.0.113.7' }],
  [{ ip: '203.0.113.8' }, { name: 'v6', ip: '2001:db8::7' }],
);

const clusterArbitrary: fc.Arbitrary<Cluster> = fc
  .record({
    nodeLabels: labels,
    namespaceLabels: labels,
    pods,
    services: fc.array(service, { maxLength: 2 }),
    policies: fc.array(policy, { maxLength: 3 }),
    slices: fc.boolean(),
    externals,
  })
  .map((parts) => {
    const cluster = clusterFrom(
      [
        {
          kind: 'Node',
          name: 'n1',
          labels: parts.nodeLabels,
          addresses: ['192.168.0.1', 'fd50::1'],
          podCIDRs: [],
        },
        { kind: 'Node', name: 'n2', labels: {}, addresses: ['192.168.0.2'], podCIDRs: ['10.244.0.0/24'] },
        completeNamespace({ kind: 'Namespace', name: 'x', labels: parts.namespaceLabels }),
        completeNamespace({ kind: 'Namespace', name: 'y', labels: {} }),
        ...parts.pods,
        ...parts.services,
        ...parts.policies,
      ],
      parts.externals,
    );
    const endpointSlices = cluster.services.flatMap((each) => endpointSlicesOf(each, cluster.pods));
    return { ...cluster, endpointSlices: parts.slices ? endpointSlices : [] };
  });

const text = fc.constantFrom(
  'plain',
  'yes',
  '012',
  'two\nlines\n',
  '  indented: "x"\n- y',
  '# no comment',
  '',
);

const action = fc.constantFrom('allow' as const, 'deny' as const);

/** Flows between whatever is in the cluster, and some ends that are not. */
function flowArbitrary(cluster: Cluster): fc.Arbitrary<Flow> {
  const sources: Flow['source'][] = [
    { kind: 'external', ip: '203.0.113.7' },
    { kind: 'external', ip: '10.244.0.1' },
    { kind: 'pod', ip: '10.9.9.9', pod: 'x/gone' },
    { kind: 'node', ip: 'fd50::1', node: 'n1' },
    ...cluster.pods.flatMap((pod) =>
      pod.podIPs.map((ip): Flow['source'] =>
        pod.hostNetwork
          ? { kind: 'hostNetwork', ip, pod: objectKey(pod), node: pod.nodeName ?? '' }
          : { kind: 'pod', ip, pod: objectKey(pod) },
      ),
    ),
  ];
  const services = cluster.services.map((each) => ({
    kind: 'service' as const,
    ip: each.clusterIPs[0] ?? '192.168.0.1',
    service: objectKey(each),
  }));
  return fc
    .record({
      source: fc.constantFrom(...sources),
      destination: fc.constantFrom(...sources, ...services),
      kind: fc.constantFrom('TCP' as const, 'SCTP' as const, 'ICMP' as const, '47' as const),
      port,
      sourcePort: fc.option(port, { nil: undefined }),
      backend: fc.option(fc.record({ endpoint: fc.constantFrom(...sources), port }), { nil: undefined }),
    })
    .map(({ source, destination, kind, backend, sourcePort, ...rest }) => ({
      source,
      destination,
      protocol: kind,
      ...(kind === 'TCP' || kind === 'SCTP' ? { port: rest.port } : {}),
      ...present('sourcePort', sourcePort),
      ...present('backend', backend),
    }));
}

function expectationArbitrary(cluster: Cluster): fc.Arbitrary<Expectation> {
  const flow = flowArbitrary(cluster);
  const options = fc.constantFrom(undefined, ['endPort' as const]);
  const flowLine: fc.Arbitrary<FlowExpectation> = fc
    .record({ flow, action, options, otherwise: fc.boolean() })
    .map(({ otherwise, options: by, ...rest }) => ({
      kind: 'flow' as const,
      ...rest,
      ...present('options', by),
      ...(otherwise ? { otherwise: [{ profile: { endPort: 'single-port' }, action: rest.action }] } : {}),
    }));
  const packet = fc
    .record({ packet: fc.constantFrom('original' as const, 'related-icmp' as const), action, options })
    .map(({ options: by, ...rest }) => ({ ...rest, ...present('options', by) }));
  return fc.oneof(
    flowLine,
    fc.record({ kind: fc.constant('connection' as const), flow, packets: fc.array(packet) }),
    fc.record({
      kind: fc.constant('admission' as const),
      manifest: fc.oneof(text, fc.constantFrom({ spec: { list: [null, {}, []], '1': 'x' } }, null)),
      outcome: fc.constantFrom(
        { kind: 'rejected' as const, field: 'spec.x[0]' },
        { kind: 'accepted' as const },
        {
          kind: 'accepted' as const,
          warnings: ['spec'],
          stored: { 'spec.policyTypes': ['Ingress'], status: null },
        },
      ),
    }),
  );
}

/** A later line for the same flow would take the place of an earlier one. */
function distinct(expectations: readonly Expectation[]): Expectation[] {
  const byFlow = new Map<string, Expectation>();
  for (const one of expectations)
    byFlow.set(one.kind === 'flow' ? JSON.stringify(one.flow) : `#${byFlow.size}`, one);
  return [...byFlow.values()];
}

/** A history that fits: what is there changes or goes, what is not there comes. */
function eventArbitrary(cluster: Cluster, taken: number): fc.Arbitrary<ClusterEvent> {
  const uid = `late-${taken}`;
  const change = (object: ClusterObject): ClusterEvent[] => [
    { type: 'DELETED', object },
    { type: 'MODIFIED', object: 'labels' in object ? changed(object) : object },
  ];
  const missing = KEYS.filter((key) => !cluster.pods.some((pod) => objectKey(pod) === key));
  const added = missing.map((key): ClusterEvent => {
    const [namespace, name] = key.split('/') as [string, string];
    const object: Pod = { ...podOf(key, 50 + taken, BARE), namespace, name, uid };
    return { type: 'ADDED', object };
  });
  const objects: ClusterObject[] = [
    ...cluster.pods,
    ...cluster.policies,
    ...cluster.services,
    ...cluster.nodes,
  ];
  return fc.constantFrom(...objects.flatMap(change), ...added);
}

const BARE: typeof podParts extends fc.Arbitrary<infer Parts> ? Parts : never = {
  labels: labelsFrom([['app', 'late']]),
  node: 'n2',
  hostNetwork: false,
  phase: 'Running',
  terminating: false,
  ports: [],
  families: 'v4',
  ownUid: true,
};

function changed(object: ClusterObject): ClusterObject {
  const next = labelsFrom([['app', 'changed']]);
  if (object.kind !== 'Pod') return { ...object, labels: next } as ClusterObject;
  const { nodeName: _, ...rest } = object;
  return { ...rest, labels: next, phase: 'Failed', podIPs: [], ports: [] };
}

const DENIED_AT_ONCE: OtherwiseExpectation = { profile: { udpIdleTicks: 0 }, action: 'deny' };

function stepsArbitrary(start: Cluster): fc.Arbitrary<ScenarioStep[]> {
  return fc.array(fc.nat(), { maxLength: 4 }).chain((seeds) => {
    let cluster = start;
    const steps = seeds.map((seed, index): ScenarioStep => {
      const [event] = fc.sample(eventArbitrary(cluster, index), { numRuns: 1, seed });
      const actions: ScenarioAction[] = [
        { kind: 'apply', event: event! },
        { kind: 'wait', ticks: seed % 50 },
      ];
      cluster = applyEvents(cluster, [event!]);
      const [flow] = fc.sample(flowArbitrary(cluster), { numRuns: 1, seed });
      const expectations = distinct(fc.sample(expectationArbitrary(cluster), { numRuns: 2, seed }));
      return {
        ...(seed % 3 === 0 ? { title: `step ${index}` } : {}),
        actions: [
          ...actions,
          { kind: 'open', connection: `c${index}`, flow: flow! },
          { kind: 'watch', node: 'n1', change: seed % 2 === 0 ? 'hold' : 'release' },
          { kind: 'send', connection: `c${index}`, packet: seed % 3 === 0 ? 'open' : 'related-icmp' },
          { kind: 'agent', node: 'n1', change: 'restart' },
          { kind: 'close', connection: `c${index}` },
        ],
        settled: seed % 2 === 0,
        expectations: [
          ...expectations,
          {
            kind: 'packet',
            connection: `c${index}`,
            packet: 'reply',
            action: 'deny',
            ...(seed % 2 === 0 ? { options: ['udpIdleTicks' as const] } : {}),
            ...present('otherwise', seed % 5 === 0 ? [DENIED_AT_ONCE] : undefined),
          },
        ],
      };
    });
    return fc.constant(steps);
  });
}

const profile: fc.Arbitrary<PartialProfile> = fc.constantFrom(
  {},
  { strictCidrValidation: 'warn-only' },
  { existingConnections: 'flush-after(30)', udpIdleTicks: 5, ipBlockMatchesPodIPs: 'no' },
);

export const scenarioArbitrary: fc.Arbitrary<Scenario> = clusterArbitrary.chain((cluster) =>
  fc
    .record({
      name: text,
      title: fc.option(text, { nil: undefined }),
      description: fc.option(text, { nil: undefined }),
      clauses: fc.constantFrom<Scenario['clauses'][]>([], ['IPB-5', 'ISO-1']),
      references: fc.array(text, { maxLength: 2 }),
      provenance: fc.option(fc.constant({ seed: -7, run: 3, key: 'v2:a/b/c' }), { nil: undefined }),
      profile,
      simulation: fc.option(simulationArbitrary, { nil: undefined }),
      expectations: fc.array(expectationArbitrary(cluster), { maxLength: 4 }),
      steps: stepsArbitrary(cluster),
    })
    .map(({ title, description, provenance, simulation: simulated, expectations, ...rest }) => ({
      ...rest,
      cluster,
      expectations: distinct(expectations),
      ...present('title', title),
      ...present('description', description),
      ...present('provenance', provenance),
      ...present('simulation', simulated),
    })),
);
