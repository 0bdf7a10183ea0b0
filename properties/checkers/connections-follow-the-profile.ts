import type { Action, Cluster, ExistingConnections, Flow, ScenarioAction, Trace } from '../../model/index.ts';
import { formatFlow } from '../../model/index.ts';
import type { PacketKind, Simulation } from '../../sim/index.ts';
import { directionOf } from '../engine-agrees-with-reference.ts';
import { verdictOf } from './rest.ts';
import type { Checker, Checking } from './checker.ts';
import { allAgentsRun } from './checker.ts';
import { identityIn } from './window/index.ts';

/**
 * CONN-1, CONN-3, CONN-4: a packet that opens a connection is judged by the rules that are there, whoever had its
 * tuple before; the answer to one that was let in passes; what a later change does to it is the profile's to say.
 */
export const connectionsFollowTheProfile: Checker = {
  name: 'connections-follow-the-profile',
  sentence:
    'Replies of allowed connections pass, existing ones keep to the profile, and reused tuples are judged anew.',
  follow: (checking) => {
    const connections = new Map<string, Tracked>();
    const tuples = new Set<string>();
    const ports = new Set<string>();
    let changedAt: number | undefined;
    let step = 0;

    const expect = (
      simulation: Simulation,
      flow: Flow,
      expected: Action,
      trace: Trace,
      what: string,
    ): void => {
      checking.count(1);
      const observed: Action = trace.disposition === 'delivered' ? 'allow' : 'deny';
      if (observed === expected || checking.isOver()) return;
      const verdict = verdictOf(simulation.cluster(), checking.profile, flow);
      checking.report({
        step,
        summary: `${checking.engine.name} says ${observed} to ${what} of ${formatFlow(flow)}, which must be ${expected}`,
        direction: directionOf(verdict),
        expected,
        observed,
        flow,
        verdict,
        trace,
      });
    };

    const opened = (
      simulation: Simulation,
      name: string,
      flow: Flow,
      trace: Trace,
      answered: boolean,
    ): void => {
      const { sourcePort } = trace.flow;
      const tuple = formatFlow(flow) + String(sourcePort ?? '');
      const isFresh = !tuples.has(tuple) || flow.protocol === 'TCP' || flow.protocol === 'SCTP';
      tuples.add(tuple);
      const wanted = simulation.probe(flow);
      if (isFresh) expect(simulation, flow, wanted, trace, 'the opening packet and its answer');
      else checking.skip('a packet of a known tuple that opens nothing');
      const isDelivered = trace.disposition === 'delivered';
      const stands = isDelivered && isFresh;
      const port = `${flow.source.ip} ${sourcePort ?? ''}`;
      const refused = !isDelivered && wanted === 'deny' && !ports.has(port);
      ports.add(port);
      const ends = endsOf(simulation.cluster(), flow);
      const now = simulation.now();
      connections.set(name, { flow, stands, refused, answered, ends, since: now, used: now });
    };

    const sent = (simulation: Simulation, name: string, packet: PacketKind, trace: Trace): void => {
      const connection = connections.get(name);
      if (connection === undefined) return;
      // Nobody has answered that yet.
      if (packet === 'open') return opened(simulation, name, connection.flow, trace, false);
      const idle = simulation.now() - connection.used;
      connection.used = simulation.now();
      const wanted = wantedOf(checking, simulation, connection, { packet, idle, changedAt });
      if (wanted !== 'allow' && wanted !== 'deny') {
        // What is judged anew after every change has a verdict again once this one is in effect.
        connection.stands &&= wanted === 'in mid-change' && isJudgedAnew(checking);
        connection.refused = false;
        checking.skip(wanted);
        return;
      }
      expect(simulation, connection.flow, wanted, trace, `a ${packet} packet`);
      if (wanted === 'deny') connection.stands = false;
      else if (packet === 'reply') connection.answered = true;
    };

    return {
      stepped: (_, at) => {
        step = at + 1;
      },
      programmed: (simulation) => {
        changedAt = simulation.now();
      },
      acted: (simulation, action, trace) => {
        if (trace !== undefined) takePacket(action, trace, simulation, opened, sent);
        if (action.kind === 'close') connections.delete(action.connection);
      },
    };
  },
};

