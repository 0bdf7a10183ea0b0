import { describe, expect, it } from 'vitest';
import type { ClauseId } from './index.ts';
import {
  CLAUSE_GROUPS,
  clauseOf,
  CLAUSES,
  compareClauseIds,
  KNOWN_BUGS,
  PROFILE_OPTIONS,
  UPSTREAM_TESTS,
} from './index.ts';

const clauseIds = new Set<string>(CLAUSES.map(({ id }) => id));
const testIds = new Set(UPSTREAM_TESTS.map(({ id }) => id));
const optionNames = new Set(PROFILE_OPTIONS.map(({ option }) => option));

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** What is mentioned and is not there, with who mentions it. */
function unknown(
  mentions: Iterable<readonly [string, readonly string[]]>,
  known: ReadonlySet<string>,
): string[] {
  return [...mentions].flatMap(([by, names]) =>
    names.filter((name) => !known.has(name)).map((name) => `${by}: ${name}`),
  );
}

describe('clauses', () => {
  it('are 208: 178 mandated, 14 left to the plugin, 16 undocumented', () => {
    const of = (wanted: string): number => CLAUSES.filter((clause) => clause.class === wanted).length;
    expect(CLAUSES).toHaveLength(208);
    expect([of('MANDATED'), of('LEFT-TO-PLUGIN'), of('UNDOCUMENTED')]).toEqual([178, 14, 16]);
  });

  it('have ids of their own, made of their group and a number', () => {
    expect(duplicates(CLAUSES.map(({ id }) => id))).toEqual([]);
    for (const { id, group } of CLAUSES) expect(id).toMatch(new RegExp(`^${group}-[1-9][0-9]*$`));
  });

  it('stand in the order of the groups, each numbered from 1 without gaps', () => {
    const ids = CLAUSES.map(({ id }) => id);
    expect(ids.toSorted(compareClauseIds)).toEqual(ids);
    for (const group of CLAUSE_GROUPS) {
      const numbers = CLAUSES.filter((clause) => clause.group === group).map(({ id }) =>
        Number(id.split('-')[1]),
      );
      expect(numbers, group).toEqual(numbers.map((_, index) => index + 1));
      expect(numbers.length, group).toBeGreaterThan(0);
    }
  });

  it('say something in every field, and are of a known class and kind', () => {
    for (const {
      id,
      class: clauseClass,
      kind,
      statement,
      source,
      example,
      expected,
      typicalMistake,
    } of CLAUSES) {
      expect(['MANDATED', 'LEFT-TO-PLUGIN', 'UNDOCUMENTED'], id).toContain(clauseClass);
      expect(['EVAL', 'TIME', 'ADM', 'SHAPE'], id).toContain(kind);
      for (const text of [statement, source, example, expected, typicalMistake])
        expect(text.trim(), id).not.toBe('');
    }
  });

  it('are found by id, and only those there are', () => {
    for (const clause of CLAUSES) expect(clauseOf(clause.id)).toBe(clause);
    expect(clauseOf('IPB-999')).toBeUndefined();
    expect(clauseOf('__proto__' as ClauseId)).toBeUndefined();
  });

  it.each<[ClauseId, ClauseId]>([
    ['ISO-2', 'ISO-10'],
    ['SCOPE-1', 'VAL-1'],
    ['IPB-15', 'PORT-1'],
  ])('%s comes before %s', (first, second) => {
    expect(compareClauseIds(first, second)).toBeLessThan(0);
    expect(compareClauseIds(second, first)).toBeGreaterThan(0);
    expect(compareClauseIds(first, first)).toBe(0);
  });
});

describe('upstream tests', () => {
  it('are T1 to T48, A1 and A2', () => {
    const numbered = Array.from({ length: 48 }, (_, index) => `T${index + 1}`);
    expect([...testIds]).toEqual([...numbered, 'A1', 'A2']);
  });

  it('refer to clauses that exist, each once', () => {
    expect(
      unknown(
        UPSTREAM_TESTS.map(({ id, decisive, partial }) => [id, [...decisive, ...partial]]),
        clauseIds,
      ),
    ).toEqual([]);
    for (const { id, decisive, partial } of UPSTREAM_TESTS)
      expect(duplicates([...decisive, ...partial]), id).toEqual([]);
  });

  it.each([
    ['decisive', 'upstreamDecisive'],
    ['partial', 'upstreamPartial'],
  ] as const)('%s: tests and clauses tell the same', (ofTest, ofClause) => {
    const fromTests = UPSTREAM_TESTS.flatMap((test) => test[ofTest].map((clause) => `${test.id} ${clause}`));
    const fromClauses = CLAUSES.flatMap((clause) =>
      clause[ofClause].filter((test) => test !== 'all').map((test) => `${test} ${clause.id}`),
    );
    expect(fromClauses.toSorted()).toEqual(fromTests.toSorted());
  });
});

describe('profile options', () => {
  it('have names of their own', () => {
    expect(duplicates(PROFILE_OPTIONS.map(({ option }) => option))).toEqual([]);
  });

  it('have a default that conforms, and count only values of theirs as non-conforming', () => {
    for (const { option, values, nonConforming } of PROFILE_OPTIONS) {
      expect(values.length, option).toBeGreaterThan(0);
      expect(nonConforming, option).not.toContain(values[0]);
      expect(unknown([[option, nonConforming]], new Set(values))).toEqual([]);
      expect(duplicates(values), option).toEqual([]);
    }
  });

  it('rest on clauses that exist', () => {
    expect(
      unknown(
        PROFILE_OPTIONS.map(({ option, clauses }) => [option, clauses]),
        clauseIds,
      ),
    ).toEqual([]);
  });

  it('are those that clauses cite, and the clauses know it', () => {
    expect(
      unknown(
        CLAUSES.map(({ id, profileOptions }) => [id, profileOptions]),
        optionNames,
      ),
    ).toEqual([]);
    const cited = new Set(CLAUSES.flatMap(({ profileOptions }) => profileOptions));
    expect([...optionNames].filter((option) => !cited.has(option))).toEqual([]);
  });
});

describe('known bugs', () => {
  it('are 215 with ids of their own', () => {
    expect(KNOWN_BUGS).toHaveLength(215);
    expect(duplicates(KNOWN_BUGS.map(({ id }) => id))).toEqual([]);
  });

  it('say where they were seen, what goes wrong and how to imitate it', () => {
    for (const { id, plugin, link, symptom, mutation, classes, visibility, wrong } of KNOWN_BUGS) {
      for (const text of [plugin, link, symptom, mutation]) expect(text.trim(), id).not.toBe('');
      expect(classes.length, id).toBeGreaterThan(0);
      expect(visibility, id).toMatch(/[abcd]/);
      expect(wrong, id).toMatch(/[ADtX]/);
    }
  });
});
