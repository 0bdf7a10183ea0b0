import { describe, expect, it } from 'vitest';
import { randomFor } from './generate-scenario.ts';
import { blend, chance, oneIn, pick, pickSome } from './random.ts';

const random = randomFor(1, 0, 0);
const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

describe('random', () => {
  it.each([
    [0, 0, 0],
    [0.25, 400, 600],
    [1, 2000, 2000],
  ])('chance(%d) is true between %d and %d times in 2000', (probability, least, most) => {
    const hits = times(2000, () => chance(random, probability)).filter(Boolean).length;
    expect(hits).toBeGreaterThanOrEqual(least);
    expect(hits).toBeLessThanOrEqual(most);
  });

  it('chance(0) is false and chance(1) true whatever comes up', () => {
    for (const extreme of [0, 0xffff]) {
      const fixed = Object.assign(random.clone(), { nextInt: () => extreme });
      expect([chance(fixed, 0), chance(fixed, 1)]).toEqual([false, true]);
    }
  });

  it('oneIn(1) is always true, oneIn(4) about one time in four', () => {
    expect(times(50, () => oneIn(random, 1))).not.toContain(false);
    const hits = times(2000, () => oneIn(random, 4)).filter(Boolean).length;
    expect(Math.abs(hits - 500)).toBeLessThan(100);
  });

  it('picks every element of a list, both ends included', () => {
    expect(new Set(times(200, () => pick(random, ['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']));
  });

  it('picks some elements in the order of the list, each as often as any other', () => {
    const counts = new Map<string, number>();
    for (const some of times(3000, () => pickSome(random, ['a', 'b', 'c', 'd'], 2))) {
      expect(some).toHaveLength(2);
      expect(some.toSorted()).toEqual(some);
      for (const letter of some) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    for (const hits of counts.values()) expect(Math.abs(hits - 1500)).toBeLessThan(150);
  });

  it('picks all there is where more are wanted', () => {
    expect(pickSome(random, ['a', 'b'], 5)).toEqual(['a', 'b']);
    expect(pickSome(random, [], 1)).toEqual([]);
  });

  it('blends what is on, and only the base where nothing is', () => {
    expect(blend(random, 'base', [false, false])).toEqual(['base']);
    for (const kinds of times(200, () => blend(random, 'base', ['extra', false]))) {
      expect(kinds).toContain('extra');
      expect(kinds.length).toBeLessThanOrEqual(8);
    }
    expect(times(200, () => blend(random, 'base', ['extra'])).some((kinds) => !kinds.includes('base'))).toBe(
      true,
    );
  });
});
