import type { PartialProfile, Profile } from '../../model/index.ts';
import { PROFILE_OPTIONS } from '../../model/index.ts';
import type { DatapathName } from '../../sim/index.ts';

/**
 * A family of plugins: what it answers where the API leaves a choice, and how it filters. An answer that the API does
 * not leave open stays a finding of every campaign: {@link breachedClauses} tells which to expect.
 */
export interface Preset {
  readonly name: string;
  readonly datapath: DatapathName;
  readonly profile: PartialProfile;
  readonly title: string;
}

/**
 * Approximations of plugins from their documents, sources and issues; not measurements. What is not named is as in
 * `spec-default`.
 */
export const PRESETS: readonly Preset[] = [
  {
    name: 'spec-default',
    datapath: 'nftables',
    title: 'the recommended answer to every option',
    profile: {},
  },
  {
    name: 'calico-like',
    datapath: 'iptables',
    title: 'chains a pod and sets a selector, connections kept until they close',
    profile: {
      existingConnections: 'keep-until-close',
      labelChangeOnExisting: 'keep-until-close',
      otherProtocolsWhenIsolated: 'follow-portless-rules',
      ownNodeIngress: 'always-allow',
      ipBlockMatchesPodIPs: 'yes',
      selfViaService: 'policed-as-self',
    },
  },
  {
    name: 'kube-router-like',
    datapath: 'iptables',
    title: 'chains and sets, rejects, lets ICMP control messages pass',
    profile: {
      deniedAction: 'reject',
      otherProtocolsWhenIsolated: 'allow-icmp-control',
      hostNetworkPods: 'as-node',
      terminatedPodIp: 'excluded',
    },
  },
  {
    name: 'cilium-like',
    datapath: 'ebpf',
    title: 'identities and longest-prefix maps: blocks mean what is outside the cluster',
    profile: {
      ipBlockMatchesPodIPs: 'no',
      remoteNodeMatch: 'never',
      selfDirect: 'allow',
      selfViaService: 'allow',
    },
  },
  {
    name: 'aws-like',
    datapath: 'ebpf',
    title: 'a program on every endpoint, Services judged before their translation',
    profile: {
      serviceEgressEvaluation: 'pre-dnat-with-expansion',
      ownNodeEgress: 'always-allow',
      podStart: 'isolated-first',
    },
  },
  {
    name: 'antrea-like',
    datapath: 'acl',
    title: 'flows with conjunctive matches, connections kept until they close',
    profile: {
      existingConnections: 'keep-until-close',
      labelChangeOnExisting: 'keep-until-close',
      selfViaService: 'allow',
      ownNodeIngress: 'always-allow',
    },
  },
  {
    name: 'ovn-k-like',
    datapath: 'acl',
    title: 'access lists and address sets, every packet judged anew',
    profile: {
      existingConnections: 'per-packet',
      labelChangeOnExisting: 'per-packet',
      otherProtocolsWhenIsolated: 'deny',
      selfViaService: 'allow',
    },
  },
  {
    name: 'knp-like',
    datapath: 'nftables',
    title: 'the first packet is judged, the rest is remembered',
    profile: {
      existingConnections: 'keep-until-close',
      labelChangeOnExisting: 'keep-until-close',
      ownNodeEgress: 'always-allow',
    },
  },
];

/** The clauses against which a plugin with these answers offends by design. */
export function breachedClauses(profile: PartialProfile): readonly string[] {
  return PROFILE_OPTIONS.flatMap(({ option, nonConforming, clauses }) => {
    const answer = profile[option as keyof Profile];
    return typeof answer === 'string' && nonConforming.includes(answer) ? clauses : [];
  });
}
