import type { Address } from '../../../model/index.ts';
import { formatAddress, formatCidr } from '../../../model/index.ts';
import type { Block, DatapathProfile, PortRange } from '../common/index.ts';
import { shortHash } from '../common/index.ts';
import type { IpSet, Rule, RuleMatch, RuleTarget } from './state.ts';

/**
 * The choices of a compiler to iptables. A real plugin's bug is one of these functions replaced:
 * `{ ...IPTABLES_COMPILER, blockSets: (blocks) => [Object.assign({}, ...blocks.map(IPTABLES_COMPILER.blockEntries))] }`
 * is the shared set in which one block's `nomatch` hides another block.
 */
export interface IptablesCompiler {
  /** The entries that hold one block and its excepts. */
  readonly blockEntries: (block: Block) => IpSet;
  /** The sets that hold the blocks of one rule; a rule matches where any of them does. */
  readonly blockSets: (blocks: readonly Block[]) => readonly IpSet[];
  /** What must hold of a packet's protocol and ports; several matches are alternatives. */
  readonly portMatches: (
    ports: 'any' | readonly PortRange[],
    profile: DatapathProfile,
  ) => readonly RuleMatch[];
  /** The body of an isolated pod's chain around the jumps to its policies' chains. */
  readonly podChain: (
    policyChains: readonly string[],
    exemptions: readonly Rule[],
    profile: DatapathProfile,
  ) => readonly Rule[];
  /**
   * The name of an isolated pod's chain, with no more than `prefix` for all pods and its direction. Two chains of one
   * name would be one chain.
   */
  readonly podChainName: (prefix: string, pod: string, rules: readonly Rule[]) => string;
}

const MARK: RuleTarget = { kind: 'mark', value: true };
const RETURN: RuleTarget = { kind: 'return' };

/** What is right. */
export const IPTABLES_COMPILER: IptablesCompiler = {
  blockEntries(block) {
    const entries: Record<string, 'match' | 'nomatch'> = {};
    // hash:net cannot hold a prefix of length 0 (IPB-7): two halves stand for it.
    for (const text of holdable(block.cidr)) entries[text] = 'match';
    // Last, because an except may be one of those halves.
    for (const except of block.excepts) for (const text of holdable(except)) entries[text] = 'nomatch';
    return entries;
  },
  // IPB-5: in a set of its own, a block's nomatch entries cannot reach another block's addresses.
  blockSets: (blocks) => blocks.map((block) => IPTABLES_COMPILER.blockEntries(block)),
  portMatches(ports, profile) {
    if (ports !== 'any')
      return ports.map(({ protocol, first, last }) => ({ protocol, ports: { first, last } }));
    if (profile.otherProtocolsWhenIsolated === 'follow-portless-rules') return [{}];
    return [{ protocol: 'TCP' }, { protocol: 'UDP' }, { protocol: 'SCTP' }];
  },
  podChain(policyChains, exemptions, profile) {
    return [
      ...exemptions,
      // The bit may still be set by the other end's chain, on the same node.
      { match: {}, target: { kind: 'mark', value: false } },
      ...policyChains.map((chain): Rule => ({ match: { mark: false }, target: { kind: 'jump', chain } })),
      { match: { mark: true }, target: RETURN },
      ...otherProtocols(profile),
      { match: {}, target: { kind: profile.deniedAction } },
    ];
  },
  podChainName: (prefix, pod, rules) => `${prefix}-${shortHash(pod, rules)}`,
};

function holdable(cidr: { readonly address: Address; readonly prefixLength: number }): readonly string[] {
  if (cidr.prefixLength > 0) return [formatCidr(cidr)];
  const { family } = cidr.address;
  const upper: Address = family === 'IPv4' ? { family, value: 2 ** 31 } : { family, value: 1n << 127n };
  return [`${formatAddress(cidr.address)}/1`, `${formatAddress(upper)}/1`];
}

/** The chain that sets the accept bit on protocols that policies cannot name. */
export const OTHER_PROTOCOLS_CHAIN = 'FP-OTHER';

/** {@link OTHER_PROTOCOLS_CHAIN}: those that policies can name return from it unmarked. */
export const OTHER_PROTOCOLS_RULES: readonly Rule[] = [
  { match: { protocol: 'TCP' }, target: RETURN },
  { match: { protocol: 'UDP' }, target: RETURN },
  { match: { protocol: 'SCTP' }, target: RETURN },
  { match: {}, target: MARK },
];

// PROTO-2: what becomes of other protocols is the profile's choice.
function otherProtocols({ otherProtocolsWhenIsolated }: DatapathProfile): readonly Rule[] {
  switch (otherProtocolsWhenIsolated) {
    case 'allow':
      return [
        { match: {}, target: { kind: 'jump', chain: OTHER_PROTOCOLS_CHAIN } },
        { match: { mark: true }, target: RETURN },
      ];
    case 'allow-icmp-control':
      return [{ match: { protocol: 'ICMP' }, target: RETURN }];
    case 'deny':
    case 'follow-portless-rules':
      return [];
  }
}
