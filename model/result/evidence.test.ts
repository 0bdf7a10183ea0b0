import { describe, expect, it } from 'vitest';
import type { VerdictMatrix } from './evidence.ts';
import { matrixCell } from './evidence.ts';

const MATRIX: VerdictMatrix = {
  title: 'TCP 80',
  ends: [
    { label: 'x/a', kind: 'pod', ip: '10.0.0.1' },
    { label: 'x/b', kind: 'pod', ip: '10.0.0.2' },
    { label: 'anywhere outside', kind: 'external', ip: '203.0.113.7' },
  ],
  expected: ['AD?', 'DA-', 'AD-'],
  observed: ['AAA', 'UA-', 'DD-'],
};

describe('matrixCell', () => {
  it.each([
    [0, 0, { expected: 'allow', observed: 'allow', differs: false }],
    [0, 1, { expected: 'deny', observed: 'allow', differs: true }],
    [0, 2, { expected: 'open', observed: 'allow', differs: false }],
    [1, 0, { expected: 'deny', observed: 'unsupported', differs: false }],
    [2, 0, { expected: 'allow', observed: 'deny', differs: true }],
    [1, 2, undefined],
    [3, 0, undefined],
    [0, 3, undefined],
  ] as const)('source %i, destination %i', (source, destination, cell) => {
    expect(matrixCell(MATRIX, source, destination)).toEqual(cell);
  });
});
