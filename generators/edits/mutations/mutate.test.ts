import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../model/index.ts';
import { clusterFrom, labelsFrom, scenarioOf } from '../../../model/index.ts';
import { generateScenario, randomFor } from '../../generate-scenario.ts';
import { GENERATOR_PRESETS } from '../../presets.ts';
import { inconsistenciesOf, refusalsOf } from '../../testing/inconsistencies.ts';
import { applied, mutation, MUTATIONS } from './mutate.ts';

const CASES = 60;

const { small, histories } = GENERATOR_PRESETS;

const made: readonly Scenario[] = Array.from({ length: CASES }, (_, run) =>
  generateScenario(3, run, run % 3 === 0 ? histories : small),
);

describe.each(MUTATIONS)('%s', (_describe, mutate) => {
  const after = made.map((scenario, run) => applied(scenario, mutate, randomFor(3, 0, run, 9)));

  it('leads somewhere else, now and then', () => {
    const mutated = after.flatMap((scenario, run) =>
      scenario === undefined ? [] : [[scenario, run] as const],
    );
    expect(mutated.length).toBeGreaterThan(1);
    for (const [scenario, run] of mutated) {
      const texts = [scenario, made[run]!].map(({ cluster, steps }) => JSON.stringify([cluster, steps]));
      expect(texts[0]).not.toBe(texts[1]);
    }
  });

  it('leads to scenarios that hold together and to policies that an API server stores', () => {
    for (const [run, scenario] of after.entries()) {
      if (scenario === undefined) continue;
      expect(inconsistenciesOf(scenario)).toEqual([]);
      const known = new Set<unknown>(made[run]!.cluster.policies);
      const fresh = scenario.cluster.policies.filter((policy) => !known.has(policy));
      expect(fresh.flatMap(refusalsOf)).toEqual([]);
    }
  });
});

describe('mutation', () => {
  it('is decided by the stream alone, and changes nothing of what it was given', () => {
    for (const [run, scenario] of made.entries()) {
      const before = JSON.stringify(scenario);
      const [one, two] = [1, 2].map(() => mutation(scenario, randomFor(1, 2, run, 9))?.apply());
      expect(JSON.stringify(one)).toBe(JSON.stringify(two));
      expect(JSON.stringify(scenario)).toBe(before);
    }
  });

  it('gives up where nothing can be otherwise', () => {
    const namespace = { kind: 'Namespace' as const, name: 'x', labels: labelsFrom([]) };
    expect(mutation(scenarioOf('bare', clusterFrom([namespace])), randomFor(1, 2, 3))).toBeUndefined();
  });
});
