import { describe, expect, it } from 'vitest';
import { isSameData } from './same-data.ts';

describe('plain data', () => {
  it.each([
    [1, 1, true],
    [1, '1', false],
    [undefined, null, false],
    [[1, [2]], [1, [2]], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [{ a: 1, b: { c: [2] } }, { b: { c: [2] }, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: undefined }, {}, false],
    [{ 0: 'a' }, ['a'], false],
    [['a'], { 0: 'a' }, false],
    [JSON.parse('{"__proto__": {}}'), {}, false],
    [JSON.parse('{"__proto__": {}}'), { toString: {} }, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(isSameData(a, b)).toBe(same);
    expect(isSameData(b, a)).toBe(same);
  });
});
