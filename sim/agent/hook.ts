import type { Direction, Profile } from '../../model/index.ts';
import type { HookPacket, HookVerdict } from '../datapath/datapath.ts';
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

/** The verdict of a pod's hook: the node's rules, and what holds while there are none. */
export function judgeAtHook(
  state: HookState,
  { podStart, pluginDown }: Profile,
  { keepsFirst, acceptsForGood, holdsNewPods }: ProgrammingBehaviour,
  pod: string,
  direction: Direction,
  packet: HookPacket,
): HookVerdict {
  if (state.foreign.acceptsAll && !keepsFirst) return FOREIGN_ACCEPT;
  // LIFE-12: what holds while nobody keeps the rules. Connections that were let in go on.
  if (!state.agentIsUp && packet.state === 'new') {
    if (pluginDown === 'fail-open') return OPEN;
    if (pluginDown === 'fail-closed') return CLOSED;
  }
  // LIFE-2: before its rules stand, a pod has no connections at all, unless the plugin lets it race.
  if (!state.isProgrammed && holdsNewPods && podStart !== 'race') return NOT_YET;
  const verdict = state.program.judge(pod, direction, packet);
  return verdict.action === 'allow' && state.foreign.defaultDrop && !acceptsForGood ? FOREIGN_DROP : verdict;
}
