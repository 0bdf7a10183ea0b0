import { describe, expect, test } from 'vitest';
import { largeCluster } from '../../bench/large-cluster.ts';
import { leafMutant, MUTANTS } from '../../engines/index.ts';
import { generateScenario, GENERATOR_PRESETS } from '../../generators/index.ts';
import type { Cluster, Flow, HostEndpoint, PartialProfile, Pod, Profile } from '../../model/index.ts';
import {
  objectKey,
  packetAxes,
  packetClasses,
  PROFILE_OPTIONS,
  probesOfFlows,
  SPEC_DEFAULT,
} from '../../model/index.ts';
import { createEvaluator } from '../create-evaluator.ts';
import { referenceSemantics } from '../reference-semantics.ts';
import type { Leaf, Semantics } from '../semantics.ts';
import { LEAVES } from '../semantics.ts';
import { createMatrix } from './create-matrix.ts';
import { differingCell, everyClass, randomProfile } from './testing/differing-cell.ts';

const reference = referenceSemantics;

function clusters(preset: keyof typeof GENERATOR_PRESETS, count: number, seed = 1): Cluster[] {
  return Array.from(
    { length: count },
    (_, run) => generateScenario(seed, run, GENERATOR_PRESETS[preset]).cluster,
  );
}

describe('the matrix gives every packet class the verdict of the reference', () => {
  test.each([
    ['small', 300],
    ['default', 60],
    ['adversarial', 6],
  ] as const)('in generated clusters (%s)', (preset, count) => {
    for (const [run, cluster] of clusters(preset, count).entries()) {
      expect(differingCell(reference, cluster, {}), `run ${run}`).toBeUndefined();
    }
  });

  test('under profiles of all kinds', () => {
    for (const [run, cluster] of clusters('small', 400, 2).entries()) {
      expect(differingCell(reference, cluster, randomProfile(run)), `run ${run}`).toBeUndefined();
    }
    for (const [run, cluster] of clusters('default', 40, 2).entries()) {
      expect(differingCell(reference, cluster, randomProfile(run + 1000)), `run ${run}`).toBeUndefined();
    }
  });

  const answers = PROFILE_OPTIONS.filter(
    ({ option }) => typeof SPEC_DEFAULT[option as keyof Profile] === 'string',
  ).flatMap(({ option, values }) => values.map((value): [string, string] => [option, value]));

  test.each(answers)('where %s is %s', (option, value) => {
    const profile = { [option]: value } as PartialProfile;
    for (const cluster of clusters('default', 12, 3)) {
      expect(differingCell(reference, cluster, profile)).toBeUndefined();
    }
  });
});

describe('the matrix agrees where ports mean different things beside selectors and beside ipBlocks', () => {
  test.each([
    { namedPortWithIpBlock: 'no-match' },
    { serviceEgressEvaluation: 'pre-dnat-with-expansion' },
    { serviceEgressEvaluation: 'pre-dnat-with-expansion', namedPortWithIpBlock: 'no-match' },
  ] as const)('%o', (profile) => {
    for (const cluster of clusters('default', 120, 7)) {
      expect(differingCell(reference, cluster, profile)).toBeUndefined();
    }
  });
});

test('the matrix agrees in a large cluster, whose replicas share their labels', () => {
  const cluster = largeCluster(600, 8);
  const { endpoints, ports } = packetAxes(cluster, { resolution: 'class' });
  const perSource = endpoints.length * ports.length;
  const sources = [0, 1, 2].map(
    (index) => endpoints.findIndex(({ endpoint }) => endpoint.kind === 'pod') + index * 97,
  );
  const cells = Uint32Array.from(
    sources.flatMap((source) => Array.from({ length: perSource }, (_, index) => source * perSource + index)),
  );
  expect(differingCell(reference, cluster, {}, { cluster, endpoints, ports, cells })).toBeUndefined();
});

