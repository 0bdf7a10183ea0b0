import { expect, it } from 'vitest';
import { PROFILE_OPTIONS } from '../../../spec/index.ts';
import { PROFILE_VALUES } from './profile.ts';

it('knows the options of the catalogue and their values', () => {
  const catalogue = PROFILE_OPTIONS.map(({ option, values }) => [
    option,
    values.some((value) => value === 'n ticks' || value === '(n)') ? 'ticks' : [...values].sort(),
  ]);
  const known = Object.entries(PROFILE_VALUES).map(([option, values]) => [
    option,
    values === 'ticks' ? values : [...values].sort(),
  ]);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(catalogue));
});
