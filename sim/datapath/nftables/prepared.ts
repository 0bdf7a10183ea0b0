import type { Address, AddressRange, Direction, FlowProtocol, IPFamily } from '../../../model/index.ts';
import { formatRange, hasPorts } from '../../../model/index.ts';
import type { HookVerdict } from '../datapath.ts';
import type { HookEnds } from '../sweep.ts';
import { findInterval } from './intervals.ts';
import { printRule, quote } from './print.ts';
import type { AddressMatch, Chain, ChainRule, ProtocolMatch, Ruleset } from './ruleset.ts';

/** A rule made ready: its verdict, and each element's, exist before the first packet comes. */
export interface PreparedRule {
  readonly protocol: ProtocolMatch;
  readonly verdict: HookVerdict;
  /** What the rule says to the ends, whatever the port; `undefined`: it does not match. */
  match(peer: Address | undefined, ends: HookEnds): HookVerdict | undefined;
}

/** The rules that the packets of each isolated pod meet. */
export type PreparedChains = Readonly<Record<Direction, ReadonlyMap<string, readonly PreparedRule[]>>>;

// Derived from rulesets and nothing else, so that a state stays plain data.
const prepared = new WeakMap<Ruleset, PreparedChains>();

/** A ruleset made ready, once. */
export function preparedOf(ruleset: Ruleset): PreparedChains {
  let found = prepared.get(ruleset);
  if (found === undefined) prepared.set(ruleset, (found = prepare(ruleset)));
  return found;
}

function prepare(ruleset: Ruleset): PreparedChains {
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

/** Whether a rule takes a protocol and port. */
export function protocolMatches(
  match: ProtocolMatch,
  protocol: FlowProtocol,
  port: number | undefined,
): boolean {
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
