import type { ClusterObject } from '../model/index.ts';
import type { AdmitOptions } from './admitted.ts';
import type { Complaint } from './complaint.ts';
import type { FieldPath } from './field-error.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import type { AdmissionRules } from './rules.ts';

/** A record of JSON, not yet known to be an object of any kind. */
export type RawObject = Readonly<Record<string, unknown>>;

/** What a kind is given to judge an object. */
export interface AdmissionRequest {
  readonly rules: AdmissionRules;
  readonly options: AdmitOptions;
}

/** What a kind has to say; stored only where there are no complaints. */
export interface Judgement {
  readonly complaints: readonly Complaint[];
  readonly warnings: readonly Complaint[];
  readonly stored?: KubernetesObject;
  readonly object?: ClusterObject;
}

/** A judgement that refuses. */
export function refused(complaints: readonly Complaint[], warnings: readonly Complaint[] = []): Judgement {
  return { complaints, warnings };
}

/** The namespace that kubectl sends an object to when the manifest names none. */
export const DEFAULT_NAMESPACE = 'default';

/** Unknown or duplicate fields as errors or warnings, as the request wants them (VAL-25). */
export function strictComplaints(
  type: 'unknown-field' | 'duplicate',
  fields: readonly FieldPath[],
  fieldValidation: 'Strict' | 'Warn' | 'Ignore',
): { readonly errors: readonly Complaint[]; readonly warnings: readonly Complaint[] } {
  const of = (detail: string): Complaint[] => fields.map((path) => ({ type, path, detail }));
  switch (fieldValidation) {
    case 'Strict':
      return { errors: of('strict decoding error: '), warnings: [] };
    case 'Warn':
      return { errors: [], warnings: of('') };
    case 'Ignore':
      return { errors: [], warnings: [] };
  }
}
