import { isMap, isSeq } from 'yaml';
import type { FieldPath, KubernetesObject } from '../../../admission/index.ts';
import { admission, objectToManifest } from '../../../admission/index.ts';
import type { NetworkPolicy, PartialProfile, Position } from '../../../model/index.ts';
import { FencepostError } from '../../../model/index.ts';
import { fail, fieldOf, positionOf, readJson, type Field } from '../document/field.ts';
import { sameData } from '../document/same-data.ts';
import { fromJson, type YamlValue } from '../document/yaml-value.ts';

/** The keys of a manifest as people write them: what it is first, whom it is about, then the rules. */
const MANIFEST_ORDER = (
  'apiVersion kind metadata name namespace uid generation labels ' +
  'spec podSelector namespaceSelector ipBlock matchLabels matchExpressions ' +
  'policyTypes ingress egress from to ports protocol port endPort key operator values cidr except'
).split(' ');

/**
 * A policy as a user submits it, admitted strictly: what comes back is the stored form.
 *
 * @param previous the stored policy that this one replaces
 * @throws FencepostError `input` that names the field which admission refuses
 */
export function readPolicy(field: Field, profile: PartialProfile, previous?: NetworkPolicy): NetworkPolicy {
  const manifest = readJson(field);
  const answer = submit(manifest, profile, previous, (path) => positionAt(field, path));
  if (!answer.ok) {
    const [first] = answer.errors;
    const text = answer.errors.map(({ message }) => message).join('; ');
    throw new FencepostError('input', `${field.path}: ${text}`, first?.position ?? positionOf(field));
  }
  if (answer.object?.kind !== 'NetworkPolicy') return fail(field, 'must be a NetworkPolicy');
  return withWrittenGeneration(answer.object, manifest);
}

/**
 * The manifest from which {@link readPolicy} makes the policy, or `undefined` where admission would refuse or
 * change it: a policy that only an old cluster can still hold.
 */
export function writePolicy(
  policy: NetworkPolicy,
  profile: PartialProfile,
  previous?: NetworkPolicy,
): YamlValue | undefined {
  const manifest = objectToManifest(policy);
  const answer = submit(manifest, profile, previous);
  if (!answer.ok || answer.object?.kind !== 'NetworkPolicy') return undefined;
  return sameData(withWrittenGeneration(answer.object, manifest), policy)
    ? fromJson(manifest, MANIFEST_ORDER)
    : undefined;
}

/** The manifest of a policy, whatever admission would say. */
export function writeStoredPolicy(policy: NetworkPolicy): YamlValue {
  return fromJson(objectToManifest(policy), MANIFEST_ORDER);
}

function submit(
  manifest: unknown,
  profile: PartialProfile,
  previous: NetworkPolicy | undefined,
  positionOfPath?: (path: FieldPath) => Position | undefined,
): ReturnType<typeof admission.admit> {
  return admission.admit(manifest, {
    fieldValidation: 'Strict',
    strictCidrValidation: profile.strictCidrValidation ?? 'on',
    ...(previous === undefined ? {} : { old: objectToManifest(previous) }),
    ...(positionOfPath === undefined ? {} : { positionOf: positionOfPath }),
  });
}

/** Scenarios carry a generation only where the file writes one: counting them is the API server's business. */
function withWrittenGeneration(policy: NetworkPolicy, manifest: unknown): NetworkPolicy {
  const { generation: _, ...rest } = policy;
  const written = (manifest as KubernetesObject).metadata.generation;
  return written === undefined ? rest : { ...rest, generation: written };
}

/** Where a path of a manifest stands: at its value, or at the nearest enclosing one where nothing is written. */
function positionAt(field: Field, path: FieldPath): Position {
  let at = field;
  for (const part of path) {
    const { node } = at;
    if (!isMap(node) && !isSeq(node)) break;
    const child: unknown = node.get(part, true);
    if (child === undefined || child === null) break;
    at = fieldOf(field.source, field.path, child);
  }
  return positionOf(at);
}
