import type { Equipment } from '../campaign-plan.ts';
import { createNotebook } from '../findings/notebook.ts';
import type { Lane, LaneSurroundings } from '../lanes/lane.ts';
import { createLane } from '../lanes/lane.ts';
import { mergeCoverage } from '../../coverage/merge-coverage.ts';
import { pairsOf } from '../lanes/tallies.ts';
import type { Witness } from './black-box.ts';
import { NO_WITNESS } from './black-box.ts';
import type { Station } from './station.ts';

/** What a station works with. */
export interface StationOptions extends Equipment, Pick<LaneSurroundings, 'seed' | 'settings' | 'halt'> {
  readonly probes?: number | undefined;
  readonly witness?: Witness;
}

/** A station in this thread. Its lanes advance case by case, so that the cases come in their order. */
export function localStation(options: StationOptions): Station {
  const { seed, probes, halt, witness = NO_WITNESS } = options;
  const pairs = pairsOf(options.engines, options.properties);
  const notebook = createNotebook(pairs, seed, probes);
  const check = probes === undefined ? {} : { probes };
  const lanes = new Map<number, Lane>();
  const laneOf = (number: number): Lane => {
    const lane = lanes.get(number) ?? createLane(number, { ...options, check, pairs, notebook, witness });
    lanes.set(number, lane);
    return lane;
  };
  return {
    stride: 1,
    async round(order) {
      const { next, tallies } = await laneOf(order.lane).round(order);
      return { lane: order.lane, next, tallies, ...notebook.page() };
    },
    async reduce(key) {
      witness.reduction();
      const draft = await notebook.reduce(key, halt.reductions);
      witness.rest();
      return draft;
    },
    coverage: async () => mergeCoverage([...lanes.values()].map((lane) => lane.coverage())),
    close: async () => {},
  };
}