/** A connection as the checker knows it. */
interface Tracked {
  readonly flow: Flow;
  /** It was let in, and nothing has happened since that nobody can tell the outcome of. */
  stands: boolean;
  /** It was turned away, no packet of it has got any further since, and nobody had its port before. */
  refused: boolean;
  /** Until it was answered, every packet is judged like the one that opens it. */
  answered: boolean;
  /** Who its ends were. */
  readonly ends: string;
  readonly since: number;
  used: number;
}

interface Sending {
  readonly packet: Exclude<PacketKind, 'open'>;
  /** Milliseconds since the last packet. */
  readonly idle: number;
  /** When rules last changed anywhere. */
  readonly changedAt: number | undefined;
}

/** What must become of a packet, or why nobody can tell. */
function wantedOf(
  { profile }: Checking,
  simulation: Simulation,
  { flow, stands, refused, answered, ends, since }: Tracked,
  { packet, idle, changedAt }: Sending,
):
  | Action
  | 'no connection'
  | 'not answered yet'
  | 'its ends have changed'
  | 'idle for too long'
  | 'in mid-change'
  | 'modes differ'
  | 'an agent is down' {
  // Where nobody may open a connection, no packet passes that only looks as if it belonged to one (CONN-3).
  if (refused && packet === 'original' && simulation.probe(flow) === 'deny') return 'deny';
  if (!stands) return 'no connection';
  if (!answered && packet !== 'reply') return 'not answered yet';
  if (endsOf(simulation.cluster(), flow) !== ends) return 'its ends have changed';
  if (flow.protocol !== 'TCP' && idle >= idleLimit(flow, profile.udpIdleTicks)) return 'idle for too long';
  if (!allAgentsRun(simulation)) return 'an agent is down';
  if (packet === 'related-icmp' && profile.relatedIcmp === 'deny') return 'modes differ';
  const mode = profile.existingConnections;
  if (mode === 'per-packet') return simulation.probe(flow);
  if (mode !== profile.labelChangeOnExisting) return 'modes differ';
  if (mode === 'keep-until-close') return 'allow';
  if (changedAt === undefined || changedAt < since) return 'allow';
  if (!simulation.isSettled()) return 'in mid-change';
  return simulation.now() >= changedAt + delayOf(mode) ? simulation.probe(flow) : 'in mid-change';
}

function isJudgedAnew({ profile }: Checking): boolean {
  return profile.existingConnections === 'reevaluate-on-change';
}

function idleLimit({ protocol }: Flow, udpIdleTicks: number): number {
  return protocol === 'UDP' || protocol === 'SCTP' ? udpIdleTicks : 30_000;
}

function delayOf(mode: ExistingConnections): number {
  return Number(/^flush-after\((\d+)\)$/.exec(mode)?.[1] ?? 0);
}

/** Who holds the ends now: another pod, another address or another Service's backend is another connection. */
function endsOf(cluster: Cluster, { source, destination, backend }: Flow): string {
  const nodeOf = (node: string): string =>
    JSON.stringify(cluster.nodes.find(({ name }) => name === node) ?? 'gone');
  const of = (end: Flow['destination'] | undefined): string => {
    if (end === undefined) return '';
    switch (end.kind) {
      case 'pod':
        return identityIn(cluster, end.pod) ?? 'gone';
      case 'hostNetwork':
        return `${identityIn(cluster, end.pod)} ${nodeOf(end.node)}`;
      case 'service': {
        const service = cluster.services.find(
          ({ namespace, name }) => `${namespace}/${name}` === end.service,
        );
        return service === undefined ? 'gone' : JSON.stringify(service);
      }
      case 'node':
        return nodeOf(end.node);
      case 'external':
        return end.ip;
    }
  };
  return [source, destination, backend?.endpoint].map(of).join(' → ');
}

function takePacket(
  action: ScenarioAction,
  trace: Trace,
  simulation: Simulation,
  opened: (simulation: Simulation, name: string, flow: Flow, trace: Trace, answered: boolean) => void,
  sent: (simulation: Simulation, name: string, packet: PacketKind, trace: Trace) => void,
): void {
  if (action.kind === 'open') opened(simulation, action.connection, action.flow, trace, true);
  if (action.kind === 'send') sent(simulation, action.connection, action.packet, trace);
}
