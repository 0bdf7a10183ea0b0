import type { Deviation } from '../../../model/index.ts';
import { compareClauseIds } from '../../../model/index.ts';
import type { CompareOptions } from '../compare-options.ts';
import type { Surveyed } from '../surveyed.ts';
import { finishFinding } from '../../campaign/findings/draft-finding.ts';
import type { ToldBucket } from '../departures/tell-bucket.ts';

/** The deviations of all engines, numbered by clause and, of one clause, in the order of the engines. */
export function numberDeviations(
  surveyed: readonly Surveyed[],
  { isExpected = () => false, save }: Pick<CompareOptions, 'isExpected' | 'save'> = {},
): Deviation[] {
  const all = surveyed.flatMap(({ engine, spec, told }) =>
    joined(told).map((bucket) => ({ engine, spec, ...bucket })),
  );
  const ordered = all.toSorted((a, b) => compareCauses(a.clause, b.clause));
  return ordered.map(({ engine, spec, clause, tellings }, index): Deviation => {
    const departures = tellings.flatMap(({ bucket }) => bucket.departures);
    const [smallest] = tellings.toSorted((a, b) => a.text.length - b.text.length);
    const keys = [...new Set(tellings.flatMap((telling) => telling.keys))].sort();
    return {
      number: index + 1,
      engine: engine.name,
      clause,
      corpus: departures.filter(({ origin }) => origin.kind === 'corpus').length,
      cases: departures.filter(({ origin }) => origin.kind === 'generated').length,
      keys,
      expected: keys.every((key) => isExpected(key)),
      finding: finishFinding(smallest!, spec, save?.(smallest!.text)),
      scenario: smallest!.text,
    };
  });
}

interface Joined {
  readonly clause: Deviation['clause'];
  readonly tellings: ToldBucket[];
}

/** Buckets that turned out to have one cause once they were small. Each way of failing stays by itself. */
function joined(told: readonly ToldBucket[]): Joined[] {
  const byCause = new Map<string, Joined>();
  for (const telling of told) {
    const cause = telling.bucket.fault ?? telling.clause;
    const known = byCause.get(cause) ?? { clause: telling.clause, tellings: [] };
    byCause.set(cause, known);
    known.tellings.push(telling);
  }
  return [...byCause.values()];
}

/** Clauses in catalogue order, then what has none. */
function compareCauses(a: Deviation['clause'], b: Deviation['clause']): number {
  if (a === 'none' || b === 'none') return Number(a === 'none') - Number(b === 'none');
  return compareClauseIds(a, b);
}
