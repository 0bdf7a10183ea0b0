import type { Direction } from '../../../model/index.ts';
import type { DatapathMaker, HookPacket, HookVerdict, Program } from '../../../sim/index.ts';
import type { TimeMutant } from './time-mutant.ts';
import { datapathMutant, RIGHT_DATAPATH } from './time-mutant.ts';

/** CONN-3: connections that are opened after a change. */
export const CONNECTION_MUTANTS: readonly TimeMutant[] = [
  datapathMutant(
    'CONN-3',
    'lets pass what it has let pass between the same two before',
    'datapath.judge',
    rememberingPairs(RIGHT_DATAPATH),
  ),
];

const REMEMBERED: HookVerdict = { action: 'allow', rule: 'a flow cache: these two have met before' };

/** A datapath with a cache of flows in front of its rules. It has no sweep: every packet is looked up by itself. */
function rememberingPairs(right: DatapathMaker): DatapathMaker {
  return (profile): Program => {
    const program = right(profile);
    const met = new Set<string>();
    const judge = (pod: string, direction: Direction, packet: HookPacket): HookVerdict => {
      const pair = pairOf(pod, direction, packet);
      if (met.has(pair)) return REMEMBERED;
      const verdict = program.judge(pod, direction, packet);
      if (verdict.action === 'allow' && verdict.unfiltered === undefined) met.add(pair);
      return verdict;
    };
    return { ...program, judge };
  };
}

function pairOf(
  pod: string,
  direction: Direction,
  { source, destination, protocol, destinationPort }: HookPacket,
): string {
  return `${pod} ${direction} ${source} ${destination} ${protocol} ${destinationPort ?? ''}`;
}
