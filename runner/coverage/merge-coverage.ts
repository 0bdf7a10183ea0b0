import type { ClauseId, CoverageRow } from '../../model/index.ts';
import { CLAUSES } from '../../spec/index.ts';

/**
 * What several lanes, workers or shards decided together. Their order does not matter: counts add, and the first
 * case is the smallest.
 */
export function mergeCoverage(parts: readonly (readonly CoverageRow[])[]): readonly CoverageRow[] {
  const merged = new Map<string, CoverageRow>();
  for (const row of parts.flat()) {
    const key = `${row.clause}/${row.bin}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? row
        : {
            ...row,
            decided: known.decided + row.decided,
            firstCase: Math.min(known.firstCase, row.firstCase),
          },
    );
  }
  return sortedRows([...merged.values()]);
}

const RANKS: ReadonlyMap<ClauseId, number> = new Map(CLAUSES.map(({ id }, index) => [id, index]));

/** Rows by clause, in catalogue order, then by bin. */
function sortedRows(rows: readonly CoverageRow[]): CoverageRow[] {
  return rows.toSorted(
    (a, b) =>
      (RANKS.get(a.clause) ?? -1) - (RANKS.get(b.clause) ?? -1) ||
      (a.bin < b.bin ? -1 : a.bin > b.bin ? 1 : 0),
  );
}
