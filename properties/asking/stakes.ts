import { differingCells, leafMutant, MUTANTS } from '../../engines/index.ts';
import { createMatrix } from '../../evaluator/index.ts';
import type { ProbeSet, Profile } from '../../model/index.ts';
import { sampleCells } from './sampling.ts';

/** Most cells taken for the sake of one mutant: the first few show it as well as all. */
const CELLS_PER_MUTANT = 4;

/** Mutants are tried on at most this many cells, spread over the table: there are over a hundred of them. */
const CELLS_TRIED = 4_096;

/**
 * Cells at which something is known to be at stake: where the typical mistake of some clause gives another
 * verdict than the specification. For engines too slow to be asked everything.
 *
 * @returns indices into `probes.cells`, at most `limit`
 */
export function stakesOf(probes: ProbeSet, profile: Profile, limit: number): number[] {
  const tried = sampleCells(probes, CELLS_TRIED);
  const expected = createMatrix().of(probes.cluster, profile).judgeAll(tried);
  const chosen = new Set<number>();
  for (const mutant of MUTANTS) {
    if (chosen.size >= limit) break;
    if (!leafMutant(mutant)) continue;
    const differing = differingCells(mutant, tried, expected, profile);
    for (const index of differing.slice(0, CELLS_PER_MUTANT)) chosen.add(tried.cells[index]!);
  }
  return indicesOf(probes.cells, [...chosen].slice(0, limit));
}

/** Where cells stand in an ascending table. */
function indicesOf(cells: Uint32Array, wanted: readonly number[]): number[] {
  const places = new Map(wanted.map((cell) => [cell, -1]));
  for (const [index, cell] of cells.entries()) if (places.has(cell)) places.set(cell, index);
  return [...places.values()].filter((index) => index >= 0);
}
