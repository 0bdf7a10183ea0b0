import { expect, it } from 'vitest';
import { formatFindingKey } from './finding.ts';

it('a key is written the same in every version: expected failures are kept by it', () => {
  const key = {
    property: 'engine-agrees-with-reference',
    engine: 'calico',
    direction: 'ingress',
    expected: 'deny',
    observed: 'allow',
    clause: 'IPB-5',
  } as const;
  expect(formatFindingKey(key)).toBe('v1:engine-agrees-with-reference/calico/ingress/deny→allow/IPB-5');
});
