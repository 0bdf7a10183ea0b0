import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROFILE_OPTIONS } from '../../spec/index.ts';
import { SPEC_DEFAULT } from './profile.ts';

/** The fields of the interface as they are written: types are gone by the time a test runs. */
function declaredOptions(): Map<string, string> {
  const source = readFileSync(new URL('./profile.ts', import.meta.url), 'utf8');
  const body = /interface Profile \{([^}]*)\}/.exec(source)?.[1] ?? '';
  return new Map([...body.matchAll(/readonly (\w+): ([^;]+);/g)].map(([, name, type]) => [name!, type!]));
}

/** A row's values as a type is written. */
function typeOf(values: readonly string[]): string {
  if (values[0] === 'n ticks') return 'number';
  if (values.includes('flush-after(n)')) return 'ExistingConnections';
  return values.map((value) => `'${value}'`).join(' | ');
}

describe('Profile', () => {
  it('has the options of the catalogue with their values, in its order', () => {
    const catalogue = PROFILE_OPTIONS.map(({ option, values }) => [option, typeOf(values)]);
    expect([...declaredOptions()]).toEqual(catalogue);
  });
});

describe('SPEC_DEFAULT', () => {
  it('has exactly the options of the catalogue, in its order', () => {
    expect(Object.keys(SPEC_DEFAULT)).toEqual(PROFILE_OPTIONS.map(({ option }) => option));
  });

  it.each(PROFILE_OPTIONS.map(({ option, values }) => [option, values[0]] as const))(
    '%s is the first value of its row: %s',
    (option, first) => {
      const value = SPEC_DEFAULT[option as keyof typeof SPEC_DEFAULT];
      expect(typeof value === 'number' ? 'n ticks' : value).toBe(first);
    },
  );
});
