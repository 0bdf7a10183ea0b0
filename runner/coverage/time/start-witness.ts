import type { SimEngine } from '../../../engines/index.ts';
import type { Action, ClauseId, Pod } from '../../../model/index.ts';
import { flowOf, isFinished, objectKey } from '../../../model/index.ts';
import { playHistory, startOf } from '../../../properties/index.ts';
import type { SideProbe, Simulation } from '../../../sim/index.ts';
import type { Change, History } from './history-of.ts';
import { restBefore, upTo } from './history-of.ts';
import { RIGHT_PLUGIN, sideBin, told } from './plugins.ts';
import { sweepOf } from './sweep-of.ts';
import type { TimeWitness } from './time-witness.ts';

/** What is looked for when a pod has just come and nobody has handled it yet. */
export interface StartWitnessOptions {
  readonly clause: ClauseId;
  readonly plugin: SimEngine;
  /** What a side says then, */
  readonly observed: Action;
  /** and what it says once all is in effect. */
  readonly settled: Action;
  /** Whose sides: the new pod's alone, or those of others too. */
  readonly sides: 'of the new pod' | 'of all';
}

/** A clause about the moment at which a pod starts: on one of its flows a side says something else than later. */
export function startWitness(options: StartWitnessOptions): TimeWitness {
  const { clause, settled } = options;
  return {
    clause,
    bins: (['ingress', 'egress'] as const).map((direction) => startBin(direction, settled)),
    concerns: (history) => startsOf(history).length > 0,
    decides: (history, run) => binsOfStart(history, run, options),
  };
}

/** By what holds, and what somebody who goes wrong would have it be. */
function startBin(direction: SideProbe['direction'], settled: Action): string {
  return sideBin(direction, settled === 'deny' ? 'allow' : 'deny');
}

/** A pod that comes. */
type Start = Change & { readonly now: Pod };

/** The pods that come under policies which have all been handled. LIFE-1: the others are another question. */
function startsOf(history: History): readonly Start[] {
  return history.changes.filter((change): change is Start => {
    const { step, before, now, cluster } = change;
    if (before !== undefined || now?.kind !== 'Pod' || !hasPackets(now)) return false;
    const handled = history.clusters[restBefore(history, step)]!.policies;
    return cluster.policies.length > 0 && hasSame(handled, cluster.policies);
  });
}

function hasPackets(pod: Pod): boolean {
  return pod.podIPs.length > 0 && pod.nodeName !== undefined && !pod.hostNetwork && !isFinished(pod);
}

function hasSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}

function binsOfStart(history: History, run: number, options: StartWitnessOptions): readonly string[] {
  const starts = startsOf(history);
  const start = starts[run % starts.length];
  if (start === undefined) return [];
  const scenario = upTo(history, start.step);
  let bins: readonly string[] = [];
  playHistory(scenario, startOf(scenario, told(options.plugin, scenario.profile)), {
    acted: (simulation, action) => {
      const isStart = action.kind === 'apply' && action.event.object === start.now;
      if (isStart) bins = binsNow(objectKey(start.now), simulation, run, options);
    },
  });
  return bins;
}

function binsNow(
  pod: string,
  simulation: Simulation,
  run: number,
  { observed, settled, sides }: StartWitnessOptions,
): readonly string[] {
  const cluster = simulation.cluster();
  const later = RIGHT_PLUGIN.simulate({ cluster, profile: simulation.profile });
  const probes = sweepOf(cluster, new Set([pod]), run);
  const bins = [...probes.cells].flatMap((cell) => {
    const flow = flowOf(probes, cell);
    const then = later.probeSides(flow);
    return simulation
      .probeSides(flow)
      .filter((side) => (sides === 'of all' || side.pod === pod) && side.action === observed)
      .filter(({ pod: key, direction }) =>
        then.some((side) => side.pod === key && side.direction === direction && side.action === settled),
      )
      .map(({ direction }) => startBin(direction, settled));
  });
  return [...new Set(bins)];
}
