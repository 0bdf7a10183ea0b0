import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

const anybody = (): boolean => true;

it('takes everybody in turn, beginning where it is told', () => {
  const turns = createTurns([4, 5, 6], 1);
  expect([1, 2, 3, 4].map(() => turns.next(anybody))).toEqual([5, 6, 4, 5]);
});

it('passes over who is not wanted, and goes on behind who was taken', () => {
  const turns = createTurns([4, 5, 6], 0);
  expect(turns.next((each) => each > 4)).toBe(5);
  expect(turns.next(anybody)).toBe(6);
});

it('has nobody where nobody is wanted', () => {
  expect(createTurns([4, 5], 0).next(() => false)).toBeUndefined();
  expect(createTurns([], 3).next(anybody)).toBeUndefined();
});
