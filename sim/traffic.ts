import type { Action, Flow, ProbeSet, Trace } from '../model/index.ts';
import { FencepostError } from '../model/index.ts';
import type { Connection, Network, PacketKind, SideProbe, WalkOptions } from './path/index.ts';
import {
  closeConnection,
  openConnection,
  probeAction,
  probeAll,
  probeSides,
  sendPacket,
  walkFlow,
} from './path/index.ts';
import type { Recorder } from './recorder.ts';

/** The packets of a simulation. */
export interface Traffic {
  /** Opens a connection under a name; one that had the name is left alone and forgotten. */
  open(name: string, flow: Flow): Trace;
  /** Whether a connection of that name was opened and not closed. */
  has(name: string): boolean;
  /** @throws FencepostError `input` for a connection that was not opened */
  send(name: string, packet: PacketKind): Trace;
  /** Ends a connection; one that was never opened is none. */
  close(name: string): void;
  /** Whether a new connection would get through now. */
  probe(flow: Flow): Action;
  /** {@link probe} for every cell, one byte each: 1 where the connection would get through. */
  probeAll(probes: ProbeSet): Uint8Array;
  /** What each hook on its way, or each of one node, would say to a new connection now. */
  probeSides(flow: Flow, on?: string): readonly SideProbe[];
  /** The way of a new connection's first packet and its answer. Leaves nothing behind. */
  walk(flow: Flow): Trace;
}

/** No connections yet. */
export function createTraffic(
  network: Network,
  recorder: Pick<Recorder, 'walked'>,
  neighbours: NonNullable<WalkOptions['neighbours']>,
): Traffic {
  const connections = new Map<string, Connection>();
  const options: WalkOptions = { neighbours };
  return {
    open: (name, flow) => {
      const { connection, trace } = openConnection(network, flow, options);
      connections.set(name, connection);
      recorder.walked(`${name} opened`, trace);
      return trace;
    },
    has: (name) => connections.has(name),
    send: (name, packet) => {
      const connection = connections.get(name);
      if (connection === undefined) throw new FencepostError('input', `no connection '${name}' was opened`);
      const trace = sendPacket(network, connection, packet, options);
      recorder.walked(`${name} ${packet}`, trace);
      return trace;
    },
    close: (name) => {
      const connection = connections.get(name);
      if (connection !== undefined) closeConnection(network, connection);
      connections.delete(name);
    },
    probe: (flow) => probeAction(network, flow),
    probeAll: (probes) => probeAll(network, probes),
    probeSides: (flow, on) => probeSides(network, flow, on),
    walk: (flow) => walkFlow(network, flow, options),
  };
}
