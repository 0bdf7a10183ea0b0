import type { Disposition, Flow, Trace } from '../../model/index.ts';
import type { Carriage } from './carry.ts';
import { carryBack, carryError, carryForward } from './carry.ts';
import type { Network } from './network.ts';
import { FIRST_SOURCE_PORT } from './routing/gates.ts';
import type { Leg } from './routing/legs.ts';
import { legsOf } from './routing/legs.ts';
import type { Route } from './routing/route.ts';
import { routeOf } from './routing/route.ts';
import type { Walk } from './trace-builder.ts';
import { beginTrace, finishTrace, traceOf } from './trace-builder.ts';

/** A connection between two packets: plain data, to be kept by whoever opened it. */
export interface Connection {
  /** With the source port and the backend that were chosen, which stay for good. */
  readonly flow: Flow;
}

/** What is sent on a connection. `open` opens it again on the same tuple: a retransmitted SYN, or a reused port. */
export type PacketKind = 'open' | 'original' | 'reply' | 'related-icmp';

/** How to walk. */
export interface WalkOptions {
  /** Default `warm`. `cold`: every pod on the way must first be found by neighbour discovery. */
  readonly neighbours?: 'warm' | 'cold';
}

/**
 * Opens a connection: its first packet and the answer to it. Nodes remember as far as it came.
 *
 * @returns the connection, and the trace, delivered if the answer came back
 */
export function openConnection(
  network: Network,
  flow: Flow,
  options: WalkOptions = {},
): { readonly connection: Connection; readonly trace: Trace } {
  const way = flow.sourcePort === undefined ? freeWay(network, flow) : wayOf(network, flow);
  const { translation } = way.route;
  const settled =
    translation === undefined ? way.route.flow : { ...way.route.flow, backend: translation.backend };
  return { connection: { flow: settled }, trace: traceOf(openOn(network, way, settled, options)) };
}

function openOn(network: Network, way: Way, flow: Flow, options: WalkOptions): Walk {
  const carriage = carriageOn(network, way, flow, options);
  const there = carryForward(carriage, hasOpening(flow));
  return finishTrace(carriage.trace, there === 'delivered' ? carryBack(carriage) : there);
}

/** Sends one packet of a connection, by the cluster and the rules as they are now. */
export function sendPacket(
  network: Network,
  connection: Connection,
  packet: PacketKind,
  options: WalkOptions = {},
): Trace {
  const { flow } = connection;
  const carriage = carriageOn(network, wayOf(network, flow), flow, options);
  return traceOf(finishTrace(carriage.trace, carry(carriage, packet)));
}

function carry(carriage: Carriage, packet: PacketKind): Disposition {
  switch (packet) {
    case 'open':
      return carryForward(carriage, hasOpening(carriage.route.flow));
    case 'original':
      return carryForward(carriage, false);
    case 'reply':
      return carryBack(carriage);
    case 'related-icmp':
      return carryError(carriage);
  }
}

/** Ends a connection: every node on its way forgets it. */
export function closeConnection(network: Network, { flow }: Connection): void {
  forgetWay(network, wayOf(network, flow));
}

/**
 * Walks a new connection's first packet and its answer, and leaves nothing behind. A source port that is in use is
 * replaced by a free one: a walk is about what a new connection meets.
 */
export function walkNew(network: Network, flow: Flow, options: WalkOptions = {}): Walk {
  const way = freeWay(network, flow);
  const walk = openOn(network, way, flow, options);
  forgetWay(network, way);
  return walk;
}

/** {@link walkNew} in words. */
export function walkFlow(network: Network, flow: Flow, options: WalkOptions = {}): Trace {
  return traceOf(walkNew(network, flow, options));
}

/** A route with the nodes on it. */
interface Way {
  readonly route: Route;
  readonly legs: readonly Leg[];
}

function wayOf(network: Network, flow: Flow): Way {
  const route = routeOf(network, flow);
  return { route, legs: legsOf(route, network.profile) };
}

function forgetWay({ nodes }: Network, { legs }: Way): void {
  for (const { node, original } of legs) nodes.get(node)?.conntrack.forget(original);
}

function carriageOn(
  network: Network,
  { route, legs }: Way,
  flow: Flow,
  { neighbours = 'warm' }: WalkOptions,
): Carriage {
  return { network, route, legs, trace: beginTrace(flow), neighbours };
}

/** Only TCP and SCTP say that they open a connection; any other packet of a known tuple belongs to it. */
function hasOpening({ protocol }: Flow): boolean {
  return protocol === 'TCP' || protocol === 'SCTP';
}

const PORTS = 65_536;

/** The flow's way from the first source port, from its own upwards, that no node on it remembers. */
function freeWay(network: Network, flow: Flow): Way {
  const first = flow.sourcePort ?? FIRST_SOURCE_PORT;
  for (let offset = 0; offset < PORTS; offset++) {
    const way = wayOf(network, flowFromPort(flow, (first + offset) % PORTS));
    if (isFree(network, way)) return way;
  }
  return wayOf(network, flowFromPort(flow, first));
}

/** Spelled out: it is done for every walk, and to spread takes as long as a hook takes to answer. */
function flowFromPort({ source, destination, protocol, port, backend }: Flow, sourcePort: number): Flow {
  if (port === undefined) return { source, destination, protocol, sourcePort };
  if (backend === undefined) return { source, destination, protocol, port, sourcePort };
  return { source, destination, protocol, port, sourcePort, backend };
}

function isFree(network: Network, { legs }: Way): boolean {
  const now = network.now();
  for (const { node, original, reply } of legs) {
    const table = network.nodes.get(node)?.conntrack;
    if (table !== undefined && (table.knows(original, now) || table.knows(reply, now))) return false;
  }
  return true;
}
