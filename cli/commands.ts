import type { CommandEntry } from './command.ts';

/** Every command, in the order of the help text. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'run',
    summary: 'invent clusters, judge them with engines, find and shrink departures',
    load: () => import('./campaign/run.ts'),
  },
  {
    name: 'merge',
    summary: 'join the shards of a campaign',
    load: () => import('./campaign/merge.ts'),
  },
  {
    name: 'history',
    summary: 'what has become of the findings of earlier campaigns',
    load: () => import('./archive/history.ts'),
  },
  {
    name: 'corpus',
    summary: 'the scenarios that every campaign replays first: add, list, prune, verify',
    load: () => import('./archive/corpus.ts'),
  },
  {
    name: 'bisect',
    summary: 'the commit that brought a finding, by git bisect',
    load: () => import('./archive/bisect.ts'),
  },
  {
    name: 'replay',
    summary: 'judge saved scenarios, or the case of a seed, again',
    load: () => import('./scenarios/replay.ts'),
  },
  {
    name: 'simulate',
    summary: 'what happens in a scenario, event by event and node by node',
    load: () => import('./scenarios/simulate.ts'),
  },
  {
    name: 'coverage',
    summary: 'which clauses of the specification a campaign decides, and which it never did',
    load: () => import('./catalogue/coverage.ts'),
  },
  {
    name: 'compare',
    summary: 'the semantics of several engines side by side, clause by clause',
    load: () => import('./campaign/compare.ts'),
  },
  {
    name: 'reduce',
    summary: 'cut a scenario down to what its finding needs',
    load: () => import('./scenarios/reduce.ts'),
  },
  {
    name: 'matrix',
    summary: 'who reaches whom on which ports, for your own manifests',
    load: () => import('./policies/matrix.ts'),
  },
  {
    name: 'explain',
    summary: 'why one flow is allowed or denied',
    load: () => import('./policies/explain.ts'),
  },
  {
    name: 'diff',
    summary: 'which flows change between two sets of manifests, and by which policy',
    load: () => import('./policies/diff.ts'),
  },
  {
    name: 'validate',
    summary: 'what an API server would say to your manifests',
    load: () => import('./policies/validate.ts'),
  },
  {
    name: 'serve',
    summary: 'put an engine of ours behind the engine protocol',
    load: () => import('./engines/serve.ts'),
  },
  {
    name: 'check-engine',
    summary: 'does a program keep to the engine protocol',
    load: () => import('./engines/check-engine.ts'),
  },
  {
    name: 'new-engine',
    summary: 'write a skeleton of an engine, to be put behind the protocol',
    load: () => import('./engines/new-engine.ts'),
  },
  {
    name: 'zoo',
    summary: 'hunt real bugs of real plugins, and compare what finds them',
    load: () => import('./campaign/zoo.ts'),
  },
  {
    name: 'engines',
    summary: 'list the engines there are',
    load: () => import('./engines/engines.ts'),
  },
  {
    name: 'properties',
    summary: 'list what is checked',
    load: () => import('./catalogue/properties.ts'),
  },
  {
    name: 'clauses',
    summary: 'list the clauses of the specification',
    load: () => import('./catalogue/clauses.ts'),
  },
];
