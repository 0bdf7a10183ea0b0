import { isDeepStrictEqual } from 'node:util';
import type { NetworkPolicy, NetworkPolicySpec } from '../../model/index.ts';
import type { AdmitOptions } from '../admitted.ts';
import type { Complaint } from '../complaint.ts';
import { below, inEach, warning } from '../complaint.ts';
import { decode } from '../decode/decode.ts';
import type { IPBlockDraft, PeerDraft, PolicyDraft, SpecDraft } from '../decode/network-policy-schema.ts';
import { NETWORK_POLICY } from '../decode/network-policy-schema.ts';
import { defaultSpec } from './default-policy.ts';
import { dropEmpty } from './drop-empty.ts';
import type { KubernetesMetadata, KubernetesObject } from '../kubernetes-object.ts';
import type { AdmissionRequest, Judgement, RawObject } from '../request.ts';
import { refused, strictComplaints } from '../request.ts';
import type { AdmissionRules } from '../rules.ts';
import { specComplaints } from '../validate/network-policy.ts';
import { objectMetaComplaints } from '../validate/object-meta.ts';
import { completeMetadata } from './metadata.ts';

/** Admits a NetworkPolicy: decode, default, validate, and what is then stored. */
export function admitNetworkPolicy(raw: RawObject, request: AdmissionRequest): Judgement {
  const { rules, options } = request;
  const { value, complaints, unknownFields } = decode(NETWORK_POLICY, raw, rules);
  const fieldValidation = options.fieldValidation ?? 'Strict';
  const unknown = strictComplaints('unknown-field', unknownFields, fieldValidation);
  const duplicate = strictComplaints('duplicate', options.duplicateFields ?? [], fieldValidation);
  const warnings = [...unknown.warnings, ...duplicate.warnings];
  const undecodable = [...complaints, ...unknown.errors, ...duplicate.errors];
  // An object that does not decode is not validated: what follows would be noise.
  if (undecodable.length > 0) return refused(undecodable, warnings);

  const draft = value as PolicyDraft;
  const old = options.old === undefined ? undefined : decodeOld(options.old, rules);
  const metadata = keepIdentity(completeMetadata(draft.metadata, true), old);
  const spec = defaultSpec(draft.spec, rules);
  const submitted = below(['spec'], rules.submittedSpec(raw['spec']));
  const invalid = [...submitted, ...policyComplaints(metadata, spec, old, request)];
  if (invalid.length > 0) return refused(invalid, warnings);

  warnings.push(...below(['spec'], cidrWarnings(spec, rules)));
  const generation = generationOf(metadata, spec, old, rules);
  const stored: KubernetesObject = {
    ...(draft as unknown as RawObject),
    apiVersion: draft.apiVersion,
    kind: draft.kind,
    metadata: { ...metadata, generation },
    spec: dropEmpty(spec),
  };
  return { complaints: [], warnings, stored, object: policyOf(stored, draft.metadata, old !== undefined) };
}

/** The stored object that is replaced, as the API server reads it back: defaults included. */
function decodeOld(old: KubernetesObject, rules: AdmissionRules): PolicyDraft {
  const draft = decode(NETWORK_POLICY, old, rules).value as PolicyDraft;
  return { ...draft, spec: defaultSpec(draft.spec, rules) };
}

/** Metadata of an update: what identifies the stored object stays where the request does not say it again. */
function keepIdentity(metadata: KubernetesMetadata, old: PolicyDraft | undefined): KubernetesMetadata {
  const { uid, creationTimestamp } = old?.metadata ?? {};
  return {
    ...metadata,
    ...(uid === undefined || metadata.uid !== undefined ? {} : { uid }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
  };
}

function policyComplaints(
  metadata: KubernetesMetadata,
  spec: SpecDraft,
  old: PolicyDraft | undefined,
  { rules, options }: AdmissionRequest,
): Complaint[] {
  const metaRules = { nameErrors: rules.policyName, namespaced: true };
  return [
    ...objectMetaComplaints(metadata, metaRules, options.old),
    ...specComplaints(spec, {
      rules,
      strictCidrs: strictCidrs(options),
      exemptCidrs: old === undefined ? new Set() : rules.exemptCidrs(old),
      allowInvalidSelectorValues: old !== undefined && rules.keepsInvalidSelectorValues(old),
    }),
  ];
}

function strictCidrs(options: AdmitOptions): boolean {
  return (options.strictCidrValidation ?? 'on') === 'on';
}

function cidrWarnings({ ingress, egress }: SpecDraft, rules: AdmissionRules): Complaint[] {
  const ofPeer = ({ ipBlock }: PeerDraft): Complaint[] =>
    ipBlock === undefined ? [] : below(['ipBlock'], ipBlockWarnings(ipBlock, rules));
  return [
    ...inEach(['ingress'], ingress, ({ from }) => inEach(['from'], from, ofPeer)),
    ...inEach(['egress'], egress, ({ to }) => inEach(['to'], to, ofPeer)),
  ];
}

function ipBlockWarnings({ cidr, except }: IPBlockDraft, rules: AdmissionRules): Complaint[] {
  const warnings = (text: string): Complaint[] =>
    rules.cidrWarnings(text).map((detail) => warning([], detail));
  return [...below(['cidr'], warnings(cidr)), ...inEach(['except'], except, warnings)];
}

function generationOf(
  metadata: KubernetesMetadata,
  spec: SpecDraft,
  old: PolicyDraft | undefined,
  rules: AdmissionRules,
): number {
  // VAL-26: a new object starts at 1 whatever it says. One with a uid has been stored before, and is read back.
  if (old === undefined) return metadata.uid === undefined ? 1 : (metadata.generation ?? 1);
  // What is stored went through a form that has no empty lists, so that a new [] differs from an old nothing.
  const isSame = isDeepStrictEqual(dropEmpty(old.spec), spec);
  return rules.nextGeneration(old.metadata.generation ?? 1, !isSame);
}

function policyOf(stored: KubernetesObject, written: KubernetesMetadata, updated: boolean): NetworkPolicy {
  const { name = '', namespace = '', uid, labels, generation } = stored.metadata;
  return {
    kind: 'NetworkPolicy',
    namespace,
    name,
    ...(uid === undefined ? {} : { uid }),
    ...(labels === undefined ? {} : { labels }),
    ...(generation !== undefined && (updated || written.generation !== undefined) ? { generation } : {}),
    // Validation has made the texts of the draft members of their closed sets.
    spec: stored['spec'] as NetworkPolicySpec,
  };
}
