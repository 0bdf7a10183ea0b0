import { expect, test } from 'vitest';
import { SPEC_DEFAULT } from '../../../model/index.ts';
import { PROFILE_OPTIONS } from '../../../spec/index.ts';
import { readProfile } from './read-profile.ts';

test.each(PROFILE_OPTIONS)('$option takes every value of the catalogue', ({ option, values }) => {
  for (const form of values) {
    const value = form === 'n ticks' ? 250 : form.replace('(n)', '(250)');
    expect(readProfile({ [option]: value }, 'profile')).toEqual({ [option]: value });
  }
});

test('the recommended profile is one', () => {
  expect(readProfile(SPEC_DEFAULT, 'profile')).toEqual(SPEC_DEFAULT);
});

test('options that are not known are ignored', () => {
  expect(readProfile({ colour: 'blue', constructor: 'x' }, 'profile')).toEqual({});
});

test.each([
  [{ sctp: 'no' }, 'profile.sctp: must be one of supported, rules-inert, not "no"'],
  [{ sctp: null }, 'profile.sctp: must be one of supported, rules-inert, not null'],
  [{ allowLag: -1 }, 'profile.allowLag: must be a number of milliseconds, not -1'],
  [{ allowLag: '5' }, 'profile.allowLag: must be a number of milliseconds, not "5"'],
  ...['flush-after(x)', 'flush-after(n)', 'flush-after(01)', 'flush-after(1) '].map(
    (value): [object, string] => [
      { existingConnections: value },
      `flush-after(n), reevaluate-on-change, not "${value}"`,
    ],
  ),
  [[], 'profile: must be an object, not []'],
])('%j is refused', (profile, message) => {
  expect(() => readProfile(profile, 'profile')).toThrow(message);
});
