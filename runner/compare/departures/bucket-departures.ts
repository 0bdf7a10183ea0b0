import type { Engine } from '../../../engines/index.ts';
import type { ClauseId } from '../../../model/index.ts';
import { complexityOf } from '../../../generators/index.ts';
import type { Departure } from './departure.ts';
import type { FindCause } from './find-cause.ts';

/** Departures of one engine that have one cause. */
export interface Bucket {
  readonly engine: Engine;
  readonly clause: ClauseId | 'none';
  /** The fault, where the engine did not answer. */
  readonly fault?: string;
  readonly departures: readonly Departure[];
}

/** Sorts departures by what is behind them: the clause, or the way in which the engine failed. */
export function bucketDepartures(
  engine: Engine,
  departures: readonly Departure[],
  causeOf: FindCause,
): Bucket[] {
  const buckets = new Map<string, { clause: ClauseId | 'none'; fault?: string; departures: Departure[] }>();
  for (const departure of departures) {
    const fault = departure.violation.fault?.kind;
    const clause = fault === undefined ? causeOf(departure) : 'none';
    const name = fault ?? clause;
    const bucket = buckets.get(name) ?? { clause, ...(fault === undefined ? {} : { fault }), departures: [] };
    buckets.set(name, bucket);
    bucket.departures.push(departure);
  }
  return [...buckets.values()].map((bucket) => ({ engine, ...bucket }));
}

/** The departures of a bucket worth cutting down: the plainest first, and one of each shape. */
export function samplesOf({ departures }: Bucket, most: number): Departure[] {
  const shapes = new Map<string, Departure[]>();
  for (const departure of departures) {
    const { direction, expected, observed } = departure.violation;
    const shape = `${direction}/${expected}/${observed}`;
    shapes.set(shape, [...(shapes.get(shape) ?? []), departure]);
  }
  const plainest = [...shapes.values()].map((alike) => alike.toSorted(byComplexity)[0]!);
  return plainest.slice(0, most);
}

function byComplexity(a: Departure, b: Departure): number {
  return size(a) - size(b);
}

function size({ violation }: Departure): number {
  return complexityOf(violation.scenario);
}
