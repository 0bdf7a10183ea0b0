import type { Simulation, SimulationOptions } from '../sim/index.ts';
import type { EndpointKind, Flow, FlowProtocol, IPFamily, PartialProfile, ProbeSet } from '../model/index.ts';

/** What an engine can be asked; anything else is skipped and counted. Defaults: {@link DEFAULT_CAPABILITIES}. */
export interface EngineCapabilities {
  readonly protocols: readonly FlowProtocol[];
  readonly ipFamilies: readonly IPFamily[];
  readonly endpoints: readonly EndpointKind[];
  readonly endPort: boolean;
  readonly namedPorts: boolean;
  /** Understands a cluster that changes. */
  readonly history: boolean;
  /** Understands connections that stay open. */
  readonly connections: boolean;
  /** Has a clock that can be moved. */
  readonly clock: boolean;
  readonly explain: boolean;
  /** Its answers to what the API leaves open. An option not declared is observed. */
  readonly profile: PartialProfile;
  /** Most cells worth asking in one case; absent: all of them. Engines in other processes are slow to ask. */
  readonly probesPerCase?: number;
}

/** What the engine protocol assumes of an engine that declares nothing. */
export const DEFAULT_CAPABILITIES: EngineCapabilities = {
  protocols: ['TCP', 'UDP', 'SCTP'],
  ipFamilies: ['IPv4', 'IPv6'],
  endpoints: ['pod', 'external'],
  endPort: true,
  namedPorts: true,
  history: false,
  connections: false,
  clock: false,
  explain: false,
  profile: {},
};

/** One byte a verdict, in the order of the cells asked. */
export type Verdicts = Uint8Array;

/** The values of a byte in {@link Verdicts}. */
export const DENY = 0;
export const ALLOW = 1;
export const UNSUPPORTED = 2;

/** How a history starts in a simulator; the plugin brings the rest. */
export type SimulationStart = Pick<
  SimulationOptions,
  'cluster' | 'seed' | 'faults' | 'limits' | 'timeline' | 'neighbours'
> & {
  /** Answers of the scenario's own, over those of the plugin. */
  readonly profile?: PartialProfile;
};

/**
 * Something that judges flows: an evaluator of ours, a simulator, a plugin's engine in another process. It is
 * asked by the case and answers synchronously where it can, so that a fuzz loop need not await.
 */
export interface Engine {
  /** Stable across versions and free of paths: findings are keyed by it. */
  readonly name: string;
  readonly version: string;
  readonly capabilities: EngineCapabilities;
  /**
   * Judges every cell as a new connection.
   *
   * @throws EngineFailure when it crashes, hangs, answers nonsense or refuses the objects
   */
  judge(probes: ProbeSet): Verdicts | Promise<Verdicts>;
  /** The same engine with other answers to what the API leaves open; only engines that can be told have it. */
  withProfile?(profile: PartialProfile): Engine;
  /** The engine's own words about one flow. Kept with a finding, never compared. */
  explain?(probes: ProbeSet, flow: Flow): readonly string[] | Promise<readonly string[]>;
  /** Lives through a history; only simulated plugins have it. */
  simulate?(start: SimulationStart): Simulation;
  /** Lets go of what the engine holds. Idempotent. */
  close?(): Promise<void>;
}
