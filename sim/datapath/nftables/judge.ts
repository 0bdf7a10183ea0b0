import type { Address, Direction } from '../../../model/index.ts';
import { readAddress } from '../common/index.ts';
import type { HookPacket, HookVerdict } from '../datapath.ts';
import type { Columns, HookEnds, StateJudge } from '../sweep.ts';
import { columnsWhere } from '../sweep.ts';
import { preparedOf, protocolMatches } from './prepared.ts';
import { ESTABLISHED_RULE, NEIGHBOUR_RULE, NO_CHAIN_RULE, RELATED_RULE } from './print.ts';
import type { Ruleset } from './ruleset.ts';

const ESTABLISHED: HookVerdict = { action: 'allow', rule: ESTABLISHED_RULE };
const RELATED: HookVerdict = { action: 'allow', rule: RELATED_RULE };
const NEIGHBOUR: HookVerdict = { action: 'allow', rule: NEIGHBOUR_RULE };
const NO_CHAIN: HookVerdict = { action: 'allow', rule: NO_CHAIN_RULE, unfiltered: true };

/** What the ruleset says to a packet at the hook of one of the node's pods. */
export const judgeRuleset: StateJudge<Ruleset> = Object.assign(judge, { sweep });

function judge(ruleset: Ruleset, pod: string, direction: Direction, packet: HookPacket): HookVerdict {
  if (packet.state === 'established' || packet.state === 'reply') return ESTABLISHED;
  if (packet.state === 'related' && ruleset.relatedIcmp === 'allow') return RELATED;
  if (packet.icmpType === 'neighbour-solicit' || packet.icmpType === 'neighbour-advert') return NEIGHBOUR;
  const chain = preparedOf(ruleset)[direction].get(pod);
  if (chain === undefined) return NO_CHAIN;
  const peer = peerOf(direction, packet);
  for (const rule of chain) {
    if (!protocolMatches(rule.protocol, packet.protocol, packet.destinationPort)) continue;
    const verdict = rule.match(peer, packet);
    if (verdict !== undefined) return verdict;
  }
  // Never reached: the last rule of a chain takes everything.
  return NO_CHAIN;
}

function sweep(
  ruleset: Ruleset,
  pod: string,
  direction: Direction,
  ends: HookEnds,
  columns: Columns,
): number {
  const chain = preparedOf(ruleset)[direction].get(pod);
  if (chain === undefined) return columns.all;
  const peer = peerOf(direction, ends);
  let left = columns.all;
  let allowed = 0;
  for (const rule of chain) {
    const verdict = rule.match(peer, ends);
    if (verdict === undefined) continue;
    const hit =
      left &
      columnsWhere(columns, rule.protocol, ({ protocol, destinationPort }) =>
        protocolMatches(rule.protocol, protocol, destinationPort),
      );
    if (verdict.action === 'allow') allowed |= hit;
    left &= ~hit;
    if (left === 0) return allowed;
  }
  return allowed | left;
}

function peerOf(direction: Direction, { source, destination }: HookEnds): Address | undefined {
  return readAddress(direction === 'ingress' ? source : destination)?.address;
}
