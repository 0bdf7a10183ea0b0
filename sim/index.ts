export type {
  AgentBehaviour,
  AgentView,
  CacheBehaviour,
  FittedIntent,
  ForeignState,
  NodeAgent,
  KnownPod,
  NodeLimits,
  PlannedOperation,
  PodTraits,
  PolicyReading,
  Program,
  ProgrammingBehaviour,
  ReadingContext,
} from './agent/index.ts';
export {
  CORRECT_BEHAVIOUR,
  fitClosed,
  intentFor,
  programOn,
  reasonAgainst,
  viewOfCluster,
} from './agent/index.ts';
export type { WatchEvent } from './apiserver/index.ts';
export type { EventQueue } from './clock/index.ts';
export { createEventQueue } from './clock/index.ts';
export type { ConntrackBehaviour, TrackedConnection, TrackedPacket } from './conntrack/index.ts';
export type { AclCompiler, AclOperation, AclState } from './datapath/acl/index.ts';
export { ACL_COMPILER, aclDatapath, aclOperation } from './datapath/acl/index.ts';
export type { Datapath, HookPacket, HookVerdict, Operation, RuleTable } from './datapath/datapath.ts';
export type { EbpfCompiler, EbpfOperation, EbpfState } from './datapath/ebpf/index.ts';
export { EBPF_COMPILER, ebpfDatapath } from './datapath/ebpf/index.ts';
export type * from './datapath/intent.ts';
export type { IptablesCompiler, IptablesOperation, IptablesState } from './datapath/iptables/index.ts';
export { IPTABLES_COMPILER, iptablesDatapath, iptablesOperation } from './datapath/iptables/index.ts';
export type { NftTransaction, Ruleset } from './datapath/nftables/index.ts';
export { nftablesDatapath } from './datapath/nftables/index.ts';
export type { DatapathMaker, DatapathName } from './datapaths.ts';
export { DATAPATHS } from './datapaths.ts';
export type { LateStep, PacketKind, SideProbe, Walk } from './path/index.ts';
export { datapathProfileOf, probeAction, probeAll, traceOf, walkFlow, walkNew } from './path/index.ts';
export type { NetworkParts, SettledNetwork } from './settled-network.ts';
export { settledNetwork } from './settled-network.ts';
export type { Simulation, SimulationOptions } from './simulation.ts';
export { createSimulation } from './simulation.ts';
