import type { Direction, FlowProtocol, Profile } from '../../../model/index.ts';
import type { HookPacket } from '../../datapath/datapath.ts';
import type { HookEnds } from '../../datapath/sweep.ts';
import type { Route } from './route.ts';
import { nodeOfSite } from './route.ts';
import type { Site } from './topology.ts';
import { egressViews, ingressPort } from './translation.ts';

/** One question to one pod's hook. */
export interface Gate {
  readonly pod: string;
  readonly node: string;
  readonly direction: Direction;
  /** What the hook compares, as a new connection; one match of several is enough (SVC-3, SVC-4). */
  readonly packets: readonly HookPacket[];
}

/** The source port of flows that do not say (PORT-17: verdicts never depend on it). */
export const FIRST_SOURCE_PORT = 49_152;

/** The hook of the client, where it is a pod that policies can select. */
export function egressGate(route: Route, profile: Profile): Gate | undefined {
  const subject = subjectAt(route.client, profile);
  if (subject === undefined || route.exempt !== undefined) return undefined;
  const { client, server, translation, flow } = route;
  const packets =
    translation === undefined
      ? [packetTo(route, client.ip, server.ip, flow.port, false)]
      : egressViews(translation, profile).map(({ ip, port, dialled }) => {
          const packet = packetTo(route, client.ip, ip, port, false);
          return dialled === undefined ? packet : { ...packet, dialled };
        });
  return { pod: subject.pod, node: subject.node, direction: 'egress', packets };
}

/** The hook of the server, where it is a pod that policies can select. */
export function ingressGate(route: Route, profile: Profile): Gate | undefined {
  const subject = subjectAt(route.server, profile);
  if (subject === undefined || route.exempt !== undefined) return undefined;
  const { server, seen, translation, flow } = route;
  const port = translation === undefined ? flow.port : ingressPort(translation, profile);
  const local = sourceNode(route, profile) === subject.node;
  const packets = [packetTo(route, seen.ip, server.ip, port, local)];
  return { pod: subject.pod, node: subject.node, direction: 'ingress', packets };
}

/** The node whose own traffic this is as the server sees it (NODE-1, SVC-7); never that of another pod (NODE-5). */
function sourceNode({ client, seen }: Route, profile: Profile): string | undefined {
  if (seen.node !== undefined) return seen.node;
  // HOST-3: a plugin that singles out hostNetwork pods does not take them for their node.
  return client.kind === 'node' && subjectAt(client, profile) === undefined ? client.node : undefined;
}

/** A pod that a node has a hook for. */
interface Subject {
  readonly pod: string;
  readonly node: string;
}

/** The end, if it has a hook. HOST-1: a hostNetwork pod has one where the plugin can single it out. */
function subjectAt(site: Site, profile: Profile): Subject | undefined {
  const isPod = site.kind === 'pod' || (site.kind === 'node' && profile.hostNetworkPods === 'as-pod');
  return isPod && site.pod !== undefined && site.node !== undefined ? (site as Subject) : undefined;
}

function packetTo(
  { flow }: Route,
  source: string,
  destination: string,
  port: number | undefined,
  fromLocalNode: boolean,
): HookPacket {
  return packetOn(flow.protocol, port, { source, destination, fromLocalNode }, flow.sourcePort);
}

const NO_ENDS: HookEnds = { source: '', destination: '', fromLocalNode: false };

/** The first packet of a connection, as a hook sees it; without ends, it stands for all on that port. */
export function packetOn(
  protocol: FlowProtocol,
  port: number | undefined,
  { source, destination, fromLocalNode }: HookEnds = NO_ENDS,
  sourcePort = FIRST_SOURCE_PORT,
): HookPacket {
  if (protocol === 'ICMP') {
    return { source, destination, protocol, icmpType: 'echo-request', state: 'new', fromLocalNode };
  }
  if (port === undefined) return { source, destination, protocol, state: 'new', fromLocalNode };
  return { source, destination, protocol, sourcePort, destinationPort: port, state: 'new', fromLocalNode };
}

/** The same pod's hook for the packets that answer. */
export function answeringGate({ pod, node, direction, packets }: Gate, route: Route): Gate {
  const answering = direction === 'egress' ? 'ingress' : 'egress';
  const isFromNode = answering === 'ingress' && route.server.kind === 'node';
  const fromLocalNode = isFromNode && nodeOfSite(route.server) === node;
  return { pod, node, direction: answering, packets: [answerTo(packets[0]!, fromLocalNode)] };
}

function answerTo(packet: HookPacket, fromLocalNode: boolean): HookPacket {
  const { protocol, source: destination, destination: source } = packet;
  if (protocol === 'ICMP') {
    return { source, destination, protocol, icmpType: 'echo-reply', state: 'new', fromLocalNode };
  }
  const { sourcePort: destinationPort, destinationPort: sourcePort } = packet;
  if (sourcePort === undefined || destinationPort === undefined) {
    return { source, destination, protocol, state: 'new', fromLocalNode };
  }
  return { source, destination, protocol, sourcePort, destinationPort, state: 'new', fromLocalNode };
}

/** The hook as an ICMP error meets it that speaks of the gate's connection. */
export function errorGate(gate: Gate): Gate {
  const packets = gate.packets.map(({ source, destination, fromLocalNode }): HookPacket => ({
    source,
    destination,
    protocol: 'ICMP',
    icmpType: 'error',
    state: 'new',
    fromLocalNode,
  }));
  return { pod: gate.pod, node: gate.node, direction: gate.direction, packets };
}
