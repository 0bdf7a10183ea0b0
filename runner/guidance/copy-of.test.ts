import { describe, expect, it } from 'vitest';
import { GENERATOR_PRESETS, generateScenario } from '../../generators/index.ts';
import { encodeScenario } from '../../scenarios/index.ts';
import { copyOf } from './copy-of.ts';

/** Every object that a value holds, itself included. */
function objectsIn(value: unknown, found: Set<object> = new Set()): Set<object> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  const inside = value instanceof Map || value instanceof Set ? [...value] : Object.values(value);
  for (const each of inside.flat()) objectsIn(each, found);
  return found;
}

describe('copyOf', () => {
  it('is equal and shares nothing, for whatever is generated', () => {
    for (let run = 0; run < 40; run++) {
      const scenario = generateScenario(1, run, GENERATOR_PRESETS.default);
      const copy = copyOf(scenario);
      expect(copy).toStrictEqual(scenario);
      expect(encodeScenario(copy)).toBe(encodeScenario(scenario));
      const originals = objectsIn(scenario);
      expect([...objectsIn(copy)].filter((each) => originals.has(each))).toEqual([]);
    }
  });

  it('keeps prototypes, and keys that mean something to JavaScript', () => {
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, { a: [1n, { b: null }] });
    const named = JSON.parse('{"__proto__": {"x": 1}}') as object;
    expect(Object.getPrototypeOf(copyOf(bare))).toBeNull();
    expect(Object.keys(copyOf(named))).toEqual(['__proto__']);
    expect(copyOf({ map: new Map([['k', new Set([1])]]) })).toEqual({ map: new Map([['k', new Set([1])]]) });
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});
