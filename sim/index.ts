export type {
  AgentBehaviour,
  AgentView,
  CacheBehaviour,
  FittedIntent,
  ForeignState,
  NodeAgent,
  NodeLimits,
  PlannedOperation,
  PolicyReading,
  Program,
  ProgrammingBehaviour,
} from './agent/index.ts';
export {
  CORRECT_BEHAVIOUR,
  fitClosed,
  intentFor,
  programOn,
  reasonAgainst,
  viewOfCluster,
} from './agent/index.ts';
export type { RuleTable } from './datapath/datapath.ts';
export type { DatapathMaker, DatapathName } from './datapaths.ts';
export { DATAPATHS } from './datapaths.ts';
export type { PacketKind, SideProbe } from './path/index.ts';
export { probeAction, walkFlow } from './path/index.ts';
export type { NetworkParts, SettledNetwork } from './settled-network.ts';
export { settledNetwork } from './settled-network.ts';
export type { Simulation, SimulationOptions } from './simulation.ts';
export { createSimulation } from './simulation.ts';
