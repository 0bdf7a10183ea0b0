import type { LabelSelector } from '../../model/index.ts';
import type { KubernetesMetadata } from '../kubernetes-object.ts';
import { ANY, INT32, INT64, INT_OR_STRING, STRING, STRING_MAP, listOf, struct, value } from './schema.ts';

/** A decoded requirement; the operator may still be any text. */
export interface RequirementDraft {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface SelectorDraft {
  readonly matchLabels?: NonNullable<LabelSelector['matchLabels']>;
  readonly matchExpressions?: readonly RequirementDraft[];
}

export interface IPBlockDraft {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface PeerDraft {
  readonly podSelector?: SelectorDraft;
  readonly namespaceSelector?: SelectorDraft;
  readonly ipBlock?: IPBlockDraft;
}

export interface PortDraft {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** A rule of either direction: `from` in ingress rules, `to` in egress rules. */
export interface RuleDraft {
  readonly from?: readonly PeerDraft[];
  readonly to?: readonly PeerDraft[];
  readonly ports?: readonly PortDraft[];
}

export interface SpecDraft {
  readonly podSelector: SelectorDraft;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly RuleDraft[];
  readonly egress?: readonly RuleDraft[];
}

/** A NetworkPolicy after decoding: right types, any values. */
export interface PolicyDraft {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubernetesMetadata;
  readonly spec: SpecDraft;
}

/** `metav1.ObjectMeta` */
export const OBJECT_META = struct('ObjectMeta', {
  name: STRING,
  generateName: STRING,
  namespace: STRING,
  selfLink: STRING,
  uid: STRING,
  resourceVersion: STRING,
  generation: INT64,
  creationTimestamp: ANY,
  deletionTimestamp: ANY,
  deletionGracePeriodSeconds: INT64,
  labels: STRING_MAP,
  annotations: STRING_MAP,
  ownerReferences: ANY,
  finalizers: listOf(STRING),
  managedFields: ANY,
});

const REQUIREMENT = struct('LabelSelectorRequirement', {
  key: value(STRING),
  operator: value(STRING),
  values: listOf(STRING),
});

/** `metav1.LabelSelector` */
const LABEL_SELECTOR = struct('LabelSelector', {
  matchLabels: STRING_MAP,
  matchExpressions: listOf(REQUIREMENT),
});

const IP_BLOCK = struct('IPBlock', { cidr: value(STRING), except: listOf(STRING) });

const PEER = struct('NetworkPolicyPeer', {
  podSelector: LABEL_SELECTOR,
  namespaceSelector: LABEL_SELECTOR,
  ipBlock: IP_BLOCK,
});

// VAL-28: port is an IntOrString, endPort an int32.
const PORT = struct('NetworkPolicyPort', { protocol: STRING, port: INT_OR_STRING, endPort: INT32 });

const INGRESS_RULE = struct('NetworkPolicyIngressRule', { from: listOf(PEER), ports: listOf(PORT) });

const EGRESS_RULE = struct('NetworkPolicyEgressRule', { to: listOf(PEER), ports: listOf(PORT) });

const SPEC = struct('NetworkPolicySpec', {
  // VAL-22, VAL-30: a value, not a pointer, so that absent and null are {}.
  podSelector: value(LABEL_SELECTOR),
  policyTypes: listOf(STRING),
  ingress: listOf(INGRESS_RULE),
  egress: listOf(EGRESS_RULE),
});

/** `networking.k8s.io/v1` NetworkPolicy. It has no status (VAL-27, LIM-11). */
export const NETWORK_POLICY = struct('NetworkPolicy', {
  apiVersion: value(STRING),
  kind: value(STRING),
  metadata: value(OBJECT_META),
  spec: value(SPEC),
});
