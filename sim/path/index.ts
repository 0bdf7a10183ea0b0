export { datapathProfileOf } from './datapath-profile.ts';
export type { Connection, PacketKind, WalkOptions } from './connection.ts';
export { closeConnection, openConnection, sendPacket, walkFlow } from './connection.ts';
export type { Fragment } from './fragments.ts';
export { walkFragments } from './fragments.ts';
export type { Network, NodeDatapath } from './network.ts';
export type { SideProbe } from './probe.ts';
export { probeAction, probeSides } from './probe.ts';
export { topologyOf } from './routing/topology.ts';
