import type { AgentBehaviour } from '../../sim/index.ts';
import { CORRECT_BEHAVIOUR } from '../../sim/index.ts';

/** Functions of an agent that are others than they should be: as a rule one. */
export type AgentMutation = { readonly [Part in keyof AgentBehaviour]?: Partial<AgentBehaviour[Part]> };

/** A right agent with some of its functions replaced. */
export function behaviourWith({ cache, reading, programming, conntrack }: AgentMutation): AgentBehaviour {
  return {
    cache: { ...CORRECT_BEHAVIOUR.cache, ...cache },
    reading: { ...CORRECT_BEHAVIOUR.reading, ...reading },
    programming: { ...CORRECT_BEHAVIOUR.programming, ...programming },
    conntrack: { ...CORRECT_BEHAVIOUR.conntrack, ...conntrack },
  };
}

/** The functions that a mutation replaces, by the part of the agent that they belong to: `cache.keeps`. */
export function functionsOf(mutation: AgentMutation): readonly string[] {
  return Object.entries(mutation).flatMap(([part, functions]) =>
    Object.keys(functions).map((name) => `${part}.${name}`),
  );
}
