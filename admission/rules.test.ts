import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLAUSES } from '../spec/index.ts';
import type { Admission } from './admitted.ts';
import type { ClauseRow } from './testing/clause-rows.ts';
import { CLAUSE_ROWS } from './testing/clause-rows.ts';
import { expectedOf, judgeRow } from './testing/judge-row.ts';
import { admission, createAdmission } from './create-admission.ts';
import type { AdmissionRules } from './rules.ts';
import { defaultAdmissionRules } from './rules.ts';
import { ADMISSION_MUTANTS } from './mutants/index.ts';

function fails(judge: Admission, row: ClauseRow): boolean {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  return !isDeepStrictEqual(plain(judgeRow(judge, row)), plain(expectedOf(row)));
}

const kindOf = new Map(CLAUSES.map(({ id, kind }) => [id, kind]));

/** Clauses of verdicts that admission has a part in, and clauses of shape, have their rows elsewhere. */
const DECIDED_HERE = ADMISSION_MUTANTS.filter(({ clause }) => kindOf.get(clause) === 'ADM');

describe('each clause is decided by a rule', () => {
  it.each(DECIDED_HERE)('$id goes wrong for one who $title', ({ clause, rules }) => {
    const rows = CLAUSE_ROWS.filter((row) => row.clause === clause);
    expect(rows.filter((row) => fails(admission, row))).toEqual([]);
    expect(rows.filter((row) => fails(createAdmission(rules), row)).length).toBeGreaterThan(0);
  });

  it.each(ADMISSION_MUTANTS)('$id replaces one rule', ({ replaces, rules }) => {
    const names = Object.keys(defaultAdmissionRules) as (keyof AdmissionRules)[];
    expect(names.filter((name) => rules[name] !== defaultAdmissionRules[name])).toEqual([replaces]);
  });

  it('knows a mutant for every clause of admission and of shape', () => {
    const clauses = new Set(ADMISSION_MUTANTS.map(({ clause }) => clause));
    const judged = CLAUSES.filter(({ kind }) => kind === 'ADM' || kind === 'SHAPE').map(({ id }) => id);
    expect(judged.filter((clause) => !clauses.has(clause))).toEqual([]);
    expect(new Set(ADMISSION_MUTANTS.map(({ id }) => id)).size).toBe(ADMISSION_MUTANTS.length);
  });

  it('has no rule that no mutant replaces, but for that of another kind', () => {
    const replaced = new Set<string>(ADMISSION_MUTANTS.map(({ replaces }) => replaces));
    expect(Object.keys(defaultAdmissionRules).filter((rule) => !replaced.has(rule))).toEqual(['namespace']);
  });
});
