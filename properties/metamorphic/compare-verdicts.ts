import type { Engine, Verdicts } from '../../engines/index.ts';
import { ALLOW, DENY, UNSUPPORTED } from '../../engines/index.ts';
import type { Action, ProbeSet, Scenario } from '../../model/index.ts';
import { flowOf, formatFlow } from '../../model/index.ts';
import { plainness } from '../asking/sampling.ts';
import type { Outcome, ViolationShape } from '../property.ts';
import { hasShape } from '../property.ts';

/**
 * How verdicts before and after a change must stand to each other: the same; what was allowed still is; or
 * allowed afterwards, whatever was before.
 */
export type Relation = 'equal' | 'only-more-allows' | 'allowed-after';

const HOLDS: Readonly<Record<Relation, (was: number, is: number) => boolean>> = {
  equal: (was, is) => was === is,
  'only-more-allows': (was, is) => was !== ALLOW || is !== DENY,
  'allowed-after': (_was, is) => is === ALLOW,
};

/** Two verdicts of one engine on every probe, in the order of its cells. */
export interface BeforeAndAfter {
  readonly before: Verdicts;
  readonly after: Verdicts;
}

/** Whom what was asked about what. */
export interface Asked {
  readonly engine: Engine;
  /** The scenario before the change. */
  readonly snapshot: Scenario;
  readonly probes: ProbeSet;
  readonly like: ViolationShape | undefined;
}

/** Compares what an engine said before a change and after it; the plainest departure is shown. */
export function compareVerdicts(
  { relation, sentence }: { readonly relation: Relation; readonly sentence: string },
  { engine, snapshot, probes, like }: Asked,
  { before, after }: BeforeAndAfter,
  describe: string | ((index: number) => string),
): Outcome {
  const holds = HOLDS[relation];
  let unsupported = 0;
  let worst = -1;
  for (let index = 0; index < before.length; index++) {
    const was = before[index]!;
    const is = after[index]!;
    if (was === UNSUPPORTED || is === UNSUPPORTED) unsupported++;
    else if (!holds(was, is) && hasShape(shapeOf(relation, was, is), like)) {
      if (worst < 0 || plainnessAt(probes, index) < plainnessAt(probes, worst)) worst = index;
    }
  }
  const cells = before.length - unsupported;
  const skipped = unsupported === 0 ? {} : { unsupported };
  if (worst < 0) return { cells, skipped };
  const flow = flowOf(probes, probes.cells[worst]!);
  const was = actionOf(before[worst]!);
  const shape = shapeOf(relation, before[worst]!, after[worst]!);
  const change = typeof describe === 'string' ? describe : describe(worst);
  const said =
    relation === 'allowed-after'
      ? `denies ${formatFlow(flow)} after ${change}`
      : `says ${was} to ${formatFlow(flow)}, and ${shape.observed} after ${change}`;
  return {
    cells,
    skipped,
    violation: { summary: `${engine.name} ${said}. ${sentence}`, ...shape, scenario: snapshot, flow },
  };
}

function plainnessAt(probes: ProbeSet, index: number): number {
  return plainness(probes, probes.cells[index]!);
}

/** Without an oracle nobody knows which side decides wrongly, nor which of two answers is the right one. */
function shapeOf(
  relation: Relation,
  was: number,
  is: number,
): { direction: 'none'; expected: Action; observed: Action } {
  const expected = relation === 'allowed-after' ? 'allow' : actionOf(was);
  return { direction: 'none', expected, observed: actionOf(is) };
}

function actionOf(verdict: number): Action {
  return verdict === ALLOW ? 'allow' : 'deny';
}
