import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../model/index.ts';
import { complexityOf } from './edits/index.ts';
import { randomFor } from './generate-scenario.ts';
import { GENERATOR_PRESETS } from './presets.ts';
import { scenarioArbitrary } from './scenario-arbitrary.ts';
import { inconsistenciesOf } from './testing/inconsistencies.ts';

const arbitrary = scenarioArbitrary();

const hasExcept = ({ cluster }: Scenario): boolean =>
  cluster.policies.some((policy) => JSON.stringify(policy).includes('"except"'));

describe('scenarioArbitrary', () => {
  it('draws the same value from the same seed', () => {
    const sample = (): Scenario[] => fc.sample(arbitrary, { seed: 42, numRuns: 30 });
    expect(sample()).toEqual(sample());
  });

  it('draws what holds together', () => {
    fc.assert(
      fc.property(arbitrary, (scenario) => {
        expect(inconsistenciesOf(scenario)).toEqual([]);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('draws less where fast-check biases towards the small', () => {
    const pods = (bias: number | undefined): number => {
      let total = 0;
      for (let step = 0; step < 200; step++) {
        total += arbitrary.generate(randomFor(1, 1, step), bias).value.cluster.pods.length;
      }
      return total;
    };
    expect(pods(1)).toBeLessThan(pods(undefined) * 0.8);
  });

  it('follows its settings', () => {
    const { pods } = GENERATOR_PRESETS.small.sizes;
    for (const { cluster } of fc.sample(scenarioArbitrary(GENERATOR_PRESETS.small), {
      numRuns: 100,
      seed: 2,
    })) {
      expect(cluster.pods.length).toBeLessThanOrEqual(pods.max);
    }
  });

  it('shrinks a failure to what it needs', () => {
    const result = fc.check(
      fc.property(arbitrary, (scenario) => !hasExcept(scenario)),
      { seed: 3, numRuns: 500 },
    );
    expect(result.failed).toBe(true);
    const { cluster } = result.counterexample![0]!;
    expect(cluster).toMatchObject({ nodes: [], pods: [], services: [], externals: [] });
    expect(cluster.policies).toHaveLength(1);
    const { spec } = cluster.policies[0]!;
    expect(spec.podSelector).toEqual({});
    const rules = [...(spec.ingress ?? []), ...(spec.egress ?? [])];
    expect(rules).toHaveLength(1);
    expect(JSON.stringify(rules)).toMatch(
      /^\[\{"(from|to)":\[\{"ipBlock":\{"cidr":"[^"]+\/0","except":\["[^"]+\/1"\]\}\}\]\}\]$/,
    );
  });

  it('shrinks any scenario, whoever made it, to smaller ones only', () => {
    for (const scenario of fc.sample(arbitrary, { seed: 4, numRuns: 10 })) {
      expect(arbitrary.canShrinkWithoutContext(scenario)).toBe(true);
      const most = complexityOf(scenario);
      for (const { value } of arbitrary.shrink(scenario, undefined).take(40)) {
        expect(complexityOf(value)).toBeLessThan(most);
      }
    }
    expect(arbitrary.canShrinkWithoutContext('scenario')).toBe(false);
    expect(arbitrary.canShrinkWithoutContext(null)).toBe(false);
  });
});
