import { describe, expect, it } from 'vitest';
import type { ProbeSet } from '../../model/index.ts';
import { EMPTY_CLUSTER } from '../../model/index.ts';
import { sampleCells } from './sampling.ts';

const probesOf = (count: number): ProbeSet => ({
  cluster: EMPTY_CLUSTER,
  endpoints: [],
  ports: [],
  cells: Uint32Array.from({ length: count }, (_, index) => index * 10),
});

describe('sampleCells', () => {
  it('asks everything where that is little enough', () => {
    const probes = probesOf(5);
    expect(sampleCells(probes, 5)).toBe(probes);
  });

  it('takes what is at stake first, then spreads over the rest, without repeating a cell', () => {
    const { cells } = sampleCells(probesOf(1_000), 10, [999, 3, 500]);
    expect(cells).toHaveLength(10);
    expect(new Set(cells).size).toBe(10);
    expect([...cells]).toEqual([...cells].sort((a, b) => a - b));
    expect([...cells]).toEqual(expect.arrayContaining([9_990, 30, 5_000]));
  });

  it('reaches every cell as the limit grows', () => {
    expect(new Set(sampleCells(probesOf(100), 99).cells).size).toBe(99);
  });

  it('asks the same cells of the same case', () => {
    expect(sampleCells(probesOf(1_000), 64).cells).toEqual(sampleCells(probesOf(1_000), 64).cells);
  });
});
