import type { Cluster, Flow, PartialProfile, ProbeSet, Profile, Trace } from '../model/index.ts';
import { SPEC_DEFAULT, VERSION } from '../model/index.ts';
import type { NetworkParts, SettledNetwork, Simulation } from '../sim/index.ts';
import { createSimulation, probeAll, settledNetwork, walkFlow } from '../sim/index.ts';
import type { Engine, EngineCapabilities, SimulationStart, Verdicts } from './engine.ts';

/** What a simulated plugin is made of. */
export interface SimEngineOptions extends Omit<NetworkParts, 'profile'> {
  readonly name: string;
  /** Answers to what the API leaves open; the rest is `spec-default`, so that all of them are declared. */
  readonly profile?: PartialProfile;
}

/** A simulated plugin: it answers at once, and can be followed through time. */
export interface SimEngine extends Engine {
  judge(probes: ProbeSet): Verdicts;
  withProfile(profile: PartialProfile): SimEngine;
  /** A cluster whose every node runs the plugin. */
  simulate(start: SimulationStart): Simulation;
  /** The packet's way in a cluster that has settled. */
  walk(cluster: Cluster, flow: Flow): Trace;
}

/** Everything that Fencepost can ask. */
const CAPABILITIES: Omit<EngineCapabilities, 'profile'> = {
  protocols: ['TCP', 'UDP', 'SCTP', 'ICMP'],
  ipFamilies: ['IPv4', 'IPv6'],
  endpoints: ['pod', 'hostNetwork', 'node', 'external', 'service'],
  endPort: true,
  namedPorts: true,
  history: true,
  connections: true,
  clock: true,
  explain: true,
};

/**
 * A plugin as the simulator plays it: agents with a behaviour, on a datapath, under a profile. A snapshot is judged as
 * a cluster whose agents have just started; a history is lived through first.
 */
export function simEngine(options: SimEngineOptions): SimEngine {
  const { name, profile: declared, ...parts } = options;
  const profile: Profile = { ...SPEC_DEFAULT, ...declared };
  const simulate = (start: SimulationStart): Simulation =>
    createSimulation({
      ...parts,
      ...start,
      profile: { ...profile, ...start.profile },
      limits: { ...parts.limits, ...start.limits },
    });
  // A cluster is asked about many times. What is asked leaves nothing behind.
  const networks = new WeakMap<Cluster, SettledNetwork>();
  const networkOf = (cluster: Cluster): SettledNetwork => {
    let network = networks.get(cluster);
    if (network === undefined) {
      networks.set(cluster, (network = settledNetwork(cluster, { ...parts, profile })));
    }
    return network;
  };
  return {
    name,
    version: VERSION,
    capabilities: { ...CAPABILITIES, profile },
    judge: (probes) =>
      probes.history === undefined
        ? probeAll(networkOf(probes.cluster), probes)
        : lived(simulate, probes.history).probeAll(probes),
    withProfile: (told) => simEngine({ ...options, profile: told }),
    explain: ({ cluster }, flow) => sentencesOf(walkFlow(networkOf(cluster), flow)),
    simulate,
    walk: (cluster, flow) => walkFlow(networkOf(cluster), flow),
  };
}

/** The simulation that has lived through a history, at rest after every event. */
function lived(
  simulate: SimEngine['simulate'],
  { initial, events }: NonNullable<ProbeSet['history']>,
): Simulation {
  const simulation = simulate({ cluster: initial });
  for (const event of events) {
    simulation.apply(event);
    simulation.settle();
  }
  return simulation;
}

/** A trace in words: what decided at each place, and how it ended. */
function sentencesOf({ hops, disposition }: Trace): readonly string[] {
  const steps = hops.flatMap(({ place, steps: taken }) =>
    taken.map(({ kind, detail, rule, action }) => {
      const decided = rule === undefined ? '' : ` by ${rule}`;
      return `${place}: ${kind}: ${detail}: ${action}${decided}`;
    }),
  );
  return [...steps, disposition];
}
