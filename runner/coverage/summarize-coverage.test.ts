import { describe, expect, it } from 'vitest';
import { FLOW_WITNESSES } from '../../engines/index.ts';
import type { CoverageRow } from '../../model/index.ts';
import { CLAUSES } from '../../spec/index.ts';
import { binsOfClause } from './bins/clause-bins.ts';
import { binsOfWitness } from './bins/flow-bins.ts';
import { fitsPattern, unreachableBins } from './bins/unreachable.ts';
import { summarizeCoverage } from './summarize-coverage.ts';
import { surveyFlows } from './testing/survey.ts';

/** Machines that run tests may be slow. */
const PATIENCE_MS = 300_000;

const of = (rows: readonly CoverageRow[], clause: string) =>
  summarizeCoverage(rows).clauses.find((each) => each.clause === clause)!;

describe('the summary', () => {
  it('counts the 178 mandated clauses by kind, with the bins that can be decided', () => {
    const { mandated, clauses } = summarizeCoverage([]);
    // The denominators. They follow from the witnesses, the edits and the table of what nobody can reach.
    expect(mandated.map(({ kind, clauses: count, bins }) => [kind, count, bins.reachable])).toEqual([
      ['EVAL', 118, 2_101],
      ['TIME', 14, 48],
      ['ADM', 31, 76],
      ['SHAPE', 15, 49],
    ]);
    expect(clauses).toHaveLength(CLAUSES.length);
    expect(mandated.every(({ decided, bins }) => decided === 0 && bins.decided === 0)).toBe(true);
  });

  it('adds the rows of a clause up', () => {
    const bins = binsOfClause('IPB-2');
    const rows = bins.slice(0, 3).map((bin, index) => ({
      clause: 'IPB-2' as const,
      bin,
      decided: index + 1,
      firstCase: 40 - index,
    }));
    expect(of(rows, 'IPB-2')).toMatchObject({
      bins: { decided: 3, reachable: 24 },
      times: 6,
      firstCase: 38,
      never: expect.arrayContaining([bins[3]!]),
      witness: 'evaluator',
    });
    expect(of(rows, 'IPB-2').never).toHaveLength(21);
  });

  it.each([
    ['PLUG-1', 'enforce'],
    ['SELF-1', 'loopback'],
    ['PROTO-7', 'dropped and rejected'],
    ['IPB-15', 'adversarial'],
    ['CONN-4', 'several will do'],
  ])('says why %s is not judged', (clause, why) => {
    expect(of([], clause).notJudged).toContain(why);
    expect(of([], clause).never).toEqual([]);
  });

  it('judges after all what somebody decided', () => {
    const row = { clause: 'IPB-15', bin: 'ingress/deny→allow/TCP/IPv4', decided: 1, firstCase: 0 } as const;
    expect(of([row], 'IPB-15').notJudged).toBeUndefined();
  });

  it('counts a bin that the table did not expect', () => {
    const row = { clause: 'NODE-1', bin: 'egress/deny→allow/TCP/IPv4', decided: 1, firstCase: 0 } as const;
    expect(of([row], 'NODE-1').bins).toEqual({ decided: 1, reachable: 7 });
  });
});

describe('bins that nobody can reach', () => {
  const excluded = CLAUSES.flatMap(({ id }) =>
    unreachableBins(id).map(({ bins, because }) => ({ id, bins, because })),
  );

  it.each(excluded)(
    '$id: $bins are bins that its witnesses could have, by their nature',
    ({ id, bins, because }) => {
      const all = FLOW_WITNESSES.filter(({ mutant }) => mutant.clause === id).flatMap(binsOfWitness);
      expect(all.filter((bin) => fitsPattern(bin, bins)).length).toBeGreaterThan(0);
      expect(because).toMatch(/\.$/);
    },
  );

  it('leave every clause of a witness some that can be reached', () => {
    const clauses = [...new Set(FLOW_WITNESSES.map(({ mutant }) => mutant.clause))];
    const empty = clauses.filter((clause) => binsOfClause(clause).length === 0);
    expect(empty).toEqual(['PLUG-1', 'SELF-1']);
  });

  it(
    'are not reached, in a survey that asks every witness',
    () => {
      const reached = surveyFlows(40, { seed: 11 });
      const surprising = [...reached.keys()].filter((key) => {
        const slash = key.indexOf('/');
        return !binsOfClause(key.slice(0, slash) as CoverageRow['clause']).includes(key.slice(slash + 1));
      });
      expect(surprising).toEqual([]);
      expect(reached.size).toBeGreaterThan(800);
    },
    PATIENCE_MS,
  );
});

describe('patterns', () => {
  it.each([
    ['ingress/deny→allow/TCP/IPv4', 'ingress', true],
    ['ingress/deny→allow/TCP/IPv4', '*/allow→deny', false],
    ['ingress/deny→allow/TCP/IPv4', '*/deny→allow/*/IPv4', true],
    ['ingress/deny→allow/TCP/IPv4', '*/*/*/*/pod', false],
    ['ingress/deny→allow/TCP/IPv4/pod', '*/*/*/*/pod', true],
  ])('%s fits %s: %s', (bin, pattern, fits) => {
    expect(fitsPattern(bin, pattern)).toBe(fits);
  });
});
