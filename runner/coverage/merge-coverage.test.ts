import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../model/index.ts';
import { mergeCoverage } from './merge-coverage.ts';

const rows: fc.Arbitrary<readonly CoverageRow[]> = fc.array(
  fc.record({
    clause: fc.constantFrom('IPB-2', 'IPB-10', 'ISO-1', 'VAL-3'),
    bin: fc.constantFrom('ingress/deny→allow/TCP/IPv4', 'egress/allow→deny/UDP/IPv6', 'accepts/ingress'),
    decided: fc.integer({ min: 1, max: 16 }),
    firstCase: fc.nat({ max: 1000 }),
  }),
  { maxLength: 12 },
);

describe('merging what lanes decided', () => {
  it('does not depend on their order, nor on what was merged before', () => {
    fc.assert(
      fc.property(rows, rows, rows, (a, b, c) => {
        const whole = mergeCoverage([a, b, c]);
        expect(mergeCoverage([c, a, b])).toEqual(whole);
        expect(mergeCoverage([mergeCoverage([a, b]), c])).toEqual(whole);
        expect(mergeCoverage([whole])).toEqual(whole);
        expect(mergeCoverage([whole, []])).toEqual(whole);
      }),
    );
  });

  it('adds the counts and keeps the smallest case', () => {
    const row = (decided: number, firstCase: number): CoverageRow => ({
      clause: 'IPB-2',
      bin: 'ingress/deny→allow/TCP/IPv4',
      decided,
      firstCase,
    });
    expect(mergeCoverage([[row(16, 70)], [row(3, 12)], [row(16, 900)]])).toEqual([row(35, 12)]);
  });

  it('puts clauses in catalogue order, then bins', () => {
    const row = (clause: CoverageRow['clause'], bin: string): CoverageRow => ({
      clause,
      bin,
      decided: 1,
      firstCase: 0,
    });
    const merged = mergeCoverage([
      [row('VAL-3', 'b'), row('IPB-10', 'a')],
      [row('VAL-3', 'a'), row('IPB-2', 'z')],
    ]);
    expect(merged.map(({ clause, bin }) => `${clause} ${bin}`)).toEqual([
      'IPB-2 z',
      'IPB-10 a',
      'VAL-3 a',
      'VAL-3 b',
    ]);
  });
});
