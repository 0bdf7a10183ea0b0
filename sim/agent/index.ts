export type {
  AgentBehaviour,
  CacheBehaviour,
  FittedIntent,
  NodeLimits,
  ProgrammingBehaviour,
} from './behaviour.ts';
export { CORRECT_BEHAVIOUR, fitClosed, reasonAgainst } from './behaviour.ts';
export type { Cache, CacheChange } from './cache.ts';
export { createCache } from './cache.ts';
export type { ForeignState } from './hook.ts';
export { hooksOf, NO_FOREIGN_STATE } from './hook.ts';
export type { AgentView, KnownPod, PodTraits, PolicyReading, ReadingContext } from './intent/index.ts';
export { correctReading, EMPTY_VIEW, intentFor, viewOfCluster } from './intent/index.ts';
export type { AgentObserver, NodeAgent, SeenRevisions } from './node-agent.ts';
export { createNodeAgent, podIdentity, WATCHED_KINDS } from './node-agent.ts';
export type { Belief, PlannedOperation, Program } from './program.ts';
export { programOn } from './program.ts';
