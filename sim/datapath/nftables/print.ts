import type { Direction } from '../../../model/index.ts';
import { DIRECTIONS, formatRange } from '../../../model/index.ts';
import type { RuleTable } from '../datapath.ts';
import { setType } from './intervals.ts';
import type { AddressMatch, Chain, ChainRule, IntervalSet, ProtocolMatch, Ruleset } from './ruleset.ts';

/** The name of the table that holds everything. */
export const TABLE = 'inet fencepost';

/** What connection tracking has let pass before; `ct state` names both directions of it. */
export const ESTABLISHED_RULE = 'ct state established accept';
export const RELATED_RULE = 'ct state related accept';
/** Without neighbours no packet of IPv6 goes anywhere; ARP is no IP and never comes here. */
export const NEIGHBOUR_RULE = 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept';
/** Nobody isolates the pod. */
export const NO_CHAIN_RULE = 'policy accept';

/** The ruleset in the manner of `nft list ruleset`. */
export function printRuleset(ruleset: Ruleset): readonly RuleTable[] {
  return [
    {
      title: `table ${TABLE}`,
      lines: [
        ...sorted(ruleset.sets).flatMap(printSet),
        ...DIRECTIONS.flatMap((direction) => printJumps(ruleset, direction)),
        ...printForward(ruleset),
        ...sorted(ruleset.chains).flatMap(printChain),
      ],
    },
  ];
}

function sorted<T>(named: ReadonlyMap<string, T>): T[] {
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function printSet({ name, family, intervals }: IntervalSet): string[] {
  return [
    `set ${quote(name)} {`,
    `  type ${setType(family)}; flags interval; auto-merge`,
    `  elements = { ${intervals.map(formatRange).join(', ')} }`,
    '}',
  ];
}

function printJumps({ jumps }: Ruleset, direction: Direction): string[] {
  const own = [...jumps[direction]].sort(([a], [b]) => (a < b ? -1 : 1));
  if (own.length === 0) return [];
  return [
    `map ${direction} {`,
    '  type ifname : verdict',
    `  elements = { ${own.map(([pod, chain]) => `${quote(pod)} : jump ${quote(chain)}`).join(', ')} }`,
    '}',
  ];
}

function printForward({ relatedIcmp }: Ruleset): string[] {
  return [
    'chain forward {',
    '  type filter hook forward priority filter; policy accept',
    `  ${ESTABLISHED_RULE}`,
    ...(relatedIcmp === 'allow' ? [`  ${RELATED_RULE}`] : []),
    `  ${NEIGHBOUR_RULE}`,
    '  iifname vmap @egress',
    '  oifname vmap @ingress',
    '}',
  ];
}

function printChain({ name, direction, rules }: Chain): string[] {
  return [`chain ${quote(name)} {`, ...rules.map((rule) => `  ${printRule(rule, direction)}`), '}'];
}

/** One line of a chain. */
export function printRule({ address, protocol, verdict, comment }: ChainRule, direction: Direction): string {
  const parts = [
    printAddress(address, direction),
    printProtocol(protocol),
    verdict,
    `comment ${quote(comment)}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function printAddress(match: AddressMatch, direction: Direction): string {
  switch (match.kind) {
    case 'any':
      return '';
    case 'family':
      return `meta nfproto ${match.family.toLowerCase()}`;
    case 'set':
      return `${match.family === 'IPv4' ? 'ip' : 'ip6'} ${direction === 'ingress' ? 'saddr' : 'daddr'} @${quote(match.set)}`;
    case 'self': {
      const header = match.family === 'IPv4' ? 'ip' : 'ip6';
      return `${header} saddr ${match.ip} ${header} daddr ${match.ip}`;
    }
    case 'from-local-node':
      return 'fib saddr type local';
  }
}

function printProtocol(match: ProtocolMatch): string {
  switch (match.kind) {
    case 'any':
      return '';
    case 'named':
      return 'meta l4proto { tcp, udp, sctp }';
    case 'not-named':
      return 'meta l4proto != { tcp, udp, sctp }';
    case 'icmp':
      return 'meta l4proto { icmp, ipv6-icmp }';
    case 'ports': {
      const ranges = match.ranges.map(({ first, last }) =>
        first === last ? `${first}` : `${first}-${last}`,
      );
      return `${match.protocol.toLowerCase()} dport { ${ranges.join(', ')} }`;
    }
  }
}

/** Quoted, for names hold blanks and slashes. */
export function quote(name: string): string {
  return JSON.stringify(name);
}
