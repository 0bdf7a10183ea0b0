import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Admission } from '../../../admission/index.ts';
import { admission, ADMISSION_MUTANTS, createAdmission } from '../../../admission/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { checkAdmission } from '../../../properties/admission-holds.ts';
import { packagedScenariosDirectory, readScenarioFile } from '../../../scenarios/index.ts';
import { CLAUSES } from '../../../spec/index.ts';

const CLAUSES_OF_ADMISSION = CLAUSES.filter(({ kind }) => kind === 'ADM').map(({ id }) => id);

/** What the clause's conformance scenario expects of admission and does not get. */
function failures(clause: ClauseId, judge: Admission): string[] {
  const [group] = clause.split('-') as [string];
  const file = join(packagedScenariosDirectory(), 'conformance', group.toLowerCase(), `${clause}.yaml`);
  const { expectations, steps } = readScenarioFile(file);
  return [...expectations, ...steps.flatMap((step) => step.expectations)].flatMap((expectation) => {
    if (expectation.kind !== 'admission') return [];
    const { status, title, observed } = checkAdmission(expectation, judge);
    return status === 'failed' ? [`${title}: ${observed}`] : [];
  });
}

describe("an admission clause's conformance scenario", () => {
  it.each(CLAUSES_OF_ADMISSION)(
    'of %s holds for an API server, and fails for a mutant of the clause',
    (clause) => {
      expect(failures(clause, admission)).toEqual([]);
      const mutants = ADMISSION_MUTANTS.filter((mutant) => mutant.clause === clause);
      const killed = mutants.filter(({ rules }) => failures(clause, createAdmission(rules)).length > 0);
      expect(killed.map(({ id }) => id)).not.toEqual([]);
    },
  );
});
