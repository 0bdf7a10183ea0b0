import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['run', 'run', 0],
    ['rnu', 'run', 2],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('%s → %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearest', () => {
  it('names the nearest word, and nothing that is far', () => {
    expect(nearest('replya', ['run', 'replay', 'reduce'])).toBe(". Did you mean 'replay'?");
    expect(nearest('quux', ['run', 'replay', 'reduce'])).toBe('');
    expect(nearest('x', [])).toBe('');
  });
});
