import type { ClauseId } from '../../model/index.ts';
import type { AdmissionRules } from '../rules.ts';
import { defaultAdmissionRules } from '../rules.ts';

/** `VAL-12`, or `VAL-12/WHAT` where a clause is typically misread in more than one way. */
export type AdmissionMutantId = ClauseId | `${ClauseId}/${string}`;

/** An API server with one rule of admission misread as implementations typically misread it. */
export interface AdmissionMutant {
  readonly id: AdmissionMutantId;
  readonly clause: ClauseId;
  /** The mistake, as a sentence about the one who makes it: `takes port 0 for a wildcard`. */
  readonly title: string;
  /** The one rule that differs from the API server's. */
  readonly replaces: keyof AdmissionRules;
  readonly rules: AdmissionRules;
}

/** A mutant of the clause that its id begins with. */
export function admissionMutant<Name extends keyof AdmissionRules>(
  id: AdmissionMutantId,
  title: string,
  replaces: Name,
  replacement: AdmissionRules[Name],
): AdmissionMutant {
  const [clause] = id.split('/') as [ClauseId];
  return { id, clause, title, replaces, rules: { ...defaultAdmissionRules, [replaces]: replacement } };
}
