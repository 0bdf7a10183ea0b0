import type { Address, AddressRange, Direction, FlowProtocol, IPFamily } from '../../../model/index.ts';
import { formatRange, hasPorts, parseAddress } from '../../../model/index.ts';
import type { HookPacket, HookVerdict } from '../datapath.ts';
import { findInterval } from './intervals.ts';
import { ESTABLISHED_RULE, NEIGHBOUR_RULE, NO_CHAIN_RULE, printRule, quote, RELATED_RULE } from './print.ts';
import type { AddressMatch, Chain, ChainRule, ProtocolMatch, Ruleset } from './ruleset.ts';

const ESTABLISHED: HookVerdict = { action: 'allow', rule: ESTABLISHED_RULE };
const RELATED: HookVerdict = { action: 'allow', rule: RELATED_RULE };
const NEIGHBOUR: HookVerdict = { action: 'allow', rule: NEIGHBOUR_RULE };
const NO_CHAIN: HookVerdict = { action: 'allow', rule: NO_CHAIN_RULE, unfiltered: true };

/** What the ruleset says to a packet at the hook of one of the node's pods. */
export function judgeRuleset(
  ruleset: Ruleset,
  pod: string,
  direction: Direction,
  packet: HookPacket,
): HookVerdict {
  if (packet.state === 'established' || packet.state === 'reply') return ESTABLISHED;
  if (packet.state === 'related' && ruleset.relatedIcmp === 'allow') return RELATED;
  if (packet.icmpType === 'neighbour-solicit' || packet.icmpType === 'neighbour-advert') return NEIGHBOUR;
  const ingress = direction === 'ingress';
  const chain = preparedOf(ruleset)[direction].get(pod);
  if (chain === undefined) return NO_CHAIN;
  const peer = readAddress(ingress ? packet.source : packet.destination);
  for (const rule of chain) {
    if (!protocolMatches(rule.protocol, packet.protocol, packet.destinationPort)) continue;
    const verdict = rule.match(peer, packet);
    if (verdict !== undefined) return verdict;
  }
  // Never reached: the last rule of a chain takes everything.
  return NO_CHAIN;
}

/** A rule made ready: its verdict, and each element's, exist before the first packet comes. */
interface PreparedRule {
  readonly protocol: ProtocolMatch;
  readonly verdict: HookVerdict;
  match(peer: Address | undefined, packet: HookPacket): HookVerdict | undefined;
}

type Prepared = Readonly<Record<Direction, ReadonlyMap<string, readonly PreparedRule[]>>>;

/** Derived from rulesets and nothing else, so that a state stays plain data. */
const prepared = new WeakMap<Ruleset, Prepared>();

function preparedOf(ruleset: Ruleset): Prepared {
  let found = prepared.get(ruleset);
  if (found === undefined) prepared.set(ruleset, (found = prepare(ruleset)));
  return found;
}

function prepare(ruleset: Ruleset): Prepared {
  const chains = new Map(
    [...ruleset.chains].map(([name, chain]) => [
      name,
      chain.rules.map((rule) => prepareRule(ruleset, chain, rule)),
    ]),
  );
  const jumps = (direction: Direction): ReadonlyMap<string, readonly PreparedRule[]> =>
    new Map([...ruleset.jumps[direction]].map(([pod, name]) => [pod, chains.get(name) ?? []]));
  return { ingress: jumps('ingress'), egress: jumps('egress') };
}

function prepareRule({ sets }: Ruleset, chain: Chain, rule: ChainRule): PreparedRule {
  const text = `chain ${quote(chain.name)}: ${printRule(rule, chain.direction)}`;
  const action = rule.verdict === 'accept' ? 'allow' : rule.verdict;
  const verdict: HookVerdict = { action, rule: text };
  const { protocol, address } = rule;
  if (address.kind !== 'set') return { protocol, verdict, match: plainMatch(address, verdict) };
  const intervals = sets.get(address.set)?.intervals ?? [];
  const verdicts = intervals.map((range): HookVerdict => ({
    action,
    rule: `${text}, element ${formatRange(range)}`,
  }));
  return { protocol, verdict, match: setMatch(address.family, intervals, verdicts) };
}

function setMatch(
  family: IPFamily,
  intervals: readonly AddressRange[],
  verdicts: readonly HookVerdict[],
): PreparedRule['match'] {
  return (peer) => (peer?.family === family ? verdicts[findInterval(intervals, peer.value)] : undefined);
}

function plainMatch(
  address: Exclude<AddressMatch, { kind: 'set' }>,
  verdict: HookVerdict,
): PreparedRule['match'] {
  switch (address.kind) {
    case 'any':
      return () => verdict;
    case 'family':
      return (peer) => (peer?.family === address.family ? verdict : undefined);
    case 'from-local-node':
      return (_, { fromLocalNode }) => (fromLocalNode ? verdict : undefined);
    case 'self':
      return (_, { source, destination }) =>
        source === address.ip && destination === address.ip ? verdict : undefined;
  }
}

function protocolMatches(match: ProtocolMatch, protocol: FlowProtocol, port: number | undefined): boolean {
  switch (match.kind) {
    case 'any':
      return true;
    case 'named':
      return hasPorts(protocol);
    case 'not-named':
      return !hasPorts(protocol);
    case 'icmp':
      return protocol === 'ICMP';
    case 'ports':
      // A fragment after the first has no port, and so none that matches.
      if (protocol !== match.protocol || port === undefined) return false;
      for (const { first, last } of match.ranges) if (first <= port && port <= last) return true;
      return false;
  }
}

/** Parsing costs more than the rest of a verdict; the few addresses of a cluster come again and again. */
const REMEMBERED_ADDRESSES = 65_536;
const addresses = new Map<string, Address | undefined>();

function readAddress(text: string): Address | undefined {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  if (addresses.size >= REMEMBERED_ADDRESSES) addresses.clear();
  const address = parseAddress(text);
  addresses.set(text, address);
  return address;
}
