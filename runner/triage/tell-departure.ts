import type { CheckOptions, Violation } from '../../properties/index.ts';
import { engineAgreesWithReference } from '../../properties/index.ts';
import type { Pair } from '../campaign/lanes/tallies.ts';

/** A violation, and which of the campaign's pairs it is told under. */
export interface Departure {
  readonly pair: number;
  readonly violation: Violation;
}

/**
 * A departure from a law that is also one from the specification, told as the latter: the same bug would else be a
 * finding for each law that it breaks, and which clause is broken says more than that two answers differ. The
 * specification is asked about the scenario as the law changed it, then as it was.
 *
 * It stays what it is where nobody asked for comparison with the specification, or the engine agrees with it.
 */
export async function tellDeparture(
  pairs: readonly Pair[],
  departure: Departure,
  check: CheckOptions = {},
): Promise<Departure> {
  const { engine, property } = pairs[departure.pair]!;
  const pair = pairs.findIndex(
    (each) => each.engine === engine && each.property === engineAgreesWithReference,
  );
  if (property.kind !== 'metamorphic' || pair < 0) return departure;
  const { scenario, transformed, flow } = departure.violation;
  const watch = flow === undefined ? {} : { watch: flow };
  for (const each of transformed === undefined ? [scenario] : [transformed, scenario]) {
    const { violation } = await engineAgreesWithReference.check(each, engine, { ...check, ...watch });
    if (violation !== undefined) return { pair, violation };
  }
  return departure;
}
