import { defaultAdmissionRules as rules } from '../rules.ts';
import type { AdmissionMutant } from './admission-mutant.ts';
import { admissionMutant as mutant } from './admission-mutant.ts';

/** What is stored: defaults, generations and decoded values. */
export const STORING_MUTANTS: readonly AdmissionMutant[] = [
  // "Key-presence test (`'egress' in spec`) → egress deny."
  mutant(
    'TYPE-3',
    'takes an empty egress section for egress rules',
    'defaultPolicyTypes',
    (written, egress) =>
      (written ?? []).length === 0 && egress?.length === 0
        ? ['Ingress', 'Egress']
        : rules.defaultPolicyTypes(written, egress),
  ),

  // "Evaluator recomputes types from rules on every read."
  mutant('TYPE-8', 'computes stored types anew', 'defaultPolicyTypes', (_written, egress) =>
    rules.defaultPolicyTypes(undefined, egress),
  ),

  // "Left absent in stored form (diff noise) or defaulted in egress only."
  mutant('VAL-20', 'fills in no protocol', 'defaultProtocol', () => undefined),
  mutant('VAL-20/egress', 'fills in the protocol of egress rules alone', 'defaultProtocol', (list) =>
    list === 'egress' ? 'TCP' : undefined,
  ),

  // "See TYPE-1..3."
  mutant('VAL-21', 'fills in both types always', 'defaultPolicyTypes', (written) =>
    written === undefined || written.length === 0 ? ['Ingress', 'Egress'] : written,
  ),
  mutant(
    'VAL-21/absent',
    'takes an empty list of types for none',
    'defaultPolicyTypes',
    (written, egress) => written ?? rules.defaultPolicyTypes(written, egress),
  ),

  // "Harness parses YAML laxly and differently from the server."
  mutant('VAL-25', 'knows every field', 'isKnownField', () => true),

  // "Bump on every write."
  mutant('VAL-26', 'raises the generation on every write', 'nextGeneration', (generation) => generation + 1),

  // "Kept."
  mutant(
    'VAL-27',
    'keeps a status',
    'isKnownField',
    (type, field) => (type.name === 'NetworkPolicy' && field === 'status') || rules.isKnownField(type, field),
  ),

  // "JS coercion ('90' → 90)."
  mutant('VAL-28', 'turns whatever it is given into an integer', 'int32', (value) =>
    Number.isNaN(Number(value)) ? undefined : Math.trunc(Number(value)),
  ),
  mutant('VAL-28/port', 'turns a number that is no integer into one', 'intOrString', (value) =>
    typeof value === 'number' || typeof value === 'boolean'
      ? Math.trunc(Number(value))
      : rules.intOrString(value),
  ),

  // "Nulls filtered out."
  mutant('VAL-29', 'leaves nulls in lists out', 'nullItem', () => 'dropped'),

  // "null → {} at peers."
  mutant('VAL-30', 'takes null for an empty selector', 'nullField', () => 'zero'),
];
