import type {
  Cluster,
  ClusterEvent,
  FaultSettings,
  PartialProfile,
  Profile,
  Timeline,
  TimelineEvent,
} from '../model/index.ts';
import { SPEC_DEFAULT } from '../model/index.ts';
import type {
  AgentBehaviour,
  FittedIntent,
  ForeignState,
  NodeAgent,
  NodeLimits,
  SeenRevisions,
} from './agent/index.ts';
import { CORRECT_BEHAVIOUR, NO_FOREIGN_STATE } from './agent/index.ts';
import type { ApiServer, SubmitOutcome } from './apiserver/index.ts';
import { createApiServer } from './apiserver/index.ts';
import type { EventQueue } from './clock/index.ts';
import { createEventQueue, createRandom, createTraceHash } from './clock/index.ts';
import type { RuleTable } from './datapath/datapath.ts';
import type { DatapathMaker } from './datapaths.ts';
import type { Faults } from './faults.ts';
import { faultsOf, NO_FAULTS } from './faults.ts';
import { createFleet } from './fleet.ts';
import type { Network, WalkOptions } from './path/index.ts';
import type { Recorder } from './recorder.ts';
import { createRecorder } from './recorder.ts';
import type { Traffic } from './traffic.ts';
import { createTraffic } from './traffic.ts';
import { createObjectLog, createStateLog } from './views.ts';

/** What a simulation is made of. */
export interface SimulationOptions {
  readonly cluster: Cluster;
  readonly datapath: DatapathMaker;
  readonly profile?: PartialProfile;
  readonly behaviour?: AgentBehaviour;
  /** Every random choice comes from it. Default 0. */
  readonly seed?: number;
  /** What goes wrong between {@link Simulation.settle}ments. */
  readonly faults?: FaultSettings;
  readonly limits?: NodeLimits;
  readonly foreign?: ForeignState;
  /** Keep a timeline; the hash is kept anyway. */
  readonly timeline?: boolean;
  readonly neighbours?: WalkOptions['neighbours'];
}

/** A cluster that lives: an API server, an agent on every node, packets between them, and a clock that stands. */
export interface Simulation extends Traffic {
  readonly profile: Profile;
  /** Virtual milliseconds since the start. */
  now(): number;
  /** As the API server has it. */
  cluster(): Cluster;
  /** Submits a change. What follows from it takes its time: see {@link advance}. */
  apply(event: ClusterEvent): SubmitOutcome;
  advance(ms: number): void;
  /** Nothing goes wrong any more until the next {@link apply}, and everything that is due is done. */
  settle(): void;
  /** Has a listener called after every operation on a node's rules. It may probe, and must change nothing. */
  observe(listener: (node: string) => void): void;
  /** Whether every running agent has put all that happened into effect. */
  isSettled(): boolean;
  readonly agents: ReadonlyMap<string, NodeAgent>;
  /**
   * The clusters from which the rules of a node may have been made, by what its agent had in effect and what has
   * been stored since; `undefined`: too many to tell.
   */
  viewsOf(node: string): readonly Cluster[] | undefined;
  /** The same text for as long as {@link viewsOf} has the same answer. */
  viewsKey(node: string): string;
  /** What agents could not program, by node. */
  refused(): ReadonlyMap<string, FittedIntent['refused']>;
  print(node: string): readonly RuleTable[];
  /** Puts a line of the reader's own into the timeline. */
  remark(event: Omit<TimelineEvent, 'at'>): void;
  timeline(): Timeline;
  hash(): string;
}

/** A simulation of a cluster, settled, at time 0. */
export function createSimulation(options: SimulationOptions): Simulation {
  const { cluster, timeline = false, neighbours = 'warm' } = options;
  const profile = { ...SPEC_DEFAULT, ...options.profile };
  const faults = faultsOf(options.faults);
  const clock = createEventQueue();
  const hash = createTraceHash();
  const recorder = createRecorder(clock.now, hash, timeline);
  const log = faults.controller.workers > 0 ? createObjectLog(cluster) : createStateLog(cluster);
  const server = createApiServer({
    clock,
    cluster,
    onStored: (event) => {
      log.add(event, server.cluster());
      recorder.stored(event);
    },
  });
  const parts = { options, profile, faults, clock, server, recorder };
  const { agents, ...life } = startLife(parts);
  const network: Network = {
    get cluster() {
      return server.cluster();
    },
    profile,
    nodes: agents,
    now: clock.now,
  };
  return {
    profile,
    agents,
    now: clock.now,
    cluster: server.cluster,
    advance: (ms) => void clock.advance(ms),
    ...life,
    ...createTraffic(network, recorder, neighbours),
    viewsOf: (node) => log.viewsSince(agents.get(node)?.inEffect() ?? NOTHING_SEEN),
    viewsKey: (node) =>
      `${server.revision()}:${[...(agents.get(node)?.inEffect() ?? NOTHING_SEEN).kinds.values()].join()}`,
    refused: () => new Map([...agents].map(([node, agent]) => [node, agent.refused()])),
    print: (node) => agents.get(node)?.print() ?? [],
    remark: recorder.remark,
    timeline: () => recorder.timeline([...agents.keys()]),
    hash: hash.digest,
  };
}

const NOTHING_SEEN: SeenRevisions = { kinds: new Map(), objects: new Map() };

/** What the agents of a simulation live in. */
interface Surroundings {
  readonly options: SimulationOptions;
  readonly profile: Profile;
  readonly faults: Faults;
  readonly clock: EventQueue;
  readonly server: ApiServer;
  readonly recorder: Recorder;
}

/** The agents of a simulation, settled, and what drives them. Faults begin with the first change. */
function startLife({ options, profile, faults, clock, server, recorder }: Surroundings) {
  let isFaulty = false;
  const listeners: ((node: string) => void)[] = [];
  const { agents, follow } = createFleet({
    behaviour: CORRECT_BEHAVIOUR,
    limits: {},
    foreign: NO_FOREIGN_STATE,
    ...options,
    profile,
    clock,
    random: createRandom(options.seed ?? 0),
    server,
    controller: faults.controller,
    observer: {
      ...recorder,
      operation: (node, operation, outcome) => {
        recorder.operation(node, operation, outcome);
        for (const listener of listeners) listener(node);
      },
    },
    faults: () => (isFaulty ? faults : NO_FAULTS),
  });
  const settle = (): void => {
    isFaulty = false;
    for (const agent of agents.values()) agent.calm();
    clock.drain();
  };
  follow(options.cluster);
  settle();
  return {
    agents,
    settle,
    apply: (event: ClusterEvent): SubmitOutcome => {
      isFaulty = true;
      const outcome = server.submit(event);
      follow(server.cluster());
      return outcome;
    },
    observe: (listener: (node: string) => void): void => void listeners.push(listener),
    isSettled: (): boolean => [...agents.values()].every((agent) => agent.isQuiescent()),
  };
}
