import type { FlowProtocol, Profile } from '../../model/index.ts';
import type { ChangeKind, ExistingProfile } from './change-log.ts';
import { createChangeLog } from './change-log.ts';
import type { ConntrackBehaviour, PacketState, PassedHooks } from './behaviour.ts';
import { correctConntrack } from './behaviour.ts';
import type { Tuple } from './tuple.ts';
import { isSameTuple } from './tuple.ts';

/** The part of a profile that connection tracking reads. */
export type ConntrackProfile = ExistingProfile & Pick<Profile, 'udpIdleTicks'>;

/** What a node knows of a packet before its hooks are asked. */
export interface Tracking {
  readonly state: PacketState;
  /** The connection's verdict is older than a change that it must not outlive (CONN-4): judge it again first. */
  readonly stale: boolean;
}

/** Why a packet passed: it opened a connection, it was judged, or an earlier verdict was remembered. */
export type PassedAs = 'opened' | 'judged' | 'remembered';

/** One connection, for people. */
export interface TrackedConnection {
  readonly original: Tuple;
  readonly reply: Tuple;
  readonly replied: boolean;
  /** When its first packet passed. */
  readonly openedAt: number;
  /** The hooks that its first packet passed on this node. */
  readonly hooks: PassedHooks;
}

/** The connections that one node remembers. Times are virtual milliseconds. */
export interface ConntrackTable {
  /** What is known of a packet. `opening`: a TCP SYN or an SCTP INIT, which never belongs to what went before. */
  track(tuple: Tuple, now: number, opening: boolean): Tracking;
  /**
   * Remembers a packet that every hook of the node let pass, and a new connection by it. `original` is the
   * packet's own tuple, `reply` that of its answer.
   */
  confirm(original: Tuple, reply: Tuple, now: number, passage: PassedAs, hooks?: PassedHooks): void;
  /** Whether the tuple, in either direction, is that of a connection that has not idled out. */
  knows(tuple: Tuple, now: number): boolean;
  /** Forgets the connection of a packet, in whichever direction it goes: it was closed. */
  forget(tuple: Tuple): void;
  /** Forgets everything, or those that `doomed` names. */
  flush(doomed?: (connection: TrackedConnection) => boolean): void;
  /** A change of policies or labels is now in effect on this node. */
  noteChange(kind: ChangeKind, now: number): void;
  /** The connections that have not idled out. */
  connections(now: number): readonly TrackedConnection[];
}

interface Entry extends TrackedConnection {
  replied: boolean;
  lastSeen: number;
  judgedAt: number;
}

const NEW: Tracking = { state: 'new', stale: false };
const NO_HOOKS: PassedHooks = { all: 0, filtering: 0 };

/** An empty table. */
export function createConntrackTable(
  profile: ConntrackProfile,
  { stateOf }: ConntrackBehaviour = correctConntrack,
): ConntrackTable {
  const changes = createChangeLog(profile);
  const entries = createEntries();

  const live = (tuple: Tuple, now: number): Entry | undefined => {
    const entry = entries.find(tuple);
    if (entry === undefined || now - entry.lastSeen < idleLimit(entry, profile.udpIdleTicks)) return entry;
    entries.remove(entry);
    return undefined;
  };
  const forget = (tuple: Tuple): void => {
    const entry = entries.find(tuple);
    if (entry !== undefined) entries.remove(entry);
  };
  const insert = (original: Tuple, reply: Tuple, now: number, hooks: PassedHooks): void => {
    forget(original);
    forget(reply);
    const judgedAt = changes.count();
    entries.add({ original, reply, replied: false, openedAt: now, lastSeen: now, judgedAt, hooks });
  };

  return {
    track: (tuple, now, opening) => {
      const entry = live(tuple, now);
      const known = entry && {
        isReply: !isSameTuple(tuple, entry.original),
        replied: entry.replied,
        hooks: entry.hooks,
      };
      const state = stateOf({ tuple, opening, known });
      if (state === 'new') return NEW;
      return { state, stale: entry !== undefined && changes.isStale(entry.judgedAt, now) };
    },
    confirm: (original, reply, now, passage, hooks = NO_HOOKS) => {
      const entry = live(original, now);
      // A SYN on a known tuple is a new connection, whatever became of the old one (CONN-3).
      if (entry === undefined || passage === 'opened') return insert(original, reply, now, hooks);
      if (!isSameTuple(original, entry.original)) entry.replied = true;
      entry.lastSeen = now;
      if (passage === 'judged') entry.judgedAt = changes.count();
    },
    knows: (tuple, now) => live(tuple, now) !== undefined,
    forget,
    flush: (doomed = () => true) => {
      for (const entry of entries.all()) if (doomed(entry)) entries.remove(entry);
    },
    noteChange: changes.note,
    connections: (now) =>
      entries
        .all()
        .filter((entry) => live(entry.original, now) !== undefined)
        .map(withoutState),
  };
}

/** Connections by the tuples of both directions. */
interface Entries {
  find(tuple: Tuple): Entry | undefined;
  /** Neither of its tuples may be known. */
  add(entry: Entry): void;
  remove(entry: Entry): void;
  /** In the order in which they came. */
  all(): readonly Entry[];
}

/**
 * The newest connection waits outside the map until another comes: most are opened, answered and closed before that,
 * and never need a key.
 */
function createEntries(): Entries {
  const byKey = new Map<string, Entry>();
  let newest: Entry | undefined;
  const isNewest = (tuple: Tuple): boolean =>
    newest !== undefined && (isSameTuple(tuple, newest.original) || isSameTuple(tuple, newest.reply));
  return {
    find: (tuple) => {
      if (isNewest(tuple)) return newest;
      return byKey.size === 0 ? undefined : byKey.get(tuple.key);
    },
    add: (entry) => {
      if (newest !== undefined) {
        byKey.set(newest.original.key, newest);
        byKey.set(newest.reply.key, newest);
      }
      newest = entry;
    },
    remove: (entry) => {
      if (entry === newest) {
        newest = undefined;
        return;
      }
      byKey.delete(entry.original.key);
      byKey.delete(entry.reply.key);
    },
    all: () => [...new Set(byKey.values()), ...(newest === undefined ? [] : [newest])],
  };
}

function withoutState({ original, reply, replied, openedAt, hooks }: Entry): TrackedConnection {
  return { original, reply, replied, openedAt, hooks };
}

/** How long a connection may be silent, in milliseconds, as Linux has it where profiles do not say. */
const TCP_UNANSWERED_MS = 120_000;
const TCP_ESTABLISHED_MS = 432_000_000;
const ICMP_MS = 30_000;
const OTHER_MS = 600_000;

function idleLimit({ original, replied }: Entry, udpIdleTicks: number): number {
  const protocol: FlowProtocol = original.protocol;
  switch (protocol) {
    case 'TCP':
      return replied ? TCP_ESTABLISHED_MS : TCP_UNANSWERED_MS;
    case 'UDP':
    case 'SCTP':
      // CONN-6: how long an exchange counts as one connection is the plugin's choice.
      return udpIdleTicks;
    case 'ICMP':
      return ICMP_MS;
    default:
      return OTHER_MS;
  }
}
