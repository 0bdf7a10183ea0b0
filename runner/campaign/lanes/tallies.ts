import type { Engine } from '../../../engines/index.ts';
import { addTraces } from '../../../model/index.ts';
import type { Outcome, Property } from '../../../properties/index.ts';

/** One property on one engine. */
export interface Pair {
  readonly engine: Engine;
  readonly property: Property;
}

/** Every property on every engine it applies to, in the order in which they are checked. */
export function pairsOf(engines: readonly Engine[], properties: readonly Property[]): Pair[] {
  return engines.flatMap((engine) =>
    properties.filter((property) => property.appliesTo(engine)).map((property) => ({ engine, property })),
  );
}

/** What one pair compared. */
export interface PairCounts {
  /** Cases in which anything was compared. */
  readonly cases: number;
  readonly cells: number;
  /** Cells not asked or not comparable, by reason, in the order of the reasons. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Of all that was simulated; absent where nothing was. */
  readonly trace?: string;
}

export const NO_COUNTS: PairCounts = { cases: 0, cells: 0, skipped: {} };

/** What one check adds to its pair. A case in which nothing was compared was not checked. */
export function countsOf({ cells, skipped, trace, violation }: Outcome): PairCounts {
  const counts = { cases: cells > 0 || violation !== undefined ? 1 : 0, cells, skipped };
  return trace === undefined ? counts : { ...counts, trace };
}

/** Both together, whichever came first. */
export function addCounts(a: PairCounts, b: PairCounts): PairCounts {
  const trace = addTraces(a.trace, b.trace);
  return {
    cases: a.cases + b.cases,
    cells: a.cells + b.cells,
    skipped: addSkipped(a.skipped, b.skipped),
    ...(trace === undefined ? {} : { trace }),
  };
}

function addSkipped(a: PairCounts['skipped'], b: PairCounts['skipped']): PairCounts['skipped'] {
  const added = Object.entries(b);
  if (added.length === 0) return a;
  const sums = new Map(Object.entries(a));
  for (const [reason, count] of added) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([one], [other]) => (one < other ? -1 : 1)));
}