test('the matrix agrees on the same probes under one profile after another', () => {
  for (const cluster of clusters('default', 30, 8)) {
    const probes = everyClass(cluster);
    for (let seed = 0; seed < 6; seed++) {
      expect(differingCell(reference, cluster, randomProfile(seed), probes)).toBeUndefined();
    }
  }
});

type Replacements = { readonly [Name in Leaf]: Readonly<Record<string, Semantics[Name]>> };

/** Wrong readings of every function that the matrix calls, among them some that look at all they are given. */
const REPLACEMENTS: Replacements = {
  isEnforced: { never: () => false },
  isSubject: {
    'every pod, finished ones too': (_context, { pod }) => pod !== undefined,
    'by address family': (context, end) => reference.isSubject(context, end) && end.address.family === 'IPv4',
  },
  isSamePod: {
    'by bare name': (_context, a, b) => a.pod?.name !== undefined && a.pod.name === b.pod?.name,
    never: () => false,
  },
  isOwnNode: {
    'pods of the node too': (_context, subject, other) =>
      subject.nodeName !== undefined && subject.nodeName === other.nodeName,
    'any node': (_context, _subject, other) => other.endpoint.kind === 'node',
  },
  policiesOf: {
    'later ones of one bare name win': ({ world }, namespace) => {
      const byName = new Map(world.cluster.policies.map((policy) => [policy.name, policy]));
      return [...byName.values()].filter((policy) => policy.namespace === namespace);
    },
    'those of all namespaces': ({ world }, namespace) =>
      world.cluster.policies.map((policy) => ({ ...policy, namespace })),
    'each twice': (context, namespace) => {
      const policies = reference.policiesOf(context, namespace);
      return [...policies, ...policies];
    },
  },
  selectsSubject: {
    'pods without labels always': (context, policy, pod) =>
      Object.keys(pod.labels).length === 0 || reference.selectsSubject(context, policy, pod),
  },
  effectiveTypes: { 'always both': () => ['Ingress', 'Egress'], none: () => [] },
  effectiveRules: {
    'the first only': (context, policy, direction) =>
      reference.effectiveRules(context, policy, direction).slice(0, 1),
    'the other direction': (context, policy, direction) =>
      reference.effectiveRules(context, policy, direction === 'ingress' ? 'egress' : 'ingress'),
  },
  matchesSelector: {
    'labels only': (context, { matchLabels }, labels) =>
      reference.matchesSelector(context, matchLabels === undefined ? {} : { matchLabels }, labels),
    'the first label only': (_context, { matchLabels = {} }, labels) =>
      Object.keys(labels)[0] === Object.keys(matchLabels)[0],
  },
  matchesLabel: { 'by key': (_context, key, _value, labels) => Object.hasOwn(labels, key) },
  matchesRequirement: {
    'NotIn needs the key': (context, requirement, labels) =>
      reference.matchesRequirement(context, requirement, labels) &&
      (requirement.operator !== 'NotIn' || Object.hasOwn(labels, requirement.key)),
  },
  matchesSelectors: {
    'pods of every namespace': (context, policy, peer, other) =>
      other.pod !== undefined &&
      reference.matchesSelectors(context, { ...policy, namespace: other.pod.namespace }, peer, other),
    'what is no pod too': (context, policy, peer, other) =>
      other.pod === undefined || reference.matchesSelectors(context, policy, peer, other),
  },
  matchesBlock: {
    'only outside addresses': (context, block, end) =>
      end.endpoint.kind === 'external' && reference.matchesBlock(context, block, end),
  },
  blockContains: {
    'excepts ignored': (context, { cidr }, address) => reference.blockContains(context, { cidr }, address),
  },
  matchesPort: {
    'everything without a port': (context, item, question, via) =>
      item.port === undefined || reference.matchesPort(context, item, question, via),
    'ports that the destination declares': (_context, _item, { destination, port }) =>
      destination.pod?.ports.some(({ containerPort }) => containerPort === port) === true,
    'ports that the source declares': (_context, _item, question) =>
      (question.direction === 'ingress' ? question.other : question.subject).pod?.ports.some(
        ({ containerPort }) => containerPort === question.port,
      ) === true,
    'names on the subject': (context, item, question, via) =>
      reference.matchesPort(context, item, { ...question, destination: question.subject }, via),
    'by what ipBlocks look at': (_context, _item, { blockEnds, direction }, via) =>
      via === 'ipBlock' && blockEnds.some(({ pod }) => pod === undefined) === (direction === 'egress'),
    'pairs of one namespace': (_context, _item, { subject, other }) =>
      subject.pod?.namespace === other.pod?.namespace,
  },
  resolvePortName: {
    'whatever its protocol': (_context, name, _protocol, { pod }) =>
      (pod?.ports ?? []).filter((port) => port.name === name).map(({ containerPort }) => containerPort),
    'for addresses too': () => [80, 443],
  },
  translate: {
    'egress judged at the service port': (context, flow) => {
      const translated = reference.translate(context, flow);
      return { ...translated, egress: { ...translated.egress, port: flow.port } };
    },
    'sources outside are their nodes': (context, flow) => {
      const translated = reference.translate(context, flow);
      const [node] = context.world.cluster.nodes;
      if (flow.source.kind !== 'external' || node === undefined) return translated;
      const address = { family: 'IPv4', value: 0 } as const;
      const endpoint = { kind: 'node', ip: '0.0.0.0', node: node.name } as const;
      const other = { endpoint, address, pod: undefined, nodeName: node.name };
      return { ...translated, ingress: { ...translated.ingress, other, blockEnds: [other] } };
    },
    'ipBlocks look at the subject': (context, flow) => {
      const translated = reference.translate(context, flow);
      return { ...translated, ingress: { ...translated.ingress, blockEnds: [translated.destination] } };
    },
    'nothing is translated': (context, { backend, destination, ...flow }) => {
      const to = destination.kind === 'service' ? backend!.endpoint : destination;
      return reference.translate(context, { ...flow, destination: to });
    },
  },
};

