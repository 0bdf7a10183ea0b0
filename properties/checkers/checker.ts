import type { Expectation, Flow, Profile, Scenario, Trace, Verdict } from '../../model/index.ts';
import type { NodeLimits, Simulation } from '../../sim/index.ts';
import type { HistoryListener } from '../history/play-history.ts';
import type { CheckOptions, Violation } from '../property.ts';
import type { Rest } from './rest.ts';
import type { SimulatingEngine } from './simulating-engine.ts';

export type { SimulatingEngine } from './simulating-engine.ts';
export { canSimulate, toldOf } from './simulating-engine.ts';

/** Something that must hold while a history runs. */
export interface Checker {
  /** Kebab-case; the first part of a finding's key. */
  readonly name: string;
  readonly sentence: string;
  /** What the nodes can hold while it runs; absent: everything. */
  readonly limits?: (scenario: Scenario) => NodeLimits;
  /** Watches one history. */
  readonly follow: (checking: Checking) => Follower;
}

/** What a checker wants to see of a history. */
export interface Follower extends HistoryListener {
  /** Everything is in effect; called at the start, and whenever something may be other than at the last rest. */
  readonly atRest?: (rest: Rest) => void;
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

/** Whether every node's agent runs: what a stopped one leaves behind is not what the cluster asks for. */
export function allAgentsRun(simulation: Simulation): boolean {
  return [...simulation.agents.values()].every((agent) => agent.isRunning());
}
