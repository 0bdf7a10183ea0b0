import type { AgentFaultSettings, ControllerFaultSettings, FaultSettings } from '../model/index.ts';
import type { WatchFaults } from './apiserver/index.ts';

/** {@link AgentFaultSettings} with nothing left open. */
export type AgentFaults = Required<AgentFaultSettings>;

/** {@link FaultSettings} with nothing left open. */
export interface Faults {
  readonly watch: WatchFaults;
  readonly agent: AgentFaults;
  readonly controller: Required<ControllerFaultSettings>;
}

/** The settings of a scenario, filled in: what is absent does not go wrong. */
export function faultsOf({ watch = {}, agent = {}, controller = {} }: FaultSettings = {}): Faults {
  const minDelay = watch.minDelay ?? 0;
  return {
    watch: {
      minDelay,
      maxDelay: watch.maxDelay ?? minDelay,
      reorderKinds: watch.reorderKinds ?? 0,
      duplicate: watch.duplicate ?? 0,
      lose: watch.lose ?? 0,
      relistDelay: watch.relistDelay ?? 0,
    },
    agent: {
      operationFailure: agent.operationFailure ?? 0,
      failAt: agent.failAt ?? 0,
      retryDelay: agent.retryDelay ?? 0,
      crash: agent.crash ?? 0,
      restartDelay: agent.restartDelay ?? 0,
      operationDelay: agent.operationDelay ?? 0,
    },
    controller: { workers: controller.workers ?? 0, workDelay: controller.workDelay ?? 0 },
  };
}

/** Nothing goes wrong. */
export const NO_FAULTS: Faults = faultsOf();