const replacements = LEAVES.flatMap((leaf) =>
  Object.entries(REPLACEMENTS[leaf]).map(([reading, replacement]): [Leaf, string, Semantics] => [
    leaf,
    reading,
    { ...reference, [leaf]: replacement },
  ]),
);

describe('so it does for semantics with a function replaced', () => {
  test.each(replacements)('%s: %s', (_leaf, _reading, semantics) => {
    for (const [run, cluster] of clusters('small', 40, 4).entries()) {
      expect(differingCell(semantics, cluster, {}), `run ${run}`).toBeUndefined();
      expect(differingCell(semantics, cluster, randomProfile(run)), `run ${run}`).toBeUndefined();
    }
    for (const cluster of clusters('default', 6, 4)) {
      expect(differingCell(semantics, cluster, {})).toBeUndefined();
    }
  });

  test('and these replacements change verdicts, so that agreement means something', () => {
    const [few, many] = [clusters('small', 60, 4), clusters('default', 20, 4)];
    const silent = replacements.filter(([, , semantics]) =>
      [...few, ...many].every((cluster) => {
        const probes = everyClass(cluster);
        const before = createMatrix().of(cluster).judgeAll(probes);
        return Buffer.compare(before, createMatrix(semantics).of(cluster).judgeAll(probes)) === 0;
      }),
    );
    // A policy that is listed twice applies once.
    expect(silent.map(([leaf, reading]) => `${leaf}: ${reading}`)).toEqual(['policiesOf: each twice']);
  });

  test.each(MUTANTS.filter(leafMutant).map(({ id, semantics }) => [id, semantics] as const))(
    'mutant %s',
    (_id, semantics) => {
      for (const [run, cluster] of clusters('small', 5, 6).entries()) {
        expect(differingCell(semantics, cluster, run % 2 === 0 ? {} : randomProfile(run))).toBeUndefined();
      }
    },
  );

  test("and combinations are the reference's, whatever is put in their place", () => {
    const semantics: Semantics = { ...reference, allowsSide: () => true, judge: () => 'allow' };
    for (const cluster of clusters('small', 20, 5)) {
      const probes = everyClass(cluster);
      expect(createMatrix(semantics).of(cluster).judgeAll(probes)).toEqual(
        createEvaluator().of(cluster).judgeAll(probes),
      );
    }
  });
});

