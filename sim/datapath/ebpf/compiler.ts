import type { AddressRange, Cidr } from '../../../model/index.ts';
import { cidrRange, formatCidr, rangeCovers, singleAddress } from '../../../model/index.ts';
import type { Block, DatapathProfile, PortRange } from '../common/index.ts';
import { hostCidr, packetAddress, shortHash } from '../common/index.ts';
import { printPort } from './print.ts';
import type { PortKey, PrefixMap } from './state.ts';

/** Addresses and blocks that may use ports. */
export interface PrefixGrant {
  readonly addresses: readonly string[];
  readonly blocks: readonly Block[];
  readonly ports: readonly PortKey[];
}

/** How many entries a map holds. */
export interface MapCapacity {
  readonly ipcache: number;
  readonly policy: number;
  readonly prefix: number;
}

/** The choices of a compiler to maps. A real plugin's bug is one of these functions replaced. */
export interface EbpfCompiler {
  readonly capacity: MapCapacity;
  /** The identity of an address, from the label sets of the pods that have it. */
  readonly identityOf: (labelSets: readonly string[]) => string;
  readonly portKeys: (ports: 'any' | readonly PortRange[], profile: DatapathProfile) => readonly PortKey[];
  /** The entries that hold several grants at once, where only the longest prefix is ever seen. */
  readonly prefixEntries: (grants: readonly PrefixGrant[]) => PrefixMap;
}

/** What is right. */
export const EBPF_COMPILER: EbpfCompiler = {
  capacity: { ipcache: 512_000, policy: 16_384, prefix: 16_384 },
  identityOf: (labelSets) => `id-${shortHash(...[...new Set(labelSets)].sort())}`,
  portKeys(ports, { otherProtocolsWhenIsolated }) {
    if (ports !== 'any') return ports.flatMap(portPrefixes);
    const protocols =
      otherProtocolsWhenIsolated === 'follow-portless-rules'
        ? (['*'] as const)
        : (['TCP', 'UDP', 'SCTP'] as const);
    return protocols.map((protocol) => ({ protocol, port: 0, length: 0 }));
  },
  // IPB-3, IPB-5: an entry hides every shorter one, so it carries what they allow; an except becomes an entry
  // without the ports of its own block.
  prefixEntries(grants) {
    const prefixes = new Map(grants.flatMap(prefixesOf).map((cidr) => [formatCidr(cidr), cidrRange(cidr)]));
    const read = grants.map(readGrant);
    const entries = [...prefixes].map(([text, range]) => {
      const ports = read.filter(({ covers }) => covers(text, range)).flatMap((grant) => grant.ports);
      return [text, { ports: distinctPorts(ports) }] as const;
    });
    return Object.fromEntries(entries);
  },
};

/** Every prefix at which a grant begins or ends. */
export function prefixesOf({ addresses, blocks }: PrefixGrant): readonly Cidr[] {
  return [
    ...addresses.map((address) => singleAddress(packetAddress(address).address)),
    ...blocks.flatMap(({ cidr, excepts }) => [cidr, ...excepts]),
  ];
}

interface ReadGrant {
  readonly ports: readonly PortKey[];
  /** Whether the grant holds for a whole prefix; no prefix lies across the edge of a grant. */
  readonly covers: (text: string, range: AddressRange) => boolean;
}

function readGrant({ addresses, blocks, ports }: PrefixGrant): ReadGrant {
  const hosts = new Set(addresses.map((address) => hostCidr(packetAddress(address).address)));
  const ranges = blocks.map(({ cidr, excepts }) => ({
    whole: cidrRange(cidr),
    excepts: excepts.map(cidrRange),
  }));
  const inBlock = (range: AddressRange): boolean =>
    ranges.some(
      ({ whole, excepts }) =>
        rangeCovers(whole, range) && !excepts.some((except) => rangeCovers(except, range)),
    );
  return { ports, covers: (text, range) => hosts.has(text) || inBlock(range) };
}

/** The same ports, each prefix once, in one order. */
export function distinctPorts(ports: readonly PortKey[]): readonly PortKey[] {
  const byText = new Map(ports.map((key) => [printPort(key), key]));
  return [...byText].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, key]) => key);
}

/** The fewest prefixes that make up a range; never length 0, which packets without ports meet as well. */
export function portPrefixes({ protocol, first, last }: PortRange): readonly PortKey[] {
  const keys: PortKey[] = [];
  for (let port = first; port <= last;) {
    let length = 16;
    while (length > 1 && port % 2 ** (17 - length) === 0 && port + 2 ** (17 - length) - 1 <= last) length--;
    keys.push({ protocol, port, length });
    port += 2 ** (16 - length);
  }
  return keys;
}
