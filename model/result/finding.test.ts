import { expect, it } from 'vitest';
import type { FindingKey } from './finding.ts';
import { formatFindingKey, staleKeyProblem } from './finding.ts';

const KEY: FindingKey = {
  property: 'engine-agrees-with-reference',
  engine: 'calico',
  trait: 'except',
  direction: 'ingress',
  expected: 'deny',
  observed: 'allow',
  clause: 'IPB-5',
};
const TEXT = 'v2:engine-agrees-with-reference/calico/except';

it('a key is written the same in every version: expected failures are kept by it', () => {
  expect(formatFindingKey(KEY)).toBe(TEXT);
});

it('two sides of one bug have one key', () => {
  const other: FindingKey = {
    ...KEY,
    direction: 'egress',
    expected: 'allow',
    observed: 'deny',
    clause: 'IPB-3',
  };
  expect(formatFindingKey(other)).toBe(TEXT);
});

it('a key of this version is no stale one', () => {
  expect(staleKeyProblem(TEXT)).toBeUndefined();
});

it.each([
  ['v1:engine-agrees-with-reference/calico/ingress/deny→allow/IPB-5', 'run once more'],
  ['engine-agrees-with-reference', 'is no key'],
])('of the key %s it is said what to do: %s', (key, problem) => {
  expect(staleKeyProblem(key)).toContain(problem);
});
