/**
 * How the way of watch events from the API server to the agents goes wrong. What is absent counts as 0. Delays are
 * milliseconds of virtual time, whole and not negative; probabilities lie from 0 to 1.
 */
export interface WatchFaultSettings {
  /** The least time from storing a change to its delivery to a watcher. */
  readonly minDelay?: number;
  /** The greatest. Absent: the same as `minDelay`; otherwise not below it. */
  readonly maxDelay?: number;
  /** The probability that an event overtakes those of other kinds. Within a kind the order is kept, as in a real watch. */
  readonly reorderKinds?: number;
  /** The probability that an event is delivered once more. */
  readonly duplicate?: number;
  /** The probability that an event is lost, and all of its kind after it, until the watcher lists anew. */
  readonly lose?: number;
  /** The time from a loss until the watcher lists anew. */
  readonly relistDelay?: number;
}

/** How the agents of the nodes fail. What is absent counts as 0. */
export interface AgentFaultSettings {
  /** The probability that one datapath operation fails. It is tried again after `retryDelay`. */
  readonly operationFailure?: number;
  /** The operation of every agent, counted from 1 since the first change, that fails once for certain. 0: none. */
  readonly failAt?: number;
  /** Milliseconds from a failed operation to the next attempt. */
  readonly retryDelay?: number;
  /** The probability that an agent dies between two operations. It starts again after `restartDelay`. */
  readonly crash?: number;
  /** Milliseconds from a crash to the next start. */
  readonly restartDelay?: number;
  /** Milliseconds that one datapath operation takes. */
  readonly operationDelay?: number;
}

/** A controller between the API server and the agents. What is absent counts as 0. */
export interface ControllerFaultSettings {
  /** How many items it works on at the same time, in any order. 0: agents watch the API server themselves. */
  readonly workers?: number;
  /** The most milliseconds that a worker takes for one item. */
  readonly workDelay?: number;
}

/** All that may go wrong while a history runs, until it settles. What is absent does not go wrong. */
export interface FaultSettings {
  readonly watch?: WatchFaultSettings;
  readonly agent?: AgentFaultSettings;
  readonly controller?: ControllerFaultSettings;
}

/** How a simulator is to run a scenario. Engines that judge snapshots have no use for it. */
export interface SimulationSettings {
  /** A safe integer, from which the simulator takes every random choice that it makes. */
  readonly seed: number;
  /** Absent: every change is in effect at once. */
  readonly faults?: FaultSettings;
  /** Whether nodes know the link addresses of others before the first packet (ARP, neighbour discovery). Absent: warm. */
  readonly neighbours?: 'warm' | 'cold';
}
