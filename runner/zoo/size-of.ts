import type { Engine } from '../../engines/index.ts';
import type { ReducedSize } from '../../model/index.ts';
import type { Property, Violation } from '../../properties/index.ts';
import { reduceViolation } from '../reduce/reduce-violation.ts';

/**
 * How small the case becomes that shows a violation.
 *
 * @param timeMs what the reduction may take, in milliseconds; then the size is what it has come to
 */
export async function sizeOf(
  property: Property,
  engine: Engine,
  violation: Violation,
  timeMs: number,
): Promise<ReducedSize> {
  const end = performance.now() + timeMs;
  const reduced = await reduceViolation(property, engine, violation, {
    stop: () => performance.now() >= end,
  });
  const { policies, pods, complete } = reduced.summary;
  const events = reduced.violation.scenario.steps.flatMap(({ actions }) => actions).length;
  return { policies, pods, events, complete };
}
