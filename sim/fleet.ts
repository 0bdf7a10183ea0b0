import type { Cluster, Profile } from '../model/index.ts';
import type { AgentBehaviour, AgentObserver, ForeignState, NodeAgent, NodeLimits } from './agent/index.ts';
import { createNodeAgent, podIdentity, WATCHED_KINDS } from './agent/index.ts';
import type { ApiServer, WatchSource } from './apiserver/index.ts';
import { createController } from './apiserver/index.ts';
import type { EventQueue, Random } from './clock/index.ts';
import { createConntrackTable } from './conntrack/index.ts';
import type { DatapathMaker } from './datapaths.ts';
import type { Faults } from './faults.ts';
import { NO_FAULTS } from './faults.ts';
import { topologyOf } from './path/index.ts';
import { nodeNamesOf } from './settled-network.ts';

/** What the agents of a cluster share. */
export interface FleetOptions {
  readonly clock: EventQueue;
  readonly random: Random;
  readonly server: ApiServer;
  readonly profile: Profile;
  readonly datapath: DatapathMaker;
  readonly behaviour: AgentBehaviour;
  readonly limits: NodeLimits;
  readonly foreign: ForeignState;
  readonly observer: AgentObserver;
  /** What goes wrong now. */
  readonly faults: () => Faults;
  /** The controller between the API server and the agents; without workers there is none. */
  readonly controller: Faults['controller'];
}

/** The agents of a cluster, one a node. */
export interface Fleet {
  readonly agents: ReadonlyMap<string, NodeAgent>;
  /** Nodes that are new get a running agent; those that are gone, with their pods, lose theirs. */
  follow(cluster: Cluster): void;
}

/** A fleet without agents. */
export function createFleet(options: FleetOptions): Fleet {
  const { clock, random, server, profile, behaviour, faults } = options;
  const agents = new Map<string, NodeAgent>();
  const source = watchSourceOf(options);

  const join = (node: string): void => {
    const agent = createNodeAgent({
      node,
      clock,
      random: random.fork(`agent ${node}`),
      profile,
      behaviour,
      program: options.datapath(profile),
      conntrack: createConntrackTable(profile, behaviour.conntrack),
      limits: options.limits,
      foreign: options.foreign,
      observer: options.observer,
      faults: () => faults().agent,
      revision: server.revision,
      identityOf: (key) => {
        const pod = topologyOf(server.cluster()).pods.get(key);
        return pod === undefined ? undefined : podIdentity(pod);
      },
      watch: (listener) =>
        source.watch({
          ...listener,
          name: node,
          kinds: WATCHED_KINDS,
          random: random.fork(`watch ${node}`),
          faults: () => faults().watch,
        }),
    });
    agents.set(node, agent);
    agent.start();
  };

  return {
    agents,
    follow: (cluster) => {
      const names = nodeNamesOf(cluster);
      for (const [name, agent] of agents) {
        if (names.includes(name)) continue;
        agent.stop();
        agents.delete(name);
      }
      for (const name of names) if (!agents.has(name)) join(name);
    },
  };
}

/** What agents watch: the API server itself, or a controller that passes on what it has worked through. */
function watchSourceOf({ clock, random, server, controller }: FleetOptions): WatchSource {
  const { workers, workDelay } = controller;
  if (workers === 0) return server;
  const between = createController({ clock, random: random.fork('controller'), workers, delay: workDelay });
  server
    .watch({
      name: 'controller',
      kinds: WATCHED_KINDS,
      random: random.fork('watch controller'),
      faults: NO_FAULTS.watch,
      deliver: between.accept,
    })
    .start();
  return between;
}
