import { isDeepStrictEqual } from 'node:util';
import type { Admission, Admitted, FieldError, KubernetesObject } from '../../../admission/index.ts';
import { admission, ADMISSION_MUTANTS, createAdmission } from '../../../admission/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import type { AdmissionEdit, EditPlace } from './admission-edit.ts';

/** What a mutant of admission does otherwise: it lets in, or refuses, wrongly; it stores, or says, something else. */
export type AdmissionEffect = 'accepts' | 'refuses' | 'stores' | 'says';

const mistaken = new Map<ClauseId, Admission[]>();
for (const { clause, rules } of ADMISSION_MUTANTS) {
  const ofClause = mistaken.get(clause) ?? [];
  ofClause.push(createAdmission(rules));
  mistaken.set(clause, ofClause);
}

/**
 * Which bins of its clause an edited policy decides: for each mutant of the clause, how its answer differs from
 * an API server's.
 *
 * @returns bins such as `accepts/ingress`, each once
 */
export function askAdmission(
  edit: AdmissionEdit,
  policy: KubernetesObject,
  place: EditPlace,
): ReadonlySet<string> {
  const { object, options } = edit.submit(policy, place);
  const right = admission.admit(object, options);
  const bins = new Set<string>();
  for (const wrong of mistaken.get(edit.clause) ?? []) {
    for (const effect of effectsOf(right, wrong.admit(object, options))) bins.add(`${effect}/${place.site}`);
  }
  return bins;
}

function effectsOf(right: Admitted, wrong: Admitted): AdmissionEffect[] {
  if (right.ok !== wrong.ok) return [wrong.ok ? 'accepts' : 'refuses'];
  const effects: AdmissionEffect[] = [];
  const saysOtherwise =
    !isSaid(right.warnings, wrong.warnings) ||
    (!right.ok && !wrong.ok && !isSaid(right.errors, wrong.errors));
  if (saysOtherwise) effects.push('says');
  if (right.ok && wrong.ok && !isDeepStrictEqual(right.stored, wrong.stored)) effects.push('stores');
  return effects;
}

/** Whether the same fields are named. */
function isSaid(right: readonly FieldError[], wrong: readonly FieldError[]): boolean {
  return right.length === wrong.length && right.every(({ field }, index) => field === wrong[index]!.field);
}
