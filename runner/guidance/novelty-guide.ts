import type { Random } from 'fast-check';
import { dimensionsOf, mutation, pairsOf, randomFor } from '../../generators/index.ts';
import type { Scenario } from '../../model/index.ts';
import type { LaneGuide } from './lane-guide.ts';
import { createLanePool } from './lane-pool.ts';

/** Tells the guide's stream from that of the generators. */
const PURPOSE = 1;

/** One in so many steps is generated, the others go on from something that is known, once there is any. */
const STEPS_A_FRESH_ONE = 2;

/** Most mutations between a scenario that is kept and one that is proposed. */
const MOST_MUTATIONS = 6;

/**
 * Guides every other lane, from the second on: what decided a clause in a way that its lane had not seen, or had
 * two dimensions of requirements that it had not seen together, is kept and mutated. The others stay blind, so that
 * nothing is out of reach for all. Looks at what evaluators of this process decided, never at an engine or a clock.
 *
 * @returns `undefined` for a lane that stays blind
 */
export function noveltyGuide(
  { seed, settings }: { readonly seed: number; readonly settings: { readonly name: string } },
  lane: number,
): LaneGuide | undefined {
  if (lane % 2 === 0) return undefined;
  const pool = createLanePool();
  const seen = new Set<string>();
  return {
    propose(step) {
      const random = randomFor(seed, lane, step, PURPOSE);
      if (random.nextInt(1, STEPS_A_FRESH_ONE) === 1) return undefined;
      const kept = pool.draw(random);
      const scenario = kept && mutatedOf(kept, random);
      // The settings alone do not make it again.
      const origin = `${settings.name}, mutated from case ${kept?.provenance?.run}`;
      return scenario && { ...scenario, provenance: { settings: origin } };
    },
    learn(scenario, _run, decided) {
      const before = seen.size;
      for (const pair of pairsOf(dimensionsOf(scenario))) seen.add(pair);
      if (decided.length > 0 || seen.size > before) pool.keep(scenario);
    },
  };
}

function mutatedOf(kept: Scenario, random: Random): Scenario | undefined {
  const times = random.nextInt(1, MOST_MUTATIONS);
  let scenario: Scenario | undefined;
  for (let time = 0; time < times; time++) {
    scenario = mutation(scenario ?? kept, random)?.apply() ?? scenario;
  }
  return scenario;
}
