import type { Labels } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import { forbidden, invalid, invalidEach, required } from '../complaint.ts';
import type { RequirementDraft } from '../decode/network-policy-schema.ts';
import { labelKeyErrors, labelValueErrors } from './names.ts';

/** What is wrong with a map of labels. Kubernetes names the map, positions name the entry (VAL-19). */
export function labelsComplaints(labels: Labels): Complaint[] {
  const complaints: Complaint[] = [];
  for (const [key, value] of Object.entries(labels)) {
    for (const detail of labelKeyErrors(key)) complaints.push({ ...invalid([], key, detail), at: [key] });
    for (const detail of labelValueErrors(value))
      complaints.push({ ...invalid([], value, detail), at: [key] });
  }
  return complaints;
}

/**
 * What is wrong with one of `matchExpressions` (VAL-18).
 *
 * @param allowInvalidValues set where an update keeps an old, invalid selector alive
 */
export function requirementComplaints(
  { key, operator, values = [] }: RequirementDraft,
  allowInvalidValues: boolean,
): Complaint[] {
  const complaints: Complaint[] = [];
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) {
        complaints.push(required(['values'], "must be specified when `operator` is 'In' or 'NotIn'"));
      }
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0) {
        const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
        complaints.push(forbidden(['values'], detail));
      }
      break;
    default:
      complaints.push(invalid(['operator'], operator, 'not a valid selector operator'));
  }
  complaints.push(...invalidEach(['key'], key, labelKeyErrors(key)));
  if (allowInvalidValues) return complaints;
  for (const [index, value] of values.entries()) {
    complaints.push(...invalidEach(['values', index], value, labelValueErrors(value)));
  }
  return complaints;
}
