import { createEvaluator, createMatrix } from '../../evaluator/index.ts';
import type { Cluster, Flow, NetworkPolicy, ProbeSet, Profile, Verdict } from '../../model/index.ts';
import { packetClasses } from '../../model/index.ts';
import type { Simulation } from '../../sim/index.ts';
import type { HistoryListener } from '../history/play-history.ts';
import type { SimulatingEngine } from './simulating-engine.ts';
import type { Facts } from './facts.ts';

const reference = createEvaluator();
const matrix = createMatrix();

/** A cluster in which everything has taken effect. What is asked of it is worked out once; verdicts are a byte each. */
export interface Rest {
  /** The step after which it came to rest. 0: the start. */
  readonly step: number;
  readonly simulation: Simulation;
  readonly cluster: Cluster;
  /** Every packet class, cut by the policies of earlier moments too: they may still be in force. */
  readonly probes: () => ProbeSet;
  /** What becomes of each cell. */
  readonly observed: () => Uint8Array;
  /** What the specification says of it under the plugin's profile. */
  readonly expected: () => Uint8Array;
  /** What a plugin makes of it that has just been started; `undefined`: it answers later. */
  readonly fresh: () => Uint8Array | undefined;
}

/**
 * Tells of every rest of a history, unless nothing has happened since the last but packets and time.
 *
 * @param skipped is called instead where an agent is down: what it leaves behind is not what the cluster asks for
 */
export function restsOf(
  engine: SimulatingEngine,
  profile: Profile,
  facts: Facts,
  listener: (rest: Rest) => void,
  skipped: () => void,
): HistoryListener {
  const policies = new Set<NetworkPolicy>();
  let isDisturbed = true;
  const see = ({ policies: now }: Cluster): void => {
    for (const policy of now) policies.add(policy);
  };
  return {
    acted: (simulation, { kind }) => {
      if (kind === 'apply') see(simulation.cluster());
      isDisturbed ||= kind === 'apply' || kind === 'agent' || kind === 'watch';
    },
    programmed: () => {
      isDisturbed = true;
    },
    stepped: (simulation, step, settled) => {
      if (!settled || !isDisturbed) return;
      const cluster = simulation.cluster();
      see(cluster);
      if (![...simulation.agents.values()].every((agent) => agent.isRunning())) return skipped();
      isDisturbed = false;
      listener(restOf({ engine, profile, facts, simulation, step, policies }));
    },
  };
}

/** Where and when something came to rest. */
interface Place extends Pick<Rest, 'simulation' | 'step'> {
  readonly engine: SimulatingEngine;
  readonly profile: Profile;
  readonly facts: Facts;
  /** Those of every moment so far. */
  readonly policies: ReadonlySet<NetworkPolicy>;
}

function restOf({ engine, profile, facts, simulation, step, policies }: Place): Rest {
  const cluster = simulation.cluster();
  const probes = (): ProbeSet =>
    facts.once(`probes ${step}`, () =>
      packetClasses(cluster, {
        protocols: ['TCP', 'UDP', 'SCTP', 'ICMP'],
        // The ends of blocks and ports are asked of each cluster by itself, whatever came before it.
        resolution: 'class',
        alsoCutBy: [...policies].filter((policy) => !cluster.policies.includes(policy)),
      }),
    );
  return {
    step,
    simulation,
    cluster,
    probes,
    observed: once(() => simulation.probeAll(probes())),
    expected: () => facts.once(`expected ${step}`, () => expectedOf(probes(), profile)),
    fresh: once(() => {
      const verdicts = engine.judge(probes());
      return verdicts instanceof Promise ? undefined : verdicts;
    }),
  };
}

/** What the specification says of every cell under a profile, one byte each. */
export function expectedOf(probes: ProbeSet, profile: Profile): Uint8Array {
  return matrix.of(probes.cluster, profile).judgeAll(probes);
}

/** What the specification says of a flow, with reasons. */
export function verdictOf(cluster: Cluster, profile: Profile, flow: Flow): Verdict {
  return reference.of(cluster, profile).evaluate(flow);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
