import { describe, expect, it } from 'vitest';
import type { Profile } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import type { HookPacket } from '../datapath/datapath.ts';
import { nftablesDatapath } from '../datapath/nftables/index.ts';
import { columnsOf } from '../datapath/sweep.ts';
import type { ProgrammingBehaviour } from './behaviour.ts';
import { CORRECT_BEHAVIOUR } from './behaviour.ts';
import type { HookState } from './hook.ts';
import { hooksOf, NO_FOREIGN_STATE } from './hook.ts';
import { programOn } from './program.ts';

const NEW: HookPacket = {
  source: '10.244.2.20',
  destination: '10.244.1.10',
  protocol: 'TCP',
  sourcePort: 40_000,
  destinationPort: 80,
  state: 'new',
  fromLocalNode: false,
};

/** Rules under which everything passes: what is denied, is so before they are asked or after. */
const empty = programOn(nftablesDatapath());

interface Case {
  readonly what: string;
  readonly state?: Partial<HookState>;
  readonly profile?: Partial<Profile>;
  readonly behaviour?: Partial<ProgrammingBehaviour>;
  readonly packet?: HookPacket['state'];
  readonly expected: string;
}

const CASES: readonly Case[] = [
  { what: 'the rules decide', expected: 'allow' },
  { what: 'a pod without rules waits (LIFE-2)', state: { isProgrammed: false }, expected: 'drop' },
  {
    what: 'unless pods race',
    state: { isProgrammed: false },
    profile: { podStart: 'race' },
    expected: 'allow',
  },
  {
    what: 'or the plugin does not know how to hold one',
    state: { isProgrammed: false },
    behaviour: { holdsNewPods: false },
    expected: 'allow',
  },
  { what: 'an agent that is down keeps its rules (LIFE-12)', state: { agentIsUp: false }, expected: 'allow' },
  {
    what: 'or closes',
    state: { agentIsUp: false },
    profile: { pluginDown: 'fail-closed' },
    expected: 'drop',
  },
  {
    what: 'but not what it let in before',
    state: { agentIsUp: false },
    profile: { pluginDown: 'fail-closed' },
    packet: 'established',
    expected: 'allow',
  },
  {
    what: 'or opens, for new pods too',
    state: { agentIsUp: false, isProgrammed: false },
    profile: { pluginDown: 'fail-open' },
    expected: 'allow',
  },
  {
    what: 'a default of the host drops nothing that is accepted for good',
    state: { foreign: { ...NO_FOREIGN_STATE, defaultDrop: true } },
    expected: 'allow',
  },
  {
    what: 'and everything that is only let on',
    state: { foreign: { ...NO_FOREIGN_STATE, defaultDrop: true } },
    behaviour: { acceptsForGood: false },
    expected: 'drop',
  },
  {
    what: 'another agent ahead of ours accepts for everybody',
    state: { foreign: { ...NO_FOREIGN_STATE, acceptsAll: true }, isProgrammed: false },
    behaviour: { keepsFirst: false },
    expected: 'allow',
  },
];

describe('at a hook', () => {
  it.each(CASES)('$what', ({ state, profile, behaviour, packet = 'new', expected }) => {
    const hooks = hooksOf(
      () => ({ program: empty, agentIsUp: true, isProgrammed: true, foreign: NO_FOREIGN_STATE, ...state }),
      { ...SPEC_DEFAULT, ...profile },
      { ...CORRECT_BEHAVIOUR.programming, ...behaviour },
    );
    expect(hooks('x/a', 'ingress', { ...NEW, state: packet }).action).toBe(expected);
    if (packet !== 'new') return;
    const columns = columnsOf([NEW, { ...NEW, destinationPort: 81 }]);
    expect(hooks.sweep!('x/a', 'ingress', NEW, columns)).toBe(expected === 'allow' ? 0b11 : 0);
  });

  it('every pod is judged by its own state', () => {
    const hooks = hooksOf(
      (pod) => ({
        program: empty,
        agentIsUp: true,
        isProgrammed: pod === 'x/a',
        foreign: NO_FOREIGN_STATE,
      }),
      SPEC_DEFAULT,
      CORRECT_BEHAVIOUR.programming,
    );
    expect(['x/a', 'x/b'].map((pod) => hooks(pod, 'egress', NEW).action)).toEqual(['allow', 'drop']);
  });
});
