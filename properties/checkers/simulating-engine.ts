import type { Engine } from '../../engines/index.ts';
import type { PartialProfile } from '../../model/index.ts';

/** An engine that can be followed through time. */
export type SimulatingEngine = Engine & Required<Pick<Engine, 'simulate'>>;

/** Whether an engine can be followed through time. */
export function canSimulate(engine: Engine): engine is SimulatingEngine {
  return engine.simulate !== undefined;
}

/** The engine with the answers of a scenario before its own, where the scenario has any and the engine listens. */
export function toldOf(engine: SimulatingEngine, profile: PartialProfile): SimulatingEngine {
  if (Object.keys(profile).length === 0) return engine;
  const told = engine.withProfile?.({ ...engine.capabilities.profile, ...profile }) ?? engine;
  return canSimulate(told) ? told : engine;
}
