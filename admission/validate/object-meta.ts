import type { Complaint } from '../complaint.ts';
import { below, invalid, invalidEach, required } from '../complaint.ts';
import type { FieldPath } from '../field-error.ts';
import type { KubernetesMetadata, KubernetesObject } from '../kubernetes-object.ts';
import { dnsLabelErrors, labelKeyErrors } from './names.ts';
import { labelsComplaints } from './selectors.ts';

/** The most that all annotations of an object may weigh together, keys and values, in bytes. */
const MAX_ANNOTATION_BYTES = 256 * 1024;

export interface ObjectMetaRules {
  readonly nameErrors: (name: string) => readonly string[];
  readonly namespaced: boolean;
}

/** What is wrong with `metadata`, as `ValidateObjectMeta` and its update twin say. */
export function objectMetaComplaints(
  metadata: KubernetesMetadata,
  { nameErrors, namespaced }: ObjectMetaRules,
  old: KubernetesObject | undefined,
): Complaint[] {
  const { name = '', generateName = '', namespace = '', labels, annotations } = metadata;
  const complaints: Complaint[] = [];
  if (name !== '') complaints.push(...invalidEach(['name'], name, nameErrors(name)));
  else if (generateName === '') complaints.push(required(['name'], 'name or generateName is required'));
  else complaints.push(...generateNameComplaints(String(generateName), nameErrors));
  if (namespaced) complaints.push(...invalidEach(['namespace'], namespace, dnsLabelErrors(namespace)));
  if (labels !== undefined) complaints.push(...below(['labels'], labelsComplaints(labels)));
  if (annotations !== undefined) {
    complaints.push(...annotationComplaints(annotations as Readonly<Record<string, string>>));
  }
  if (old !== undefined) complaints.push(...identityComplaints(metadata, old));
  return below(['metadata'], complaints);
}

function generateNameComplaints(prefix: string, nameErrors: ObjectMetaRules['nameErrors']): Complaint[] {
  // A trailing hyphen is fine: a suffix follows it.
  return invalidEach(['generateName'], prefix, nameErrors(prefix.replace(/-$/, '')));
}

function annotationComplaints(annotations: Readonly<Record<string, string>>): Complaint[] {
  const path: FieldPath = ['annotations'];
  const complaints: Complaint[] = [];
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    // Keys of annotations are compared in lower case; their values are free text.
    complaints.push(...invalidEach(path, key, labelKeyErrors(key.toLowerCase())));
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > MAX_ANNOTATION_BYTES) {
    complaints.push({ type: 'too-long', path, detail: `may not be more than ${MAX_ANNOTATION_BYTES} bytes` });
  }
  return complaints;
}

function identityComplaints(metadata: KubernetesMetadata, old: KubernetesObject): Complaint[] {
  const complaints: Complaint[] = [];
  for (const field of ['name', 'namespace', 'uid'] as const) {
    const before = old.metadata?.[field];
    const after = metadata[field];
    if (before !== undefined && after !== undefined && after !== '' && before !== after) {
      complaints.push(invalid([field], after, 'field is immutable'));
    }
  }
  return complaints;
}
