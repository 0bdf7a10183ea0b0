import type { SimEngine, TimeMutant } from '../../../engines/index.ts';
import { playHistory, startOf } from '../../../properties/index.ts';
import type { Concerned } from './concerned.ts';
import { differingBins } from './differing-bins.ts';
import type { History } from './history-of.ts';
import { upTo } from './history-of.ts';
import { RIGHT_PLUGIN, told, wrongPlugin } from './plugins.ts';
import { sweepOf } from './sweep-of.ts';
import type { TimeWitness } from './time-witness.ts';

/**
 * A clause about what holds once everything has taken effect: the mutant lives through the history up to some rest, and
 * is compared with the right plugin, which after any history is what it would be if it had just been started.
 *
 * @param concerned of whose flows the verdicts can differ
 * @param bins those that the mistake can come to
 */
export function restWitness(mutant: TimeMutant, concerned: Concerned, bins: readonly string[]): TimeWitness {
  const wrong = wrongPlugin(mutant);
  const [, variant] = mutant.id.split('/');
  const named = (bin: string): string => (variant === undefined ? bin : `${bin}/${variant}`);
  return {
    clause: mutant.clause,
    bins: bins.map(named),
    concerns: (history) => restsOf(history, concerned).length > 0,
    decides: (history, run) => binsAtRest(history, wrong, concerned, run).map(named),
  };
}

/** The steps after which all is in effect and somebody is concerned. */
function restsOf(history: History, concerned: Concerned): readonly number[] {
  return history.scenario.steps.flatMap(({ settled }, index) =>
    settled && concerned(history, index + 1).size > 0 ? [index + 1] : [],
  );
}

function binsAtRest(
  history: History,
  wrong: SimEngine,
  concerned: Concerned,
  run: number,
): readonly string[] {
  const rests = restsOf(history, concerned);
  const at = rests[run % rests.length];
  if (at === undefined) return [];
  const scenario = upTo(history, at);
  let bins: readonly string[] = [];
  playHistory(scenario, startOf(scenario, told(wrong, scenario.profile)), {
    stepped: (simulation, step) => {
      if (step !== at) return;
      const probes = sweepOf(simulation.cluster(), concerned(history, at), run);
      bins = differingBins(simulation, told(RIGHT_PLUGIN, scenario.profile), probes);
    },
  });
  return bins;
}
