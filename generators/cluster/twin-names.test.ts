import { describe, expect, it } from 'vitest';
import { twinName } from './twin-names.ts';

describe('the name of a pod that is taken for another', () => {
  it.each([
    ['a', { namespace: 'ab', name: 'c' }, 'bc', 'ab + c = a + bc'],
    ['a', { namespace: 'a-b', name: 'c' }, 'b-c', 'a-b - c = a - b-c'],
    ['b', { namespace: 'ab', name: 'c' }, 'ca', 'c + ab = ca + b'],
    ['b', { namespace: 'a-b', name: 'c' }, 'c-a', 'c - a-b = c-a - b'],
    ['abc', { namespace: 'a', name: 'bcd' }, 'd', 'a + bcd = abc + d'],
  ])('in %s, beside %o, is %s: %s', (namespace, other, name) => {
    expect(twinName(namespace, other)).toBe(name);
  });

  it.each([
    ['its own namespace', 'a', { namespace: 'a', name: 'b' }],
    ['namespaces that have nothing in common', 'x', { namespace: 'y', name: 'b' }],
    ['nothing left of the name', 'ab', { namespace: 'a', name: 'b' }],
    ['a name that would begin with a hyphen', 'a', { namespace: 'a', name: '-' }],
  ])('there is none with %s', (_why, namespace, other) => {
    expect(twinName(namespace, other)).toBeUndefined();
  });
});
