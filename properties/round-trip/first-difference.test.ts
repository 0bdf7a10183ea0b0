import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../../model/index.ts';
import { firstDifference } from './first-difference.ts';

describe('firstDifference', () => {
  it.each<[unknown, unknown, string | undefined]>([
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, undefined],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, 'a[1].b'],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, undefined],
    [{ a: 1, b: undefined }, { a: 1 }, undefined],
    [{ constructor: undefined }, {}, undefined],
    [{ a: 1, b: null }, { a: 1 }, 'b'],
    [{ a: [] }, { a: {} }, 'a'],
    [{ a: [1] }, { a: [1, 2] }, 'a.length'],
    [{ a: '1' }, { a: 1 }, 'a'],
    [1, 2, 'all'],
    [{ labels: labelsFrom([['constructor', 'x']]) }, { labels: {} }, 'labels.constructor'],
    [{ labels: {} }, { labels: labelsFrom([['__proto__', 'x']]) }, 'labels.__proto__'],
  ])('%j and %j: %s', (a, b, path) => {
    expect(firstDifference(a, b)).toBe(path);
  });
});
