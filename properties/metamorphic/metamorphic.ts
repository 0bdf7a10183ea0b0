import type { Engine, Verdicts } from '../../engines/index.ts';
import { ALLOW, DENY, UNSUPPORTED } from '../../engines/index.ts';
import type { Cluster, Flow, ProbeSet, Scenario } from '../../model/index.ts';
import { flowOf, formatFlow, scenarioOf } from '../../model/index.ts';
import {
  ask,
  classesFor,
  faultViolation,
  overSnapshots,
  skippedOutcome,
  andThen,
  unsupportedFeature,
} from '../asking/asking.ts';
import type { CheckOptions, Outcome, Property } from '../property.ts';
import { plainness, sampleCells } from '../asking/sampling.ts';

/** A change to a cluster after which the verdicts must stand in a known relation to those before. */
export interface Transformation {
  readonly cluster: Cluster;
  /** The same probes for the changed cluster; absent where the ends are still called the same. */
  readonly endpoints?: ProbeSet['endpoints'];
  /** For a person: what was changed. */
  readonly describe: string;
}

/** What a metamorphic property needs to be told apart from the others. */
export interface MetamorphicRelation {
  readonly name: string;
  readonly sentence: string;
  /** `undefined` where the cluster gives no occasion for the change. */
  readonly transform: (cluster: Cluster, probes: ProbeSet, salt: number) => Transformation | undefined;
  /** Whether two bytes, before and after, may stand side by side. */
  readonly relation: 'equal' | 'only-more-allows';
}

/** A property that needs no oracle: an engine is compared with itself on a changed cluster. */
export function metamorphicProperty(definition: MetamorphicRelation): Property {
  const { name, sentence } = definition;
  return {
    name,
    sentence,
    kind: 'metamorphic',
    appliesTo: (engine) => engine.name !== 'reference',
    check: (scenario, engine, options = {}) =>
      overSnapshots(scenario, ({ cluster }) => checkCluster(definition, scenario, cluster, engine, options)),
  };
}

function checkCluster(
  definition: MetamorphicRelation,
  scenario: Scenario,
  cluster: Cluster,
  engine: Engine,
  options: CheckOptions,
): Outcome | Promise<Outcome> {
  const missing = unsupportedFeature(engine, cluster);
  if (missing !== undefined) return skippedOutcome(`capability ${missing}`);
  const limit = options.probes ?? engine.capabilities.probesPerCase ?? Infinity;
  const probes = sampleCells(classesFor(engine, cluster), limit);
  const changed = definition.transform(cluster, probes, scenario.provenance?.run ?? 0);
  if (changed === undefined) return skippedOutcome('no occasion');
  const after: ProbeSet = {
    ...probes,
    cluster: changed.cluster,
    endpoints: changed.endpoints ?? probes.endpoints,
  };
  const snapshot = scenarioOf(scenario.name, cluster, {
    profile: scenario.profile,
    ...(scenario.provenance === undefined ? {} : { provenance: scenario.provenance }),
  });
  const failure = (error: Parameters<typeof faultViolation>[2]): Outcome => ({
    cells: 0,
    skipped: {},
    violation: faultViolation(engine, snapshot, error),
  });
  return andThen(ask(engine, probes), (first) =>
    first.ok
      ? andThen(ask(engine, after), (second) =>
          second.ok
            ? compare(definition, snapshot, engine, probes, changed, first.verdicts, second.verdicts)
            : failure(second.failure),
        )
      : failure(first.failure),
  );
}

function compare(
  { relation, sentence }: MetamorphicRelation,
  snapshot: Scenario,
  engine: Engine,
  probes: ProbeSet,
  changed: Transformation,
  before: Verdicts,
  after: Verdicts,
): Outcome {
  let unsupported = 0;
  let worst = -1;
  for (let index = 0; index < before.length; index++) {
    const was = before[index]!;
    const is = after[index]!;
    if (was === UNSUPPORTED || is === UNSUPPORTED) unsupported++;
    else if (relation === 'equal' ? was !== is : was === ALLOW && is === DENY) {
      const plainer =
        worst < 0 || plainness(probes, probes.cells[index]!) < plainness(probes, probes.cells[worst]!);
      if (plainer) worst = index;
    }
  }
  const cells = before.length - unsupported;
  const skipped = unsupported === 0 ? {} : { unsupported };
  if (worst < 0) return { cells, skipped };
  const flow: Flow = flowOf(probes, probes.cells[worst]!);
  const [was, is] = [before[worst] === ALLOW ? 'allow' : 'deny', after[worst] === ALLOW ? 'allow' : 'deny'];
  return {
    cells,
    skipped,
    violation: {
      summary: `${engine.name} says ${was} to ${formatFlow(flow)}, and ${is} after ${changed.describe}. ${sentence}`,
      direction: 'none',
      expected: was,
      observed: is,
      scenario: snapshot,
      flow,
    },
  };
}
