import type { ClusterObject } from '../../model/index.ts';
import type { Complaint } from '../complaint.ts';
import { decode } from '../decode/decode.ts';
import type { StructSchema } from '../decode/schema.ts';
import type { KubernetesMetadata, KubernetesObject } from '../kubernetes-object.ts';
import type { AdmissionRequest, Judgement, RawObject } from '../request.ts';
import { refused, strictComplaints } from '../request.ts';
import { defaultAdmissionRules } from '../rules.ts';
import { objectMetaComplaints } from '../validate/object-meta.ts';
import { completeMetadata } from './metadata.ts';

/** What every decoded object has. */
export interface ObjectDraft {
  readonly metadata: KubernetesMetadata;
}

/**
 * A kind of which the harness needs a few fields: those are read strictly, all others are kept unread, because
 * the harness is no judge of them.
 */
export interface LenientKind<D extends ObjectDraft> {
  readonly schema: StructSchema;
  readonly namespaced: boolean;
  readonly nameErrors: (name: string) => readonly string[];
  /** What is wrong with the fields that are used; paths from the top of the object. */
  readonly complaints: (draft: D) => readonly Complaint[];
  /** The model's object; `undefined` where the model has no such thing. */
  readonly toObject: (draft: D, request: AdmissionRequest) => ClusterObject | undefined;
  /** What the server changes in what it stores. */
  readonly complete?: (stored: KubernetesObject, object: ClusterObject | undefined) => KubernetesObject;
}

/** Admits an object of a leniently read kind. */
export function admitLeniently<D extends ObjectDraft>(
  kind: LenientKind<D>,
  raw: RawObject,
  request: AdmissionRequest,
): Judgement {
  const { value, complaints } = decode(kind.schema, raw, defaultAdmissionRules);
  const { warnings } = strictComplaints('duplicate', request.options.duplicateFields ?? [], 'Warn');
  if (complaints.length > 0) return refused(complaints, warnings);
  const written = value as D;
  const draft = { ...written, metadata: completeMetadata(written.metadata, kind.namespaced) };
  const invalid = [
    ...objectMetaComplaints(draft.metadata, kind, request.options.old),
    ...kind.complaints(draft),
  ];
  if (invalid.length > 0) return refused(invalid, warnings);
  const stored = { ...raw, metadata: draft.metadata } as KubernetesObject;
  const object = kind.toObject(draft, request);
  return {
    complaints: [],
    warnings,
    stored: kind.complete?.(stored, object) ?? stored,
    ...(object === undefined ? {} : { object }),
  };
}
