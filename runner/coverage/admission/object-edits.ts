import type { AdmissionEdit, Json } from './admission-edit.ts';
import { objectEdit, specEdit, updateEdit } from './edit-kinds.ts';

const same = <T>(value: T): T => value;

const renamed =
  (name: string) =>
  (object: Json): Json => ({ ...object, metadata: { ...(object['metadata'] as Json), name } });

const withBlock =
  (cidr: string) =>
  (spec: Json): Json => ({ ...spec, ingress: [{ from: [{ ipBlock: { cidr } }] }] });

const without =
  (...fields: readonly string[]) =>
  (object: Json): Json =>
    Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));

const selecting =
  (values: readonly string[]) =>
  (spec: Json): Json => ({
    ...spec,
    podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values }] },
  });

/** Edits of a policy as a whole: its name, its types, what it replaces. */
export const OBJECT_EDITS: readonly AdmissionEdit[] = [
  objectEdit('VAL-1', 'a name with a dot', renamed('a.b-c')),
  objectEdit('VAL-1', 'a name of 253 characters', renamed('a'.repeat(253))),

  specEdit('VAL-16', 'three types, two of them equal', (spec) => ({
    ...spec,
    policyTypes: ['Ingress', 'Egress', 'Ingress'],
  })),
  specEdit('VAL-17', 'an empty list of ingress rules', (spec) => ({ ...spec, ingress: [] })),
  specEdit('VAL-17', 'an empty list of egress rules', (spec) => ({ ...spec, egress: [] })),

  specEdit('VAL-21', 'no types', without('policyTypes', 'egress')),
  specEdit('VAL-21', 'an empty list of types', (spec) => ({ ...spec, policyTypes: [] })),
  specEdit('TYPE-3', 'no types and an empty egress section', (spec) => ({
    ...without('policyTypes')(spec),
    egress: [],
  })),
  objectEdit('VAL-22', 'no spec', without('spec')),
  specEdit('VAL-22', 'no podSelector', without('podSelector')),
  specEdit('VAL-23', 'egress rules without the type', (spec) => ({
    ...spec,
    policyTypes: ['Ingress'],
    egress: [{}],
  })),
  specEdit('VAL-23', 'ingress rules without the type', (spec) => ({
    ...spec,
    policyTypes: ['Egress'],
    ingress: [{}],
  })),
  specEdit('VAL-29', 'a type of null', (spec) => ({ ...spec, policyTypes: ['Ingress', null] })),

  objectEdit('VAL-27', 'a status', (object) => ({ ...object, status: {} })),
  objectEdit('VAL-27', 'a status that is not looked at', (object) => ({ ...object, status: {} }), {
    fieldValidation: 'Ignore',
  }),

  updateEdit(
    'TYPE-8',
    'egress rules added beside stored types',
    (spec) => ({ ...without('egress')(spec), policyTypes: ['Ingress'] }),
    (spec) => ({ ...spec, policyTypes: ['Ingress'], egress: [{}] }),
  ),
  updateEdit('VAL-18', 'a value with a blank that was stored', selecting(['a b']), selecting(['a b'])),
  updateEdit('VAL-24', 'leading zeros that were stored', withBlock('010.0.0.0/8'), withBlock('010.0.0.0/8')),
  updateEdit('VAL-26', 'the same again', same, same),
];

/**
 * Policies as they were generated. They are accepted, and bring into play the rules that somebody has who
 * refuses, or warns of, too much.
 */
export const NO_EDITS: readonly AdmissionEdit[] = (
  ['VAL-1', 'VAL-10', 'VAL-12', 'VAL-15', 'VAL-23'] as const
).map((clause) => objectEdit(clause, 'as generated', same));
