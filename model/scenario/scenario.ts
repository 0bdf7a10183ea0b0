import type { ClauseId } from '../../spec/index.ts';
import type { Cluster } from '../objects/cluster.ts';
import type { Position } from '../error.ts';
import type { Flow } from '../flow/flow.ts';
import type { PartialProfile } from '../verdict/profile.ts';
import type { ClusterEvent } from './event.ts';
import type { ConnectionPacket, Expectation, PacketExpectation } from './expectation.ts';
import type { SimulationSettings } from './simulation.ts';

/** The version of the scenario format that this code writes. */
export const SCENARIO_VERSION = 1;

/** One thing that happens during a history. */
export type ScenarioAction =
  | { readonly kind: 'apply'; readonly event: ClusterEvent }
  /** Virtual time passes. */
  | { readonly kind: 'wait'; readonly ticks: number }
  /** Opens a connection under a name of the scenario's own; one of that name before is forgotten. */
  | { readonly kind: 'open'; readonly connection: string; readonly flow: Flow }
  /** Uses a connection: a packet goes, whatever becomes of it. `open` sends the opening one once more. */
  | { readonly kind: 'send'; readonly connection: string; readonly packet: ConnectionPacket | 'open' }
  | { readonly kind: 'close'; readonly connection: string }
  /** An agent stops, comes back, or stays away for a while. */
  | { readonly kind: 'agent'; readonly node: string; readonly change: 'stop' | 'start' | 'restart' }
  /** What a node's watch brings is held back until it is released: a window that a person can write. */
  | { readonly kind: 'watch'; readonly node: string; readonly change: 'hold' | 'release' };

/** Some actions, then what must hold. */
export interface ScenarioStep {
  readonly title?: string;
  readonly actions: readonly ScenarioAction[];
  /** Judged once the actions have taken effect everywhere, unless `settled` is false. */
  readonly settled: boolean;
  readonly expectations: readonly StepExpectation[];
}

/** What must hold after a step; a packet of a connection that was opened earlier included. */
export type StepExpectation = Expectation | OpenConnectionExpectation;

/** What a packet of a connection must get that was opened earlier and under this name. */
export interface OpenConnectionExpectation extends PacketExpectation {
  readonly kind: 'packet';
  readonly connection: string;
  readonly position?: Position;
}

/** Where a generated scenario came from. For people and statistics; replaying never needs it. */
export interface Provenance {
  readonly seed?: number;
  /** The case of the campaign: `replay --seed SEED:RUN`. */
  readonly run?: number;
  readonly settings?: string;
  /** Identifies the generators: a seed means the same only while this is the same. */
  readonly generator?: string;
  readonly fencepost?: string;
  readonly commit?: string;
  readonly property?: string;
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly key?: string;
}

/**
 * The one thing that travels through Fencepost: a cluster, what happens to it, and what must hold. Generators
 * make it, engines judge it, the reducer cuts it down, files keep it.
 */
export interface Scenario {
  readonly name: string;
  readonly title?: string;
  /** Prose for a reader: what this shows and why. */
  readonly description?: string;
  readonly clauses: readonly ClauseId[];
  /** Links and other sources. */
  readonly references: readonly string[];
  readonly provenance?: Provenance;
  /** Declared choices under which the expectations hold; the rest is `spec-default`. */
  readonly profile: PartialProfile;
  /** How a simulator runs it. Absent: from seed 0, without faults. */
  readonly simulation?: SimulationSettings;
  readonly cluster: Cluster;
  /** What must hold at the start, once everything is in effect. */
  readonly expectations: readonly Expectation[];
  readonly steps: readonly ScenarioStep[];
}

/** A scenario of a cluster alone. */
export function scenarioOf(name: string, cluster: Cluster, parts: Partial<Scenario> = {}): Scenario {
  return {
    name,
    clauses: [],
    references: [],
    profile: {},
    cluster,
    expectations: [],
    steps: [],
    ...parts,
  };
}
