import type { Engine } from '../../engines/index.ts';
import type {
  Cluster,
  Expectation,
  Flow,
  PartialProfile,
  Profile,
  Scenario,
  Trace,
  Verdict,
} from '../../model/index.ts';
import { SPEC_DEFAULT } from '../../model/index.ts';
import type { NodeLimits, Simulation } from '../../sim/index.ts';
import type { HistoryListener } from '../history/play-history.ts';
import { playHistory } from '../history/play-history.ts';
import type { CheckOptions, Outcome, Property, Violation } from '../property.ts';
import { hasShape } from '../property.ts';

/** Something that must hold while a history runs. */
export interface Checker {
  /** Kebab-case; the first part of a finding's key. */
  readonly name: string;
  readonly sentence: string;
  /** What the nodes can hold while it runs; absent: everything. */
  readonly limits?: (scenario: Scenario) => NodeLimits;
  /** Watches one history. */
  readonly follow: (checking: Checking) => HistoryListener;
}

/** One history being checked. */
export interface Checking {
  readonly scenario: Scenario;
  readonly engine: SimulatingEngine;
  /** All of the plugin's answers. */
  readonly profile: Profile;
  readonly options: CheckOptions;
  /** Verdicts were compared. */
  count(cells: number): void;
  /** Verdicts could not be compared. Skipping is never passing. */
  skip(reason: string, cells?: number): void;
  report(departure: Departure): void;
  /** Something was found: the rest of the history does not matter. */
  isOver(): boolean;
}

/** What a checker found. */
export interface Departure extends Omit<Violation, 'scenario'> {
  /** The step of the history in which it showed, from 1; 0: at its start. */
  readonly step: number;
  /** What the step should have expected; only for what has settled. */
  readonly expectation?: Expectation;
  readonly flow?: Flow;
  readonly verdict?: Verdict;
  readonly trace?: Trace;
}

/** An engine that can be followed through time. */
export type SimulatingEngine = Engine & Required<Pick<Engine, 'simulate'>>;

/** Whether an engine can be followed through time. */
export function canSimulate(engine: Engine): engine is SimulatingEngine {
  return engine.simulate !== undefined;
}

/** A checker as a property: it asks whatever lives through histories, about scenarios that have one. */
export function checkerProperty(checker: Checker): Property {
  return {
    name: checker.name,
    sentence: checker.sentence,
    kind: 'history',
    appliesTo: canSimulate,
    check: (scenario, engine, options = {}) =>
      scenario.steps.length === 0 || !canSimulate(engine)
        ? { cells: 0, skipped: {} }
        : checkHistory(checker, scenario, engine, options),
  };
}

function checkHistory(
  checker: Checker,
  scenario: Scenario,
  engine: SimulatingEngine,
  options: CheckOptions,
): Outcome {
  const skipped: Record<string, number> = {};
  let cells = 0;
  let violation: Violation | undefined;
  const told = toldOf(engine, scenario.profile);
  const checking: Checking = {
    scenario,
    engine: told,
    profile: { ...SPEC_DEFAULT, ...told.capabilities.profile },
    options,
    count: (more) => {
      cells += more;
    },
    skip: (reason, more = 1) => {
      skipped[reason] = (skipped[reason] ?? 0) + more;
    },
    report: ({ step, expectation, ...found }) => {
      const candidate: Violation = { ...found, scenario: upTo(scenario, step, expectation) };
      if (hasShape(candidate, options.like)) violation ??= candidate;
    },
    isOver: () => violation !== undefined,
  };
  const simulation = startOf(scenario, told, checker.limits?.(scenario));
  playHistory(scenario, simulation, checker.follow(checking));
  return { cells, skipped, ...(violation === undefined ? {} : { violation }) };
}

/** The engine under the scenario's own profile, where it declares one. */
function toldOf(engine: SimulatingEngine, profile: PartialProfile): SimulatingEngine {
  if (Object.keys(profile).length === 0) return engine;
  const told = engine.withProfile?.({ ...engine.capabilities.profile, ...profile }) ?? engine;
  return canSimulate(told) ? told : engine;
}

/** A scenario's beginning on an engine. */
export function startOf(
  { cluster, simulation }: Scenario,
  engine: SimulatingEngine,
  limits: NodeLimits = {},
  timeline = false,
): Simulation {
  const { seed = 0, faults, neighbours } = simulation ?? {};
  return engine.simulate({
    cluster,
    seed,
    limits,
    timeline,
    ...(faults === undefined ? {} : { faults }),
    ...(neighbours === undefined ? {} : { neighbours }),
  });
}

/** The history up to a step, with what that step should have expected and nothing else. */
function upTo(scenario: Scenario, last: number, expectation: Expectation | undefined): Scenario {
  const wanted = expectation === undefined ? [] : [expectation];
  return {
    ...scenario,
    expectations: last === 0 ? wanted : [],
    steps: scenario.steps
      .slice(0, last)
      .map((step, index) => ({ ...step, expectations: index + 1 === last ? wanted : [] })),
  };
}

/** Whether every node's agent runs: what a stopped one leaves behind is not what the cluster asks for. */
export function allAgentsRun(simulation: Simulation): boolean {
  return [...simulation.agents.values()].every((agent) => agent.isRunning());
}

/** The policies of every moment of a history so far: they all may have left something behind. */
export function policiesSoFar(): { see(cluster: Cluster): void; all(): Cluster['policies'] } {
  const policies = new Set<Cluster['policies'][number]>();
  return {
    see: (cluster) => {
      for (const policy of cluster.policies) policies.add(policy);
    },
    all: () => [...policies],
  };
}
