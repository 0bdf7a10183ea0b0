import { isDeepStrictEqual } from 'node:util';
import { admission, objectToManifest } from '../../admission/index.ts';
import type { ClusterObject } from '../../model/index.ts';

/** What an API server makes of an object. */
export type AdmittedObject =
  | { readonly kind: 'admitted'; readonly object: ClusterObject }
  | { readonly kind: 'rejected'; readonly errors: readonly string[] };

interface Remembered {
  readonly old: ClusterObject | undefined;
  readonly answer: AdmittedObject;
}

/**
 * The last answer for each object. One history runs many times, with other faults or on another datapath, and
 * admission depends on nothing but the two objects.
 */
const remembered = new WeakMap<ClusterObject, Remembered>();

/** Admits an object, as a change of `old` where there is one. What admission leaves as it was is returned itself. */
export function admitObject(object: ClusterObject, old: ClusterObject | undefined): AdmittedObject {
  const known = remembered.get(object);
  if (known !== undefined && known.old === old) return known.answer;
  const answer = judge(object, old);
  remembered.set(object, { old, answer });
  return answer;
}

function judge(object: ClusterObject, old: ClusterObject | undefined): AdmittedObject {
  const options = old === undefined ? {} : { old: objectToManifest(old) };
  const admitted = admission.admit(objectToManifest(object), options);
  if (!admitted.ok) return { kind: 'rejected', errors: admitted.errors.map(({ message }) => message) };
  const result = admitted.object ?? object;
  return { kind: 'admitted', object: isDeepStrictEqual(result, object) ? object : result };
}
