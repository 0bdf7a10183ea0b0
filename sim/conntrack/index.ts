export type {
  ConntrackBehaviour,
  KnownConnection,
  PacketState,
  PassedHooks,
  TrackedPacket,
} from './behaviour.ts';
export { correctConntrack } from './behaviour.ts';
export type { ChangeKind } from './change-log.ts';
export type {
  ConntrackProfile,
  ConntrackTable,
  PassedAs,
  TrackedConnection,
  Tracking,
} from './conntrack-table.ts';
export { createConntrackTable } from './conntrack-table.ts';
export type { Tuple } from './tuple.ts';
export { formatTuple, reverseTuple, tupleOf } from './tuple.ts';
