import type { Admission, KubernetesObject } from '../admission/index.ts';
import { readManifests } from '../admission/index.ts';
import type { AdmissionExpectation } from '../model/index.ts';
import type { ExpectationResult } from './expectation-result.ts';

/**
 * What an API server, as modelled, does with the object of an expectation. Text goes through the whole reader,
 * so that duplicate keys and nulls count as written.
 */
export function checkAdmission(
  expectation: AdmissionExpectation,
  admission: Admission,
): Omit<ExpectationResult, 'step'> {
  const { outcome, manifest, old, fieldValidation, strictCidrValidation } = expectation;
  const options = {
    ...(fieldValidation === undefined ? {} : { fieldValidation }),
    ...(strictCidrValidation === undefined ? {} : { strictCidrValidation }),
    ...(old === undefined ? {} : { old: old as KubernetesObject }),
  };
  const base = {
    expectation,
    title: `admission of ${nameOf(manifest)}`,
    expected: outcome.kind === 'rejected' ? `rejected at ${outcome.field}` : 'accepted',
  };
  const admitted =
    typeof manifest === 'string'
      ? [...readManifests({ file: 'manifest', text: manifest }, { ...options, admission })][0]?.admitted
      : admission.admit(manifest, options);
  if (admitted === undefined) return { ...base, status: 'failed', observed: 'no object in the text' };
  if (!admitted.ok) {
    const fields = admitted.errors.map(({ field }) => field);
    const observed = `rejected at ${fields.join(', ')}`;
    const held = outcome.kind === 'rejected' && fields.includes(outcome.field);
    return { ...base, status: held ? 'held' : 'failed', observed };
  }
  if (outcome.kind === 'rejected') return { ...base, status: 'failed', observed: 'accepted' };
  const problems = [
    ...(outcome.warnings ?? [])
      .filter((path) => !admitted.warnings.some(({ field }) => field === path))
      .map((path) => `no warning at ${path}`),
    ...Object.entries(outcome.stored ?? {})
      .filter(([path, value]) => !sameValue(valueAt(admitted.stored, path) ?? null, value))
      .map(([path]) => `${path} is ${JSON.stringify(valueAt(admitted.stored, path))}`),
  ];
  return problems.length === 0
    ? { ...base, status: 'held', observed: 'accepted' }
    : { ...base, status: 'failed', observed: 'accepted', detail: problems.join('; ') };
}

function nameOf(manifest: unknown): string {
  const metadata = (manifest as { metadata?: { name?: unknown } } | null)?.metadata;
  return typeof metadata?.name === 'string' ? metadata.name : 'an object';
}

/** The value at a path such as `spec.ingress[0].ports[0].protocol`. */
function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const key of path.match(/[^.[\]]+/g) ?? []) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
