export type { AgentView } from './agent-view.ts';
export { EMPTY_VIEW, viewOfCluster } from './agent-view.ts';
export { intentFor } from './intent-for.ts';
export type { BlockTerm, KnownPod, PodTraits, PolicyReading, ReadingContext } from './policy-reading.ts';
export { correctReading } from './reading/correct-reading.ts';
