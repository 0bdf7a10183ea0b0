import { describe, expect, it } from 'vitest';
import type { Semantics } from '../../evaluator/index.ts';
import { referenceSemantics } from '../../evaluator/index.ts';
import { KNOWN_BUGS } from '../../spec/index.ts';
import { UNMODELLED, ZOO } from '../index.ts';
import { triggerNames } from './testing/index.ts';

/** The first bug of each mutation. */
const MUTATIONS = ZOO.filter(({ id, mutation }) => id === mutation);

describe('the zoo', () => {
  it('has every known bug once, or says why it has not', () => {
    const ids = [...ZOO, ...UNMODELLED].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(KNOWN_BUGS.map(({ id }) => id).toSorted());
  });

  it('has most of them, by many mutations', () => {
    expect(ZOO.length).toBeGreaterThanOrEqual(200);
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(180);
  });

  it('has a scenario for each mutation, and no other', () => {
    expect(triggerNames()).toEqual(MUTATIONS.map(({ id }) => id).toSorted());
  });

  it.each(ZOO)('tells of $id what the list of known bugs tells', ({ id, plugin, link, symptom }) => {
    const bug = KNOWN_BUGS.find((known) => known.id === id);
    expect(bug).toMatchObject({ plugin, link, symptom });
  });

  it('has one wrong part for all bugs of a mutation, and another for each other', () => {
    const parts = ZOO.map((entry) => (entry.kind === 'semantics' ? entry.semantics : entry.wrong));
    const byMutation = new Map(ZOO.map(({ mutation }, index) => [mutation, parts[index]]));
    expect(ZOO.map(({ mutation }) => byMutation.get(mutation))).toEqual(parts);
    expect(new Set(parts).size).toBe(MUTATIONS.length);
  });

  it.each(ZOO.filter((entry) => entry.kind === 'semantics'))(
    '$id replaces one function of the specification',
    ({ replaces, semantics }) => {
      const differing = Object.keys(referenceSemantics).filter(
        (name) => semantics[name as keyof Semantics] !== referenceSemantics[name as keyof Semantics],
      );
      expect(differing).toEqual([replaces]);
    },
  );

  it('replaces one function of most plugins, and two of the few that need them', () => {
    const several = MUTATIONS.filter(({ kind, replaces }) => kind !== 'semantics' && replaces.length > 1);
    expect(several.map(({ id }) => id)).toEqual(['OVN-3038', 'NPC-179', 'NPC-201', 'OVN-NSLABEL']);
  });
});