describe('flows that no enumeration makes', () => {
  const running = ({ pods }: Cluster): Pod[] =>
    pods.filter(({ podIPs, hostNetwork, phase }) => podIPs.length > 0 && !hostNetwork && phase === 'Running');
  const cluster = clusters('default', 20, 11).find((candidate) => running(candidate).length >= 2)!;
  const [first, second] = running(cluster) as [Pod, Pod];
  const end = (pod: Pod, ip = pod.podIPs[0]!): HostEndpoint => ({ kind: 'pod', ip, pod: objectKey(pod) });
  const flows: readonly Flow[] = [
    // SELF-1: loopback at either end.
    { source: end(first, '127.0.0.1'), destination: end(first, '127.0.0.1'), protocol: 'TCP', port: 80 },
    { source: end(first), destination: end(first, '127.0.0.5'), protocol: 'TCP', port: 80 },
    {
      source: end(first, '127.0.0.1'),
      destination: { kind: 'service', ip: '10.96.0.98', service: 'x/web' },
      protocol: 'TCP',
      port: 80,
      backend: { endpoint: end(second), port: 80 },
    },
    // No port where one belongs.
    { source: end(first), destination: end(second), protocol: 'TCP' },
    // A translation on several ports.
    ...[80, 81].map((port): Flow => ({
      source: end(first),
      destination: { kind: 'service', ip: '10.96.0.99', service: 'x/web' },
      protocol: 'TCP',
      port,
      backend: { endpoint: end(second), port: 80 },
    })),
  ];

  const denied: Cluster = {
    ...cluster,
    policies: cluster.namespaces.map(({ name: namespace }) => ({
      kind: 'NetworkPolicy',
      namespace,
      name: 'deny-all',
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    })),
  };

  test.each([
    ['as generated', cluster],
    ['all denied', denied],
  ])('get the verdict of the reference too (%s)', (_title, asked) => {
    const probes = probesOfFlows(asked, flows);
    for (let seed = 0; seed < 20; seed++) {
      expect(differingCell(reference, asked, randomProfile(seed), probes)).toBeUndefined();
    }
  });

  test('cells may come in any order, and more than once', () => {
    const probes = everyClass(cluster);
    const cells = Uint32Array.from({ length: 5000 }, (_, index) => {
      return probes.cells[(index * 7919) % probes.cells.length]!;
    });
    expect(differingCell(reference, cluster, {}, { ...probes, cells })).toBeUndefined();
  });

  test('a flow to a Service without a backend is refused, as by the reference', () => {
    const service = { kind: 'service', ip: '10.96.0.99', service: 'x/web' } as const;
    const probes = probesOfFlows(cluster, [
      { source: end(first), destination: service, protocol: 'TCP', port: 80 },
    ]);
    expect(() => createEvaluator().of(cluster).judgeAll(probes)).toThrow(/needs the backend/);
    expect(() => createMatrix().of(cluster).judgeAll(probes)).toThrow(/needs the backend/);
  });
});

test('one evaluation answers for several sets of ends and ports', () => {
  const [cluster] = clusters('default', 1, 12);
  const evaluation = createMatrix().of(cluster!);
  const expected = createEvaluator().of(cluster!);
  const [all, pods] = [everyClass(cluster!), packetClasses(cluster!, { endpoints: ['pod'] })];
  for (const probes of [all, pods, all]) {
    expect(evaluation.judgeAll(probes)).toEqual(expected.judgeAll(probes));
  }
});
