import type { Profile } from '../../model/index.ts';
import type { HookPacket, HookVerdict } from '../datapath/datapath.ts';
import type { HookJudge } from '../datapath/sweep.ts';
import { sweepHook } from '../datapath/sweep.ts';
import type { ProgrammingBehaviour } from './behaviour.ts';
import type { Program } from './program.ts';

/** What others have put on a node, beside the agent's rules. */
export interface ForeignState {
  /** Whatever no rule accepts for good is dropped at the end. */
  readonly defaultDrop: boolean;
  /** Another agent accepts everything, ahead of every rule that does not stay first. */
  readonly acceptsAll: boolean;
}

/** A node on which nobody else has put anything. */
export const NO_FOREIGN_STATE: ForeignState = { defaultDrop: false, acceptsAll: false };

/** What the hook of a pod is judged by, now. */
export interface HookState {
  readonly program: Program;
  /** Whether the agent runs and has put its rules into effect since it started. */
  readonly agentIsUp: boolean;
  /** Whether the rules of this pod, as it is now, have been put into effect. */
  readonly isProgrammed: boolean;
  readonly foreign: ForeignState;
}

const NOT_YET: HookVerdict = { action: 'drop', rule: 'no rules yet for this pod: held back (podStart)' };
const CLOSED: HookVerdict = { action: 'drop', rule: 'agent is down: closed (pluginDown)' };
const OPEN: HookVerdict = { action: 'allow', rule: 'agent is down: open (pluginDown)' };
const FOREIGN_ACCEPT: HookVerdict = {
  action: 'allow',
  rule: 'a rule of another agent, ahead of ours: accept',
};
const FOREIGN_DROP: HookVerdict = { action: 'drop', rule: 'default of the host: drop' };

/**
 * The hooks of a node's pods: the node's rules, and what holds while there are none.
 *
 * @param stateOf by what the hook of a pod is judged
 */
export function hooksOf(
  stateOf: (pod: string) => HookState,
  profile: Profile,
  programming: ProgrammingBehaviour,
): HookJudge {
  const dropsAtTheEnd = ({ foreign }: HookState): boolean =>
    foreign.defaultDrop && !programming.acceptsForGood;
  const judge: HookJudge = (pod, direction, packet) => {
    const state = stateOf(pod);
    const early = beforeTheRules(state, profile, programming, packet.state);
    if (early !== undefined) return early;
    const verdict = state.program.judge(pod, direction, packet);
    return verdict.action === 'allow' && dropsAtTheEnd(state) ? FOREIGN_DROP : verdict;
  };
  const sweep: HookJudge['sweep'] = (pod, direction, ends, columns) => {
    const state = stateOf(pod);
    const early = beforeTheRules(state, profile, programming, 'new');
    if (early !== undefined) return early.action === 'allow' ? columns.all : 0;
    return dropsAtTheEnd(state) ? 0 : sweepHook(state.program.judge, pod, direction, ends, columns);
  };
  return Object.assign(judge, { sweep });
}

/** What is decided without asking the rules. */
function beforeTheRules(
  { foreign, agentIsUp, isProgrammed }: HookState,
  { podStart, pluginDown }: Profile,
  { keepsFirst, holdsNewPods }: ProgrammingBehaviour,
  packetState: HookPacket['state'],
): HookVerdict | undefined {
  if (foreign.acceptsAll && !keepsFirst) return FOREIGN_ACCEPT;
  // LIFE-12: what holds while nobody keeps the rules. Connections that were let in go on.
  if (!agentIsUp && packetState === 'new') {
    if (pluginDown === 'fail-open') return OPEN;
    if (pluginDown === 'fail-closed') return CLOSED;
  }
  // LIFE-2: before its rules stand, a pod has no connections at all, unless the plugin lets it race.
  return isProgrammed || !holdsNewPods || podStart === 'race' ? undefined : NOT_YET;
}
