import type { SimEngine, TimeMutant } from '../../../engines/index.ts';
import { RIGHT_DATAPATH, simEngine } from '../../../engines/index.ts';
import type { Action, Direction, PartialProfile } from '../../../model/index.ts';
import { POLARITIES } from '../bins/flow-bins.ts';

/** The simulated plugin that makes no mistake. */
export const RIGHT_PLUGIN: SimEngine = simEngine({ name: 'right', datapath: RIGHT_DATAPATH });

/** The simulated plugin that makes a mistake about time. */
export function wrongPlugin({ id, parts }: TimeMutant): SimEngine {
  return simEngine({ name: id, ...parts });
}

/** The plugin under a scenario's own answers. */
export function told(plugin: SimEngine, profile: PartialProfile): SimEngine {
  return Object.keys(profile).length === 0 ? plugin : plugin.withProfile(profile);
}

/** A side, and what it comes to in the place of its opposite: `ingress/deny→allow`. */
export function sideBin(direction: Direction, observed: Action): string {
  return `${direction}/${POLARITIES[observed === 'allow' ? 0 : 1]}`;
}
