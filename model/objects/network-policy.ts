import type { LabelSelector } from './label-selector.ts';
import type { Labels } from './labels.ts';

/** The three protocols NetworkPolicy knows (PROTO-1). */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

export const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/** The side of a policy: what comes to its subject, or what leaves it. */
export type Direction = 'ingress' | 'egress';

export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

export type PolicyType = 'Ingress' | 'Egress';

/** An address peer: `cidr` without the union of its `except`s. Text is kept as stored (IPB-9, IPB-15). */
export interface IPBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** One `from` or `to` item. An absent selector and an empty one differ (PEER-10). */
export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: IPBlock;
}

/** One port item. Stored objects always carry `protocol` (VAL-20). */
export interface NetworkPolicyPort {
  readonly protocol?: Protocol;
  /** A number, or the name of a container port of the destination (PORT-9). */
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface NetworkPolicyIngressRule {
  readonly from?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
}

export interface NetworkPolicyEgressRule {
  readonly to?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly NetworkPolicyPort[];
}

export type NetworkPolicyRule = NetworkPolicyIngressRule | NetworkPolicyEgressRule;

/** The spec as an API server stores it: defaults filled in, empty lists left out. */
export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly PolicyType[];
  readonly ingress?: readonly NetworkPolicyIngressRule[];
  readonly egress?: readonly NetworkPolicyEgressRule[];
}

/** A stored `networking.k8s.io/v1` NetworkPolicy. Its identity is (namespace, name) (ISO-13). */
export interface NetworkPolicy {
  readonly kind: 'NetworkPolicy';
  readonly namespace: string;
  readonly name: string;
  readonly uid?: string;
  readonly labels?: Labels;
  readonly generation?: number;
  readonly spec: NetworkPolicySpec;
}

/** The rules of one direction, absent and empty alike (RULE-4). */
export function rulesOf(policy: NetworkPolicy, direction: Direction): readonly NetworkPolicyRule[] {
  return (direction === 'ingress' ? policy.spec.ingress : policy.spec.egress) ?? [];
}

/** The `from` of an ingress rule or the `to` of an egress rule; `undefined` where absent. */
export function peersOf(
  rule: NetworkPolicyRule,
  direction: Direction,
): readonly NetworkPolicyPeer[] | undefined {
  return direction === 'ingress'
    ? (rule as NetworkPolicyIngressRule).from
    : (rule as NetworkPolicyEgressRule).to;
}

/** The same rule with other peers; `undefined` removes the list. */
export function withPeers(
  rule: NetworkPolicyRule,
  direction: Direction,
  peers: readonly NetworkPolicyPeer[] | undefined,
): NetworkPolicyRule {
  const { ports } = rule;
  return {
    ...(peers === undefined ? {} : direction === 'ingress' ? { from: peers } : { to: peers }),
    ...(ports === undefined ? {} : { ports }),
  };
}

/** The policy type that governs a direction. */
export function policyTypeOf(direction: Direction): PolicyType {
  return direction === 'ingress' ? 'Ingress' : 'Egress';
}
