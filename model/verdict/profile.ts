/** What an existing connection meets when policies or labels change (CONN-4). */
export type ExistingConnections =
  'keep-until-close' | 'per-packet' | `flush-after(${number})` | 'reevaluate-on-change';

/**
 * A plugin's answers to what the API leaves open, one field an option. The table behind it, with the clauses
 * and the values that break the API, is `PROFILE_OPTIONS`. Times are in ticks of one millisecond.
 */
export interface Profile {
  readonly npSupport: 'full' | 'none';
  readonly endPort: 'supported' | 'single-port';
  readonly sctp: 'supported' | 'rules-inert';
  readonly otherProtocolsWhenIsolated: 'deny' | 'allow' | 'allow-icmp-control' | 'follow-portless-rules';
  readonly relatedIcmp: 'allow' | 'deny';
  readonly deniedAction: 'drop' | 'reject';
  readonly ownNodeIngress: 'always-allow' | 'policed';
  readonly ownNodeEgress: 'policed' | 'always-allow';
  readonly remoteNodeMatch: 'by-ip-block' | 'never';
  readonly selfDirect: 'allow' | 'policed';
  readonly selfViaService: 'allow' | 'policed-as-self' | 'policed-as-node-ip';
  readonly hostNetworkPods: 'as-node' | 'as-pod' | 'peer-only-with-empty-pod-selector';
  readonly ipBlockMatchesPodIPs: 'yes' | 'no';
  readonly ipBlockHostBits: 'mask' | 'single-host' | 'ignore-item';
  readonly invalidStoredSelector: 'inert' | 'deny-only';
  readonly serviceEgressEvaluation: 'post-dnat' | 'pre-dnat-with-expansion' | 'service-port';
  readonly serviceIpInIpBlock: 'no-match' | 'match';
  readonly externalBackendIpBlock: 'backend-ip' | 'service-ip' | 'either';
  readonly ingressSourceSeen: 'original-client' | 'lb-ip' | 'node-ip' | 'own-node-ip';
  readonly hostPortMatch: 'container-port' | 'host-port';
  readonly namedPortWithIpBlock: 'resolve-if-pod-ip' | 'no-match';
  readonly duplicateNamedPorts: 'all' | 'first' | 'reject-name';
  readonly namedPortSources: 'containers' | '+sidecars' | '+all-init';
  readonly existingConnections: ExistingConnections;
  readonly labelChangeOnExisting: ExistingConnections;
  readonly udpIdleTicks: number;
  readonly newPolicyWindow: number;
  readonly podStart: 'isolated-first' | 'held-until-ready' | 'race';
  readonly allowLag: number;
  readonly perNodeViewSkew: number;
  readonly terminatedPodIp: 'excluded' | 'retained';
  readonly pluginDown: 'last-state' | 'fail-closed' | 'fail-open';
  readonly strictCidrValidation: 'on' | 'warn-only';
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
}

export type ProfileOption = keyof Profile;

/** The options that a plugin, or a scenario, declares; the others are observed. */
export type PartialProfile = Partial<Profile>;

/** The preset `spec-default`: the recommended value of every option. */
export const SPEC_DEFAULT: Profile = {
  npSupport: 'full',
  endPort: 'supported',
  sctp: 'supported',
  otherProtocolsWhenIsolated: 'deny',
  relatedIcmp: 'allow',
  deniedAction: 'drop',
  ownNodeIngress: 'always-allow',
  ownNodeEgress: 'policed',
  remoteNodeMatch: 'by-ip-block',
  selfDirect: 'allow',
  selfViaService: 'allow',
  hostNetworkPods: 'as-node',
  ipBlockMatchesPodIPs: 'yes',
  ipBlockHostBits: 'mask',
  invalidStoredSelector: 'inert',
  serviceEgressEvaluation: 'post-dnat',
  serviceIpInIpBlock: 'no-match',
  externalBackendIpBlock: 'backend-ip',
  ingressSourceSeen: 'original-client',
  hostPortMatch: 'container-port',
  namedPortWithIpBlock: 'resolve-if-pod-ip',
  duplicateNamedPorts: 'all',
  namedPortSources: 'containers',
  existingConnections: 'keep-until-close',
  labelChangeOnExisting: 'keep-until-close',
  udpIdleTicks: 30_000,
  newPolicyWindow: 5_000,
  podStart: 'isolated-first',
  allowLag: 5_000,
  perNodeViewSkew: 5_000,
  terminatedPodIp: 'excluded',
  pluginDown: 'last-state',
  strictCidrValidation: 'on',
  fieldValidation: 'Strict',
};
