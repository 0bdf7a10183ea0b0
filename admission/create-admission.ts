import type { Admission, AdmitOptions, Admitted } from './admitted.ts';
import { fieldErrorOf, invalid, required } from './complaint.ts';
import { isRecord } from './decode/decode.ts';
import { kindOf } from './kinds/kinds.ts';
import type { AdmissionRequest, Judgement, RawObject } from './request.ts';
import { refused } from './request.ts';
import type { AdmissionRules } from './rules.ts';
import { defaultAdmissionRules } from './rules.ts';

/** An admission that follows the given rules; a mutant is `{...defaultAdmissionRules, one replaced}`. */
export function createAdmission(rules: AdmissionRules = defaultAdmissionRules): Admission {
  return {
    admit: (raw, options = {}) => answer(judge(raw, { rules, options }), options),
  };
}

/** The admission of an API server. */
export const admission: Admission = createAdmission();

function answer({ complaints, warnings, stored, object }: Judgement, options: AdmitOptions): Admitted {
  const said = warnings.map((complaint) => fieldErrorOf(complaint, options.positionOf));
  if (stored !== undefined && complaints.length === 0) return { ok: true, stored, object, warnings: said };
  const errors = complaints.map((complaint) => fieldErrorOf(complaint, options.positionOf));
  return { ok: false, errors, warnings: said };
}

function judge(raw: unknown, request: AdmissionRequest): Judgement {
  if (!isRecord(raw)) {
    const detail = `a Kubernetes object must be a mapping, not ${describe(raw)}`;
    return refused([{ type: 'syntax', path: [], detail }]);
  }
  const missing = ['apiVersion', 'kind'].filter((field) => !isName(ownField(raw, field)));
  if (missing.length > 0) {
    return refused(missing.map((field) => required([field], 'every Kubernetes object says what it is')));
  }
  return judgeKind(raw, request);
}

function judgeKind(raw: RawObject, request: AdmissionRequest): Judgement {
  const apiVersion = raw['apiVersion'] as string;
  const kind = raw['kind'] as string;
  const known = kindOf(apiVersion, kind);
  switch (known) {
    case 'other':
      return {
        complaints: [],
        warnings: [],
        stored: { ...raw, apiVersion, kind, metadata: isRecord(raw['metadata']) ? raw['metadata'] : {} },
      };
    case 'wrong-version':
      return refused([
        invalid(['apiVersion'], apiVersion, `no matches for kind "${kind}" in version "${apiVersion}"`),
      ]);
    default:
      return known.admit(raw, request);
  }
}

function ownField(raw: RawObject, field: string): unknown {
  return Object.hasOwn(raw, field) ? raw[field] : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function describe(raw: unknown): string {
  if (raw === null || raw === undefined) return 'nothing';
  return Array.isArray(raw) ? 'a list' : `a ${typeof raw}`;
}
