import type { SimEngine, TimeMutant } from '../../../engines/index.ts';
import type { Flow } from '../../../model/index.ts';
import { probesOfFlows } from '../../../model/index.ts';
import { playHistory, startOf } from '../../../properties/index.ts';
import { differingBins } from './differing-bins.ts';
import type { History } from './history-of.ts';
import { upTo } from './history-of.ts';
import { RIGHT_PLUGIN, sideBin, told, wrongPlugin } from './plugins.ts';
import type { TimeWitness } from './time-witness.ts';

/**
 * A clause about connections between two who have met before: the mutant lives through the history, and at some rest
 * those are asked about that it has let through.
 */
export function reopeningWitness(mutant: TimeMutant): TimeWitness {
  const wrong = wrongPlugin(mutant);
  return {
    clause: mutant.clause,
    bins: [sideBin('ingress', 'allow'), sideBin('egress', 'allow')],
    concerns: (history) => restsOf(history).length > 0,
    decides: (history, run) => binsOfReopening(history, wrong, run),
  };
}

/** The steps after which all is in effect, behind one in which a policy changes and one in which somebody connects. */
function restsOf({ scenario: { steps } }: History): readonly number[] {
  const opened = steps.findIndex(({ actions }) =>
    actions.some((action) => action.kind === 'open' && isDirect(action.flow)),
  );
  const changed = steps.findIndex(
    ({ actions }, index) =>
      index >= opened &&
      actions.some((action) => action.kind === 'apply' && action.event.object.kind === 'NetworkPolicy'),
  );
  if (opened < 0 || changed < 0) return [];
  return steps.flatMap(({ settled }, index) => (settled && index >= changed ? [index + 1] : []));
}

function isDirect({ backend, destination }: Flow): boolean {
  return backend === undefined && destination.kind !== 'service';
}

function binsOfReopening(history: History, wrong: SimEngine, run: number): readonly string[] {
  const rests = restsOf(history);
  const at = rests[run % rests.length];
  if (at === undefined) return [];
  const scenario = upTo(history, at);
  const met: Flow[] = [];
  let bins: readonly string[] = [];
  playHistory(scenario, startOf(scenario, told(wrong, scenario.profile)), {
    acted: (_simulation, action, trace) => {
      const isOpened = action.kind === 'open' && trace?.disposition === 'delivered';
      if (isOpened && isDirect(action.flow)) met.push(action.flow);
    },
    stepped: (simulation, step) => {
      if (step !== at || met.length === 0) return;
      const probes = probesOfFlows(simulation.cluster(), met);
      bins = differingBins(simulation, told(RIGHT_PLUGIN, scenario.profile), probes);
    },
  });
  return bins;
}
