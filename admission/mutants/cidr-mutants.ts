import { cidrRange, parseCidr, rangeCovers } from '../../model/index.ts';
import { forbidden } from '../complaint.ts';
import { defaultAdmissionRules as rules } from '../rules.ts';
import type { AdmissionMutant } from './admission-mutant.ts';
import { admissionMutant as mutant } from './admission-mutant.ts';

/** What an API server thinks of CIDRs and excepts. */
export const CIDR_MUTANTS: readonly AdmissionMutant[] = [
  // "Defaults to 0.0.0.0/0."
  mutant('VAL-11', 'takes an absent cidr for everything', 'defaultIPBlock', (block) =>
    block.cidr === '' ? { ...block, cidr: '0.0.0.0/0' } : block,
  ),

  // "Library parser masks host bits silently."
  mutant('VAL-12', 'lets ambiguous CIDRs pass under strict validation', 'cidr', (text) =>
    rules.cidr(text, false),
  ),
  mutant('VAL-12/always', 'refuses ambiguous CIDRs where the gate is off', 'cidr', (text) =>
    rules.cidr(text, true),
  ),
  mutant('VAL-12/silent', 'warns of no CIDR', 'cidrWarnings', () => []),

  // "Equal prefix accepted (empty block)."
  mutant('VAL-13', 'accepts an except that is the whole cidr', 'except', (cidr, except) =>
    cidr === except ? [] : rules.except(cidr, except),
  ),
  mutant('VAL-13/longer', 'looks at the length of an except alone', 'except', (cidr, except) =>
    isSameFamily(cidr, except) && isLonger(cidr, except) ? [] : rules.except(cidr, except),
  ),

  // "Compared by prefix length only."
  mutant('VAL-14', 'accepts an except of the other family', 'except', (cidr, except) =>
    !isSameFamily(cidr, except) && isLonger(cidr, except) ? [] : rules.except(cidr, except),
  ),

  // "Uniqueness error."
  mutant('VAL-15', 'refuses an except that is listed twice', 'excepts', (excepts) =>
    new Set(excepts).size < excepts.length ? [forbidden([], 'must not list an entry twice')] : [],
  ),
  mutant('VAL-15/overlapping', 'refuses an except that lies in another', 'excepts', (excepts) =>
    excepts.some((inner, index) => excepts.some((outer, at) => at !== index && contains(outer, inner)))
      ? [forbidden([], 'entries must not overlap')]
      : [],
  ),

  // "All-or-nothing revalidation."
  mutant('VAL-24', 'checks on update what is stored already', 'exemptCidrs', () => new Set()),
];

function isSameFamily(cidr: string, except: string): boolean {
  return parseCidr(cidr)?.address.family === parseCidr(except)?.address.family;
}

function isLonger(cidr: string, except: string): boolean {
  return Number(except.split('/')[1]) > Number(cidr.split('/')[1]);
}

function contains(outer: string, inner: string): boolean {
  const [whole, part] = [parseCidr(outer), parseCidr(inner)];
  return whole !== undefined && part !== undefined && rangeCovers(cidrRange(whole), cidrRange(part));
}
