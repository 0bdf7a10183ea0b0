import { leafMutant, MUTANTS } from '../engines/index.ts';
import { createMatrix } from '../evaluator/index.ts';
import type { ProbeSet, Profile } from '../model/index.ts';

/** Most cells taken for the sake of one mutant: the first few show it as well as all. */
const CELLS_PER_MUTANT = 4;

/**
 * Cells at which something is known to be at stake: where the typical mistake of some clause gives another
 * verdict than the specification. For engines too slow to be asked everything.
 *
 * @returns indices into `probes.cells`, at most `limit`
 */
export function stakesOf(probes: ProbeSet, profile: Profile, limit: number): number[] {
  const expected = createMatrix().of(probes.cluster, profile).judgeAll(probes);
  const chosen = new Set<number>();
  for (const mutant of MUTANTS) {
    if (!leafMutant(mutant)) continue;
    const mutated = createMatrix(mutant.semantics).of(probes.cluster, profile).judgeAll(probes);
    for (let index = 0, taken = 0; index < mutated.length && taken < CELLS_PER_MUTANT; index++) {
      if (mutated[index] === expected[index]) continue;
      if (chosen.size >= limit) return [...chosen];
      chosen.add(index);
      taken++;
    }
  }
  return [...chosen];
}
