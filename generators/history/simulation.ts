import type { Random } from 'fast-check';
import type {
  AgentFaultSettings,
  FaultSettings,
  SimulationSettings,
  WatchFaultSettings,
} from '../../model/index.ts';
import { oneIn, pick } from '../random.ts';
import type { HistoryFeature } from './history-settings.ts';

const PROBABILITIES: readonly number[] = [0.02, 0.1, 0.3];
/** What overtakes must do so often, or two that matter to each other hardly ever meet. */
const REORDERINGS: readonly number[] = [0.1, 0.4, 1];
/** Agents that die at every turn never get anything done. */
const CRASH_PROBABILITIES: readonly number[] = [0.01, 0.05];
/** Milliseconds, from next to nothing to longer than most waits. */
const DELAYS: readonly number[] = [1, 10, 100, 1000];
const OPERATION_DELAYS: readonly number[] = [1, 5, 20];

/** Draws how a simulator is to run a history: its seed, and what goes wrong. */
export function drawSimulation(
  random: Random,
  on: Readonly<Record<HistoryFeature, boolean>>,
): SimulationSettings {
  const watch = drawWatchFaults(random, on);
  const agent = drawAgentFaults(random, on);
  const faults: FaultSettings = {
    ...(Object.keys(watch).length === 0 ? {} : { watch }),
    ...(Object.keys(agent).length === 0 ? {} : { agent }),
    ...(on.controllers
      ? { controller: { workers: random.nextInt(1, 4), workDelay: pick(random, DELAYS) } }
      : {}),
  };
  return {
    seed: random.nextInt(0, 0x7fff_ffff),
    ...(Object.keys(faults).length === 0 ? {} : { faults }),
    ...(on.coldNeighbours ? { neighbours: 'cold' } : {}),
  };
}

function drawWatchFaults(random: Random, on: Readonly<Record<HistoryFeature, boolean>>): WatchFaultSettings {
  // Events that take no time cannot overtake each other.
  const delayed = on.watchDelays || on.watchReordering;
  const minDelay = oneIn(random, 2) ? 0 : pick(random, DELAYS);
  return {
    ...(delayed && minDelay > 0 ? { minDelay } : {}),
    ...(delayed ? { maxDelay: minDelay + pick(random, DELAYS) } : {}),
    ...(on.watchReordering ? { reorderKinds: pick(random, REORDERINGS) } : {}),
    ...(on.watchDuplicates ? { duplicate: pick(random, PROBABILITIES) } : {}),
    ...(on.watchLosses ? { lose: pick(random, PROBABILITIES), relistDelay: pick(random, DELAYS) } : {}),
  };
}

function drawAgentFaults(random: Random, on: Readonly<Record<HistoryFeature, boolean>>): AgentFaultSettings {
  return {
    ...(on.operationFailures
      ? { operationFailure: pick(random, PROBABILITIES), retryDelay: pick(random, DELAYS) }
      : {}),
    ...(on.agentCrashes
      ? { crash: pick(random, CRASH_PROBABILITIES), restartDelay: pick(random, DELAYS) }
      : {}),
    ...(on.slowOperations ? { operationDelay: pick(random, OPERATION_DELAYS) } : {}),
  };
}
