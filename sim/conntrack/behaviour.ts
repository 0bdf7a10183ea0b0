import type { Tuple } from './tuple.ts';

/**
 * What a packet is to a node: `new` as well on a connection that nobody has answered yet, for its packets are judged
 * like the first. An `invalid` one is dropped before any hook is asked; to a right node none is.
 */
export type PacketState = 'new' | 'established' | 'reply' | 'invalid';

/** A packet, and the connection that the node remembers under its tuple. */
export interface TrackedPacket {
  readonly tuple: Tuple;
  /** A TCP SYN or an SCTP INIT. */
  readonly opening: boolean;
  readonly known: KnownConnection | undefined;
}

/** The hooks that let a packet pass on a node. */
export interface PassedHooks {
  readonly all: number;
  /** Those of pods that are isolated. */
  readonly filtering: number;
}

/** What is remembered of a connection. */
export interface KnownConnection {
  /** The packet goes back to whoever opened it. */
  readonly isReply: boolean;
  readonly replied: boolean;
  /** The hooks that its first packet passed here. */
  readonly hooks: PassedHooks;
}

/** How a node takes packets. A wrong one is the right one with its function replaced. */
export interface ConntrackBehaviour {
  /** What a packet is, by what is remembered (CONN-1, CONN-3). */
  readonly stateOf: (packet: TrackedPacket) => PacketState;
}

/** What is right. */
export const correctConntrack: ConntrackBehaviour = {
  stateOf: ({ opening, known }) => {
    if (known === undefined || opening) return 'new';
    if (known.isReply) return 'reply';
    return known.replied ? 'established' : 'new';
  },
};
