import type { AdmissionExpectation, AdmissionOutcomeExpectation } from '../../model/index.ts';
import { fail, positionOf, readChoice, readJson, readMap, readRecord } from './document/field.ts';
import { readString, readStrings, required, type Field } from './document/field.ts';
import { fromJson, mapping, type YamlValue } from './document/yaml-value.ts';

const KEYS = [
  'admission',
  'manifest',
  'old',
  'fieldValidation',
  'strictCidrValidation',
  'field',
  'warnings',
  'stored',
] as const;

/** What an API server must do with a manifest; the manifest is text where the text itself matters. */
export function readAdmissionExpectation(field: Field): AdmissionExpectation {
  const line = readRecord(field, KEYS);
  return {
    kind: 'admission',
    manifest: readJson(required(field, line.manifest, 'manifest')),
    ...(line.old === undefined ? {} : { old: readJson(line.old) }),
    ...(line.fieldValidation === undefined
      ? {}
      : { fieldValidation: readChoice(line.fieldValidation, ['Strict', 'Warn', 'Ignore']) }),
    ...(line.strictCidrValidation === undefined
      ? {}
      : { strictCidrValidation: readChoice(line.strictCidrValidation, ['on', 'warn-only']) }),
    outcome: readOutcome(field, line),
    position: positionOf(field),
  };
}

function readOutcome(
  field: Field,
  line: { readonly [Key in (typeof KEYS)[number]]?: Field },
): AdmissionOutcomeExpectation {
  if (readChoice(line.admission!, ['accepted', 'rejected']) === 'rejected') {
    const misplaced = line.warnings ?? line.stored;
    if (misplaced !== undefined) fail(misplaced, 'belongs to an accepted object');
    return { kind: 'rejected', field: readString(required(field, line.field, 'field')) };
  }
  if (line.field !== undefined) fail(line.field, 'belongs to a rejected object');
  return {
    kind: 'accepted',
    ...(line.warnings === undefined ? {} : { warnings: readStrings(line.warnings) }),
    ...(line.stored === undefined ? {} : { stored: readStored(line.stored) }),
  };
}

function readStored(field: Field): Record<string, unknown> {
  return Object.fromEntries(readMap(field).map(([path, value]) => [path, readJson(value)]));
}

export function writeAdmissionExpectation(expectation: AdmissionExpectation): YamlValue {
  const { manifest, old, fieldValidation, strictCidrValidation, outcome } = expectation;
  const accepted = outcome.kind === 'accepted' ? outcome : undefined;
  return mapping([
    ['admission', outcome.kind],
    ['manifest', fromJson(manifest)],
    ['old', old === undefined ? undefined : fromJson(old)],
    ['fieldValidation', fieldValidation],
    ['strictCidrValidation', strictCidrValidation],
    ['field', outcome.kind === 'rejected' ? outcome.field : undefined],
    ['warnings', accepted?.warnings],
    ['stored', accepted?.stored === undefined ? undefined : fromJson(accepted.stored)],
  ]);
}
