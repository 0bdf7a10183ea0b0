import { expect, it } from 'vitest';
import { addTraces } from './trace-sum.ts';

const [A, B, C] = ['ffffffffffffffff', '0000000000000003', '8a00000000000001'] as const;

it.each([
  [undefined, undefined, undefined],
  [A, undefined, A],
  [undefined, B, B],
  [A, B, '0000000000000002'],
  [B, B, '0000000000000006'],
])('%s and %s are %s', (a, b, sum) => {
  expect(addTraces(a, b)).toBe(sum);
});

it('does not depend on the order, and counts what comes twice', () => {
  expect(addTraces(addTraces(A, B), C)).toBe(addTraces(A, addTraces(C, B)));
  expect(addTraces(C, C)).not.toBe(addTraces(C, undefined));
});
