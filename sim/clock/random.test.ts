import { describe, expect, it } from 'vitest';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';

function draws(random: Random, count = 20): number[] {
  return Array.from({ length: count }, () => random.below(1_000_000));
}

describe('random', () => {
  it('gives the same for the same seed, and something else for any other', () => {
    expect(draws(createRandom(5))).toEqual(draws(createRandom(5)));
    const seeds = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    expect(new Set(seeds.map((seed) => draws(createRandom(seed)).join())).size).toBe(seeds.length);
  });

  it('a fork depends on seed and label alone', () => {
    const used = createRandom(5);
    draws(used);
    used.fork('other');
    const fork = draws(used.fork('agent n1'));
    expect(fork).toEqual(draws(createRandom(5).fork('agent n1')));
    const others = [
      used,
      used.fork('agent n2'),
      used.fork(''),
      used.fork('agent n1').fork('agent n1'),
      createRandom(6).fork('agent n1'),
    ];
    for (const other of others) expect(draws(other)).not.toEqual(fork);
  });

  it('the path of labels counts, not their text put together', () => {
    const random = createRandom(5);
    expect(draws(random.fork('a').fork('b'))).not.toEqual(draws(random.fork('ab')));
    expect(draws(random.fork('a').fork('b'))).not.toEqual(draws(random.fork('b').fork('a')));
  });

  it('reaches all that it may, and nothing else', () => {
    const random = createRandom(1);
    const times = Array.from({ length: 2000 });
    expect(new Set(times.map(() => random.below(5)))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(times.map(() => random.between(-1, 2)))).toEqual(new Set([-1, 0, 1, 2]));
    expect(new Set(times.map(() => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
    expect(random.between(3, 3)).toBe(3);
  });

  it.each([
    [0, 0, 0],
    [1, 10_000, 10_000],
    [0.5, 4500, 5500],
    [0.01, 50, 160],
  ])('chance(%d) comes true about as often', (probability, least, most) => {
    const random = createRandom(3);
    const hits = Array.from({ length: 10_000 }, () => random.chance(probability)).filter(Boolean).length;
    expect(hits).toBeGreaterThanOrEqual(least);
    expect(hits).toBeLessThanOrEqual(most);
  });

  it('refuses to choose from nothing', () => {
    expect(() => createRandom(1).below(0)).toThrow('nothing lies from 0 to -1');
    expect(() => createRandom(1).pick([])).toThrow('nothing lies');
    expect(() => createRandom(1).between(2, 1)).toThrow('nothing lies from 2 to 1');
  });
});
