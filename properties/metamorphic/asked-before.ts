import type { Engine } from '../../engines/index.ts';
import type { Cluster, Flow, ProbeSet } from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import type { Answer } from '../asking/asking.ts';
import { ask, classesFor } from '../asking/asking.ts';
import { indexOfFlow, sampleCells } from '../asking/sampling.ts';
import { stakesOf } from '../asking/stakes.ts';
import type { CheckOptions } from '../property.ts';

/** What an engine is asked about a cluster as it stands, and what it says: asked once, when first wanted. */
export interface AskedBefore {
  readonly probes: ProbeSet;
  readonly answer: () => Answer | Promise<Answer>;
}

interface Remembered extends AskedBefore {
  readonly limit: number;
  /** Whether nothing was left out: then it does not matter what was to be asked in any case. */
  readonly complete: boolean;
}

/**
 * The last answers of each engine, forgotten with their cluster. Twenty properties change the same cluster one
 * after the other, and what the engine says of it unchanged is half of what each of them needs.
 */
const remembered = new WeakMap<Engine, WeakMap<Cluster, Remembered>>();

/** What an engine says of a cluster before anything is changed. */
export function askedBefore(
  engine: Engine,
  cluster: Cluster,
  { watch, probes }: Pick<CheckOptions, 'watch' | 'probes'>,
): AskedBefore {
  const limit = probes ?? engine.capabilities.probesPerCase ?? Infinity;
  let clusters = remembered.get(engine);
  if (clusters === undefined) remembered.set(engine, (clusters = new WeakMap()));
  const known = clusters.get(cluster);
  if (known?.limit === limit && (known.complete || watch === undefined)) return known;
  const fresh = prepare(engine, cluster, limit, watch);
  if (fresh.complete || watch === undefined) clusters.set(cluster, fresh);
  return fresh;
}

function prepare(engine: Engine, cluster: Cluster, limit: number, watch: Flow | undefined): Remembered {
  const all = classesFor(engine, cluster);
  const complete = all.cells.length <= limit;
  const probes = complete ? all : sampleCells(all, limit, atStake(engine, all, limit, watch));
  let answer: Answer | Promise<Answer> | undefined;
  return { limit, complete, probes, answer: () => (answer ??= ask(engine, probes)) };
}

/** What to ask first of an engine that cannot be asked everything. */
function atStake(engine: Engine, all: ProbeSet, limit: number, watch: Flow | undefined): number[] {
  const watched = watch === undefined ? undefined : indexOfFlow(all, watch);
  const profile = { ...SPEC_DEFAULT, ...engine.capabilities.profile };
  return [...(watched === undefined ? [] : [watched]), ...stakesOf(all, profile, limit >> 1)];
}
