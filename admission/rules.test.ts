import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ClauseId } from '../spec/index.ts';
import type { Admission } from './admitted.ts';
import type { ClauseRow } from './testing/clause-rows.ts';
import { CLAUSE_ROWS } from './testing/clause-rows.ts';
import { expectedOf, judgeRow } from './testing/judge-row.ts';
import { forbidden, required } from './complaint.ts';
import { admission, createAdmission } from './create-admission.ts';
import type { AdmissionRules } from './rules.ts';
import { defaultAdmissionRules as rules } from './rules.ts';
import { dnsLabelErrors } from './validate/names.ts';

const refuse = (isWrong: boolean): string[] => (isWrong ? ['wrong'] : []);

/** The typical wrong implementation of each clause, as the catalogue tells it. */
const MUTANTS: Readonly<Record<ClauseId, Partial<AdmissionRules>>> = {
  'VAL-1': { policyName: dnsLabelErrors },
  'VAL-2': { isProtocol: (protocol) => rules.isProtocol(protocol.toUpperCase()) },
  'VAL-3': { portNumber: (port) => (port === 0 ? [] : rules.portNumber(port)) },
  'VAL-4': { intOrString: (value) => rules.intOrString(value === '80' ? 80 : value) },
  'VAL-5': { endPort: (end, port) => (port === undefined ? [] : rules.endPort(end, port)) },
  'VAL-6': { endPort: (end, port) => (typeof port === 'string' ? [] : rules.endPort(end, port)) },
  'VAL-7': { endPort: (end, port) => refuse(typeof port !== 'number' || end <= port) },
  'VAL-8': { peer: () => [] },
  'VAL-9': { peer: (peer) => (peer.ipBlock === undefined ? rules.peer(peer) : []) },
  'VAL-10': { peer: (peer) => (Object.keys(peer).length > 1 ? [forbidden([], '')] : rules.peer(peer)) },
  'VAL-11': { defaultIPBlock: (block) => ({ ...block, cidr: block.cidr || '0.0.0.0/0' }) },
  'VAL-12': { cidr: (text) => rules.cidr(text, false) },
  'VAL-13': { except: (cidr, except) => (cidr === except ? [] : rules.except(cidr, except)) },
  'VAL-14': { except: (cidr, except) => refuse(Number(cidr.split('/')[1]) >= Number(except.split('/')[1])) },
  'VAL-15': { excepts: (list) => (new Set(list).size < list.length ? [forbidden([], '')] : []) },
  'VAL-16': { policyTypes: (types) => rules.policyTypes([...new Set(types)]) },
  'VAL-17': { list: (length) => (length === 0 ? [required([], '')] : []) },
  'VAL-18': { requirement: () => [] },
  'VAL-19': { matchLabels: () => [] },
  'VAL-20': { defaultProtocol: (list) => (list === 'egress' ? 'TCP' : undefined) },
  'VAL-21': {
    defaultPolicyTypes: (written, egress) => written ?? (egress ? ['Ingress', 'Egress'] : ['Ingress']),
  },
  'TYPE-8': { defaultPolicyTypes: (...[, egress]) => rules.defaultPolicyTypes(undefined, egress) },
  'VAL-22': { submittedSpec: (spec) => (spec === undefined ? [required(['podSelector'], '')] : []) },
  'VAL-23': {
    typesAndRules: ({ policyTypes, egress }) =>
      egress !== undefined && policyTypes?.includes('Egress') !== true ? [forbidden(['egress'], '')] : [],
  },
  'VAL-24': { exemptCidrs: () => new Set() },
  'VAL-25': { isKnownField: () => true },
  'VAL-26': { nextGeneration: (generation) => generation + 1 },
  'VAL-27': { isKnownField: (type, field) => field === 'status' || rules.isKnownField(type, field) },
  'VAL-28': { int32: (value) => Math.trunc(Number(value)) },
  'VAL-29': { nullItem: () => 'dropped' },
  'VAL-30': { nullField: () => 'zero' },
};

function fails(judge: Admission, row: ClauseRow): boolean {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  return !isDeepStrictEqual(plain(judgeRow(judge, row)), plain(expectedOf(row)));
}

describe('each clause is decided by a rule', () => {
  it.each(Object.entries(MUTANTS))(
    '%s goes wrong with its typical wrong implementation',
    (clause, mutant) => {
      const wrong = createAdmission({ ...rules, ...mutant });
      const rows = CLAUSE_ROWS.filter((row) => row.clause === clause);
      expect(rows.filter((row) => fails(admission, row))).toEqual([]);
      expect(rows.filter((row) => fails(wrong, row)).length).toBeGreaterThan(0);
    },
  );

  it('knows a mutant for every admission clause', () => {
    const clauses = new Set(CLAUSE_ROWS.map(({ clause }) => clause));
    expect([...clauses].filter((clause) => !Object.hasOwn(MUTANTS, clause))).toEqual([]);
  });

  it('has no rule that no mutant replaces, but for those of other kinds', () => {
    const replaced = new Set(Object.values(MUTANTS).flatMap((mutant) => Object.keys(mutant)));
    const untouched = Object.keys(rules).filter((rule) => !replaced.has(rule));
    expect(untouched).toEqual(['portName', 'cidrWarnings', 'keepsInvalidSelectorValues', 'namespace']);
  });
});
