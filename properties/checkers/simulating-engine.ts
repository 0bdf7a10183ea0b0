import type { Engine } from '../../engines/index.ts';

/** An engine that can be followed through time. */
export type SimulatingEngine = Engine & Required<Pick<Engine, 'simulate'>>;

/** Whether an engine can be followed through time. */
export function canSimulate(engine: Engine): engine is SimulatingEngine {
  return engine.simulate !== undefined;
}
