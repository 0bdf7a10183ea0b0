import type { Namespace } from '../../model/index.ts';
import { OBJECT_META } from '../decode/network-policy-schema.ts';
import { struct, value } from '../decode/schema.ts';
import { dnsLabelErrors } from '../validate/names.ts';
import type { LenientKind, ObjectDraft } from './lenient-kind.ts';
import { labelsOf } from './metadata.ts';

/** `v1` Namespace */
export const NAMESPACE_KIND: LenientKind<ObjectDraft> = {
  schema: struct('Namespace', { metadata: value(OBJECT_META) }),
  namespaced: false,
  nameErrors: dnsLabelErrors,
  complaints: () => [],
  toObject: ({ metadata }, { rules }): Namespace =>
    rules.namespace({ kind: 'Namespace', name: metadata.name ?? '', labels: labelsOf(metadata) }),
  complete: (stored, object) => ({
    ...stored,
    // NS-2: the label is forced at every write.
    metadata: { ...stored.metadata, labels: (object as Namespace).labels },
  }),
};
