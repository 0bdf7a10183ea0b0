import { describe, expect, it } from 'vitest';
import type { Cluster, Flow, Pod, Scenario } from '../../model/index.ts';
import { clusterObjects, scenarioOf } from '../../model/index.ts';
import { decodeScenario, encodeScenario } from '../../scenarios/index.ts';
import { generateScenario } from '../generate-scenario.ts';
import { GENERATOR_PRESETS } from '../presets.ts';
import type { GeneratorSettings } from '../settings.ts';
import { inconsistenciesOf, refusalsOf } from '../testing/inconsistencies.ts';
import { complexityOf, simplifications } from './index.ts';
import { occurringObjects } from './objects.ts';
import { flowsOf } from './references.ts';

const { default: DEFAULT, adversarial } = GENERATOR_PRESETS;
const HISTORY: GeneratorSettings = {
  ...GENERATOR_PRESETS.histories,
  sizes: { ...GENERATOR_PRESETS.small.sizes, events: DEFAULT.sizes.events },
};
/** Everything that the adversarial settings may hold, in fewer pieces. */
const CANONICAL: GeneratorSettings = {
  ...adversarial,
  sizes: DEFAULT.sizes,
  features: { ...adversarial.features, nonCanonicalCidrs: 0 },
};

/** A scenario that matters for one flow between two of its pods. */
function withFlow(scenario: Scenario): Scenario {
  const [source, destination] = scenario.cluster.pods.filter((pod) => pod.podIPs.length > 0);
  if (source === undefined || destination === undefined) return scenario;
  const flow: Flow = { source: endOf(source), destination: endOf(destination), protocol: 'TCP', port: 80 };
  return { ...scenario, expectations: [{ kind: 'flow', flow, action: 'deny' }] };
}

function endOf(pod: Pod): Flow['source'] {
  const key = `${pod.namespace}/${pod.name}`;
  const ip = pod.podIPs[0]!;
  return pod.hostNetwork
    ? { kind: 'hostNetwork', ip, pod: key, node: pod.nodeName! }
    : { kind: 'pod', ip, pod: key };
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
}

/** Follows the first edit that keeps what is asked for, until none does. */
function reduce(scenario: Scenario, matters: (scenario: Scenario) => boolean): Scenario {
  for (const edit of simplifications(scenario)) {
    const smaller = edit.apply();
    if (matters(smaller)) return reduce(smaller, matters);
  }
  return scenario;
}

const text = (cluster: Cluster): string => JSON.stringify(cluster);

describe.each([DEFAULT, CANONICAL, HISTORY])('simplifications of $name scenarios', (settings) => {
  const scenarios = Array.from({ length: 12 }, (_, run) =>
    freeze(withFlow(generateScenario(21, run, settings))),
  );

  it('lower the complexity, every one, and change nothing in place', () => {
    for (const scenario of scenarios) {
      const most = complexityOf(scenario);
      for (const edit of simplifications(scenario)) {
        const least = complexityOf(edit.apply());
        expect(least < most ? '' : edit.describe).toBe('');
      }
    }
  });

  it('hold together, and keep what the flows mention', () => {
    for (const scenario of scenarios) {
      for (const edit of simplifications(scenario)) {
        expect([edit.describe, inconsistenciesOf(edit.apply())]).toEqual([edit.describe, []]);
      }
    }
  });

  it('are made of objects in stored form', () => {
    let turn = 0;
    for (const scenario of scenarios) {
      for (const edit of simplifications(scenario)) {
        // Admission is the slow part: every seventh, so that each kind of edit has its turn.
        if (++turn % 7 !== 0) continue;
        const refusals = [...occurringObjects(edit.apply())].flatMap(refusalsOf);
        expect([edit.describe, refusals]).toEqual([edit.describe, []]);
      }
    }
  });

  it('can be written to a file and read again', () => {
    const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data));
    let turn = 0;
    for (const scenario of scenarios) {
      for (const edit of simplifications(scenario)) {
        if (++turn % 11 !== 0) continue;
        const { steps, simulation } = edit.apply();
        const read = decodeScenario(encodeScenario(edit.apply()), edit.describe);
        expect(plain({ steps: read.steps, simulation: read.simulation })).toEqual(
          plain({ steps, simulation }),
        );
      }
    }
  });
});

describe('following simplifications', () => {
  const rich = Array.from({ length: 300 }, (_, run) => generateScenario(22, run, DEFAULT));
  const find = (matters: (scenario: Scenario) => boolean): Scenario => rich.find(matters)!;

  it('ends with nothing where nothing matters', () => {
    const { cluster, steps, simulation } = reduce(generateScenario(1, 5, HISTORY), () => true);
    expect(clusterObjects(cluster)).toEqual([]);
    expect([cluster.externals, steps, simulation]).toEqual([[], [], undefined]);
  });

  it.each<[string, (cluster: Cluster) => boolean, Partial<Record<keyof Cluster, number>>]>([
    ['a port range', (cluster) => text(cluster).includes('"endPort"'), { policies: 1, pods: 0 }],
    [
      'an UDP Service',
      ({ services }) => services.some(({ ports }) => ports.some(({ protocol }) => protocol === 'UDP')),
      { services: 1, pods: 0, policies: 0 },
    ],
    [
      'a hostNetwork pod',
      ({ pods }) => pods.some(({ hostNetwork }) => hostNetwork),
      { pods: 1, namespaces: 1, policies: 0 },
    ],
    ['two namespaces', ({ namespaces }) => namespaces.length >= 2, { namespaces: 2, pods: 0 }],
    ['three pods', ({ pods }) => pods.length >= 3, { pods: 3, namespaces: 1, policies: 0 }],
  ])('keeps of a scenario with %s little else', (_what, holds, sizes) => {
    const { cluster } = reduce(
      find((scenario) => holds(scenario.cluster)),
      (scenario) => holds(scenario.cluster),
    );
    for (const [list, size] of Object.entries(sizes)) {
      expect([list, cluster[list as keyof Cluster].length]).toEqual([list, size]);
    }
  });

  it('keeps the flow that matters, under whatever names its ends get', () => {
    const scenario = withFlow(generateScenario(3, 9, CANONICAL));
    expect(scenario.expectations).toHaveLength(1);
    const least = reduce(scenario, ({ expectations }) => expectations.length === 1);
    const [flow] = [...flowsOf(least)];
    expect(least.cluster.pods.map((pod) => endOf(pod).ip).toSorted()).toEqual(
      [flow!.source.ip, flow!.destination.ip].toSorted(),
    );
    expect(inconsistenciesOf(least)).toEqual([]);
    expect(least.cluster.policies).toEqual([]);
  });
});

describe('simplifications of what a person wrote', () => {
  it('drop options and expectations, and leave prose and provenance alone', () => {
    const scenario = scenarioOf(
      'mine',
      { ...generateScenario(1, 1, DEFAULT).cluster },
      {
        title: 'why',
        profile: { selfDirect: 'policed' },
        provenance: { seed: 1 },
      },
    );
    const least = reduce(scenario, () => true);
    expect(least).toMatchObject({ name: 'mine', title: 'why', profile: {}, provenance: { seed: 1 } });
  });
});
