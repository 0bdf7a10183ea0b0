import type { Engine, Verdicts } from '../../engines/index.ts';
import type {
  Cluster,
  Flow,
  PartialProfile,
  ProbeEndpoint,
  ProbeSet,
  ProfileOption,
  Scenario,
} from '../../model/index.ts';
import { cellParts, scenarioOf, withCells } from '../../model/index.ts';
import { saltOf } from '../rota.ts';
import type { CheckOptions, Outcome, Property } from '../property.ts';
import { andThen, ask, faultViolation, overSnapshots, skippedOutcome } from '../asking/asking.ts';
import { unsupportedFeature } from '../asking/asking.ts';
import { askedBefore } from './asked-before.ts';
import type { Relation } from './compare-verdicts.ts';
import { compareVerdicts } from './compare-verdicts.ts';

/** A cluster that is about to be changed, and what the change may depend on. */
export interface Occasion {
  readonly cluster: Cluster;
  /** What the engine is asked about the cluster. */
  readonly probes: ProbeSet;
  /** A number of the case's own, all bits equally good: decides among variants of the change. */
  readonly salt: number;
  /** The engine's declared answers to what the API leaves open. */
  readonly profile: PartialProfile;
  readonly capabilities: Engine['capabilities'];
  /** A flow to concern oneself with, where the change is about single flows. */
  readonly watch?: Flow;
}

/** A change to a cluster after which the verdicts must stand in a known relation to those before. */
export interface Transformation {
  readonly cluster: Cluster;
  /**
   * For a person, to follow the word "after": `splitting rule ingress[0] of x/p in two`. Where the change is not
   * the same for all flows, what it is for the one at an index of `cells`.
   */
  readonly describe: string | ((index: number) => string);
  /** The same end in the changed cluster; absent where the ends are still called the same. */
  readonly renamed?: (end: ProbeEndpoint) => ProbeEndpoint;
  /** The only cells that are compared, as indices into the `cells` of the probes; absent: all. */
  readonly cells?: Uint32Array;
}

/** Why a cluster is not changed, or its verdicts not compared; counted by reason. */
export interface Skipped {
  readonly skip: string;
}

/** What a metamorphic property needs to be told apart from the others. */
export interface MetamorphicRelation {
  readonly name: string;
  readonly sentence: string;
  readonly relation: Relation;
  /** One case in so many is its turn; default 4. Less where few clusters give an occasion, for the others cost nothing. */
  readonly every?: number;
  /** `undefined` where the cluster gives no occasion for the change. */
  readonly transform: (occasion: Occasion) => Transformation | Skipped | undefined;
}

/** Metamorphic properties are many and much alike in cost: each has its turn in one case out of so many. */
const EVERY = 4;

/** A property that needs no oracle: an engine is compared with itself on a changed cluster. */
export function metamorphicProperty(definition: MetamorphicRelation): Property {
  const { name, sentence, every = EVERY } = definition;
  return {
    name,
    sentence,
    kind: 'metamorphic',
    every,
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
  const { capabilities } = engine;
  const missing = unsupportedFeature(engine, cluster);
  if (missing !== undefined) return skippedOutcome(`capability ${missing}`);
  const before = askedBefore(engine, cluster, options);
  const { profile } = capabilities;
  const salt = saltOf(scenario);
  const watch = options.watch === undefined ? {} : { watch: options.watch };
  const changed = definition.transform({
    cluster,
    probes: before.probes,
    salt,
    profile,
    capabilities,
    ...watch,
  });
  if (changed === undefined) return skippedOutcome('no occasion');
  if ('skip' in changed) return skippedOutcome(changed.skip);
  const added = unsupportedFeature(engine, changed.cluster);
  if (added !== undefined) return skippedOutcome(`capability ${added}`);

  const snapshot = snapshotOf(scenario, cluster);
  return andThen(before.answer(), (first) => {
    // A failure to answer about the cluster as it was is not of this property's making.
    if (!first.ok) return skippedOutcome('no answer before the change');
    return andThen(ask(engine, probesAfter(before.probes, changed)), (second): Outcome => {
      const transformed = snapshotOf(scenario, changed.cluster);
      if (second.ok) {
        const verdicts = { before: chosenVerdicts(first.verdicts, changed), after: second.verdicts };
        const asked = { engine, snapshot, probes: chosenProbes(before.probes, changed), like: options.like };
        return withTransformed(compareVerdicts(definition, asked, verdicts, changed.describe), transformed);
      }
      const violation = faultViolation(engine, snapshot, second.failure);
      return withTransformed({ cells: 0, skipped: {}, violation }, transformed);
    });
  });
}

function withTransformed(outcome: Outcome, transformed: Scenario): Outcome {
  const { violation } = outcome;
  return violation === undefined ? outcome : { ...outcome, violation: { ...violation, transformed } };
}

/** The cluster alone, without what led to it: the change starts from here. */
function snapshotOf(scenario: Scenario, cluster: Cluster): Scenario {
  const { name, profile, provenance } = scenario;
  return scenarioOf(name, cluster, { profile, ...(provenance === undefined ? {} : { provenance }) });
}

function probesAfter(probes: ProbeSet, changed: Transformation): ProbeSet {
  const { cluster, renamed } = changed;
  const { endpoints } = probes;
  return {
    ...chosenProbes(probes, changed),
    cluster,
    endpoints: renamed === undefined ? endpoints : endpoints.map(renamed),
  };
}

function chosenProbes(probes: ProbeSet, { cells }: Transformation): ProbeSet {
  return cells === undefined
    ? probes
    : withCells(
        probes,
        cells.map((index) => probes.cells[index]!),
      );
}

function chosenVerdicts(verdicts: Verdicts, { cells }: Transformation): Verdicts {
  if (cells === undefined) return verdicts;
  const few = new Uint8Array(cells.length);
  for (let place = 0; place < cells.length; place++) few[place] = verdicts[cells[place]!]!;
  return few;
}

/** The indices of the cells whose two ends both satisfy a condition. */
export function cellsBetween(probes: ProbeSet, holds: (end: ProbeEndpoint) => boolean): Uint32Array {
  const { cells } = probes;
  const good = probes.endpoints.map(holds);
  const indices = new Uint32Array(cells.length);
  let count = 0;
  for (let index = 0; index < cells.length; index++) {
    const { source, destination } = cellParts(probes, cells[index]!);
    if (good[source] === true && good[destination] === true) indices[count++] = index;
  }
  return indices.subarray(0, count);
}

/**
 * Why a change is not made for an engine that does not declare a choice of the API's on which its meaning rests.
 *
 * @returns `undefined` where the engine declares the wanted value
 */
export function unlessDeclared<Option extends ProfileOption>(
  profile: PartialProfile,
  option: Option,
  wanted: PartialProfile[Option],
): Skipped | undefined {
  const declared = profile[option];
  if (declared === wanted) return undefined;
  return { skip: declared === undefined ? `undeclared ${option}` : `${option}: ${declared}` };
}
