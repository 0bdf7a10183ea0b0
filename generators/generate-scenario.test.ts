import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NetworkPolicy } from '../model/index.ts';
import { clusterObjects } from '../model/index.ts';
import { GENERATOR_ID, generateScenario, laneOf, LANES, randomFor } from './generate-scenario.ts';
import { GENERATOR_PRESETS } from './presets.ts';
import type { GeneratorSettings } from './settings.ts';
import { inconsistenciesOf, refusalsOf } from './testing/inconsistencies.ts';

const { default: DEFAULT } = GENERATOR_PRESETS;
const HISTORY: GeneratorSettings = {
  ...DEFAULT,
  name: 'history',
  sizes: { ...DEFAULT.sizes, events: { min: 2, usual: 6, max: 12 } },
};
const ADMISSIBLE: readonly GeneratorSettings[] = [
  ...Object.values(GENERATOR_PRESETS).filter(({ name }) => name !== 'adversarial'),
  {
    ...GENERATOR_PRESETS.adversarial,
    features: { ...GENERATOR_PRESETS.adversarial.features, nonCanonicalCidrs: 0 },
  },
  HISTORY,
];

const runs = (count: number): number[] => Array.from({ length: count }, (_, run) => run);

describe('generateScenario', () => {
  // A seed in a report means a case only while this holds. If it has to change, raise GENERATOR_ID with it.
  it('means the same by the same seed as ever', () => {
    const hash = createHash('sha256');
    for (const run of runs(50)) hash.update(JSON.stringify(generateScenario(1, run, DEFAULT)));
    expect([GENERATOR_ID, hash.digest('hex').slice(0, 16)]).toEqual(['g1', 'd4a25b12f2f32df4']);
  });

  it('says where the scenario comes from', () => {
    expect(generateScenario(7, 1432, DEFAULT).provenance).toEqual({
      seed: 7,
      run: 1432,
      settings: 'default',
      generator: GENERATOR_ID,
    });
  });

  it('needs no earlier case and keeps no memory', () => {
    const late = generateScenario(5, 300, DEFAULT);
    for (const run of [2, 300, 1]) generateScenario(5, run, DEFAULT);
    expect(generateScenario(5, 300, DEFAULT)).toEqual(late);
  });

  it('makes another scenario for every seed and run', () => {
    const texts = [0, 1, 2, -1, 2 ** 32, 2 ** 40 + 1].flatMap((seed) =>
      runs(150).map((run) => JSON.stringify({ ...generateScenario(seed, run, DEFAULT), provenance: {} })),
    );
    // Bare cases may meet now and then; streams that were the same would meet always.
    expect(new Set(texts).size).toBeGreaterThan(texts.length * 0.98);
  });

  it.each(ADMISSIBLE)('$name: an API server stores every object in this form', (settings) => {
    for (const run of runs(60)) {
      const { cluster, steps } = generateScenario(2, run, settings);
      const changed = steps.flatMap(({ actions }) =>
        actions.flatMap((action) => (action.kind === 'apply' ? [action.event.object] : [])),
      );
      expect([...clusterObjects(cluster), ...changed].flatMap(refusalsOf)).toEqual([]);
    }
  });

  it.each(ADMISSIBLE)('$name: nothing contradicts itself, at the start or later', (settings) => {
    for (const run of runs(300)) expect(inconsistenciesOf(generateScenario(3, run, settings))).toEqual([]);
  });

  it('makes histories of every kind of change', () => {
    const seen = new Set<string>();
    for (const run of runs(150)) {
      for (const { actions } of generateScenario(4, run, HISTORY).steps) {
        for (const action of actions) {
          if (action.kind === 'apply') seen.add(`${action.event.type} ${action.event.object.kind}`);
        }
      }
    }
    const expected = ['ADDED', 'MODIFIED', 'DELETED'].flatMap((type) => [
      `${type} NetworkPolicy`,
      `${type} Pod`,
    ]);
    for (const change of [...expected, 'MODIFIED Namespace', 'MODIFIED EndpointSlice']) {
      expect(seen).toContain(change);
    }
  });

  it('takes a policy back to what it was at the start', () => {
    const returns = runs(200).filter((run) => {
      const { cluster, steps } = generateScenario(4, run, HISTORY);
      return steps.some(({ actions }) =>
        actions.some(
          (action) =>
            action.kind === 'apply' &&
            action.event.object.kind === 'NetworkPolicy' &&
            action.event.type === 'MODIFIED' &&
            cluster.policies.includes(action.event.object) === false &&
            cluster.policies.some(({ spec }) => spec === (action.event.object as NetworkPolicy).spec),
        ),
      );
    });
    expect(returns.length).toBeGreaterThan(4);
  });

  it('gives the address of a pod that is gone to a new one', () => {
    const reused = runs(200).filter((run) => {
      const gone = new Set<string>();
      for (const { actions } of generateScenario(4, run, HISTORY).steps) {
        for (const action of actions) {
          if (action.kind !== 'apply' || action.event.object.kind !== 'Pod') continue;
          const { type, object } = action.event;
          if (object.hostNetwork) continue;
          if (type === 'DELETED') for (const ip of object.podIPs) gone.add(ip);
          if (type === 'ADDED' && object.podIPs.some((ip) => gone.has(ip))) return true;
        }
      }
      return false;
    });
    expect(reused.length).toBeGreaterThan(4);
  });
});

describe('lanes', () => {
  it.each([
    [0, 0, 0],
    [63, 63, 0],
    [64, 0, 1],
    [1432, 24, 22],
  ])('case %d is lane %d, step %d', (run, lane, step) => {
    expect(laneOf(run)).toEqual({ lane, step });
    expect(LANES).toBe(64);
  });

  it('have streams of their own, by seed, lane, step and purpose', () => {
    const first = (key: Parameters<typeof randomFor>): string => {
      const random = randomFor(...key);
      return runs(4)
        .map(() => random.nextInt())
        .join();
    };
    const keys: Parameters<typeof randomFor>[] = [];
    for (const seed of [0, 1, 2 ** 33]) {
      for (const lane of [0, 1, 63]) {
        for (const step of [0, 1, 99]) for (const purpose of [0, 1]) keys.push([seed, lane, step, purpose]);
      }
    }
    expect(new Set(keys.map(first)).size).toBe(keys.length);
  });
});
