import type { AdmissionRequest, Judgement, RawObject } from '../request.ts';
import { ENDPOINT_SLICE_KIND } from './endpoint-slice.ts';
import { admitLeniently } from './lenient-kind.ts';
import { NAMESPACE_KIND } from './namespace.ts';
import { admitNetworkPolicy } from './network-policy.ts';
import { NODE_KIND } from './node.ts';
import { POD_KIND } from './pod.ts';
import { SERVICE_KIND } from './service.ts';

/** A kind of object that the harness understands. */
export interface KnownKind {
  readonly apiVersion: string;
  /** Versions in which the kind was once served, or other spellings of its group. */
  readonly groups: readonly string[];
  readonly admit: (raw: RawObject, request: AdmissionRequest) => Judgement;
}

/** By name of the kind. */
export const KNOWN_KINDS: Readonly<Record<string, KnownKind>> = {
  Node: core((raw, request) => admitLeniently(NODE_KIND, raw, request)),
  Namespace: core((raw, request) => admitLeniently(NAMESPACE_KIND, raw, request)),
  Pod: core((raw, request) => admitLeniently(POD_KIND, raw, request)),
  Service: core((raw, request) => admitLeniently(SERVICE_KIND, raw, request)),
  EndpointSlice: {
    apiVersion: 'discovery.k8s.io/v1',
    groups: ['discovery.k8s.io'],
    admit: (raw, request) => admitLeniently(ENDPOINT_SLICE_KIND, raw, request),
  },
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1',
    groups: ['networking.k8s.io', 'extensions'],
    admit: admitNetworkPolicy,
  },
};

function core(admit: KnownKind['admit']): KnownKind {
  return { apiVersion: 'v1', groups: [''], admit };
}

/**
 * The kind of an object: understood, of a version that is not served, or none of the harness's business (the
 * same name in another group, as other projects' NetworkPolicy, included).
 */
export function kindOf(apiVersion: string, kind: string): KnownKind | 'wrong-version' | 'other' {
  const known = Object.hasOwn(KNOWN_KINDS, kind) ? KNOWN_KINDS[kind] : undefined;
  if (known === undefined) return 'other';
  if (known.apiVersion === apiVersion) return known;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return known.groups.includes(group) ? 'wrong-version' : 'other';
}
