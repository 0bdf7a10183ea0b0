import { describe, expect, it } from 'vitest';
import { LANES, laneOf } from '../generators/index.ts';
import { EMPTY_CLUSTER, scenarioOf } from '../model/index.ts';
import { appliesToCase, PROPERTIES } from './index.ts';
import { saltOf } from './rota.ts';

const turns = (property: { readonly name: string; readonly every?: number }, cases: number): number[] =>
  Array.from({ length: cases }, (_, run) => run).filter((run) => appliesToCase(property, run));

describe('appliesToCase', () => {
  it('is always without every', () => {
    expect(turns({ name: 'a' }, 10)).toHaveLength(10);
  });

  it.each([2, 3, 4, 8])('is one case in %i of every lane', (every) => {
    const perLane = Array.from({ length: LANES }, () => 0);
    for (const run of turns({ name: 'a', every }, LANES * every * 3)) perLane[laneOf(run).lane]!++;
    expect(new Set(perLane)).toEqual(new Set([3]));
  });

  it('is spread, so that no case has the turns of all properties', () => {
    const perCase = Array.from(
      { length: 64 },
      (_, run) => PROPERTIES.filter((property) => appliesToCase(property, run)).length,
    );
    expect(Math.max(...perCase)).toBeLessThan(PROPERTIES.length * 0.75);
    expect(Math.min(...perCase)).toBeGreaterThan(2);
  });
});

describe('saltOf', () => {
  const salt = (run: number): number => saltOf(scenarioOf('any', EMPTY_CLUSTER, { provenance: { run } }));

  it('belongs to the case, whatever became of its name', () => {
    expect(saltOf(scenarioOf('b', EMPTY_CLUSTER, { provenance: { run: 3 } }))).toBe(salt(3));
    expect(saltOf(scenarioOf('a', EMPTY_CLUSTER))).not.toBe(saltOf(scenarioOf('b', EMPTY_CLUSTER)));
  });

  it.each([2, 3, 5, 8])('leaves no variant of %i out, even among the turns of one property', (variants) => {
    for (const property of PROPERTIES) {
      const chosen = new Set(turns(property, 600).map((run) => salt(run) % variants));
      expect(chosen.size).toBe(variants);
    }
  });
});
