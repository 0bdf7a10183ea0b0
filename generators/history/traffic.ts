import type { Cluster, Flow, HostEndpoint, ScenarioAction } from '../../model/index.ts';
import { familyOf, hasPorts, isFinished, objectKey, translatedEnds } from '../../model/index.ts';
import { oneIn, pick } from '../random.ts';
import type { World } from './world.ts';

/** Source ports begin here: well away from what anybody listens on. */
const FIRST_SOURCE_PORT = 40_000;

/** A connection is opened. Where tuples are to be used again it says from which port. */
export function openConnection(world: World): readonly ScenarioAction[] {
  const flow = drawFlow(world);
  if (flow === undefined) return [];
  return [openFlow(world, flow)[1]];
}

/** The flow is opened as a connection with a name of its own. */
export function openFlow(world: World, flow: Flow): readonly [name: string, action: ScenarioAction] {
  const number = world.open.size + world.closed.size + 1;
  const sourcePort = FIRST_SOURCE_PORT + number;
  const whole = world.on.reusedTuples && hasPorts(flow.protocol) ? { ...flow, sourcePort } : flow;
  const name = `c${number}`;
  return [name, openAs(world, name, whole)];
}

function openAs(world: World, connection: string, flow: Flow): ScenarioAction {
  world.open.set(connection, flow);
  world.closed.delete(connection);
  return { kind: 'open', connection, flow };
}

/** A packet of an open connection is sent. */
export function useConnection(world: World): readonly ScenarioAction[] {
  if (world.open.size === 0) return [];
  return [sendOn(world, pick(world.scene.draft.random, [...world.open.keys()]))];
}

/** A packet of the connection is sent: the one that opens it, an error about it, an answer or any other. */
export function sendOn({ scene, on }: World, connection: string): ScenarioAction {
  const { random } = scene.draft;
  if (on.retransmissions && oneIn(random, 4)) return { kind: 'send', connection, packet: 'open' };
  if (on.relatedErrors && oneIn(random, 4)) return { kind: 'send', connection, packet: 'related-icmp' };
  return { kind: 'send', connection, packet: on.replies && oneIn(random, 2) ? 'reply' : 'original' };
}

/** A connection is closed. */
export function closeConnection(world: World): readonly ScenarioAction[] {
  if (world.open.size === 0) return [];
  return [closeAs(world, pick(world.scene.draft.random, [...world.open.keys()]))];
}

function closeAs(world: World, connection: string): ScenarioAction {
  world.closed.set(connection, world.open.get(connection)!);
  world.open.delete(connection);
  return { kind: 'close', connection };
}

/** The connection is opened again on its tuple; whether it was closed before, nodes may not have seen. */
export function reopenAs(world: World, connection: string): ScenarioAction[] {
  const flow = world.open.get(connection)!;
  const closed = oneIn(world.scene.draft.random, 2) ? [closeAs(world, connection)] : [];
  return [...closed, openAs(world, connection, flow)];
}

/** A closed connection is opened again on its tuple, by and to whoever has the addresses now. */
export function reopenConnection(world: World): readonly ScenarioAction[] {
  if (world.closed.size === 0) return [];
  const [connection, flow] = pick(world.scene.draft.random, [...world.closed]);
  const again = flowNow(world.cluster, flow);
  return again === undefined ? [] : [openAs(world, connection, again)];
}

/** The flow between those who have its addresses now; `undefined` where one of them is nobody's. */
function flowNow(cluster: Cluster, flow: Flow): Flow | undefined {
  const ends = hostEnds(cluster);
  const owner = (ip: string): HostEndpoint | undefined => ends.find((end) => end.ip === ip);
  const source = owner(flow.source.ip);
  if (source === undefined) return undefined;
  if (flow.backend === undefined) {
    const destination = owner(flow.destination.ip);
    return destination && { ...flow, source, destination };
  }
  const way = translatedEnds(cluster).find(
    ({ end, protocol, port }) =>
      end.endpoint.ip === flow.destination.ip && protocol === flow.protocol && port === flow.port,
  );
  return way && { ...flow, source, destination: way.end.endpoint, backend: way.end.backend };
}

/** Everything that can open or accept a connection in its own name now. */
function hostEnds({ pods, nodes, externals }: Cluster): HostEndpoint[] {
  return [
    ...pods
      .filter((pod) => !isFinished(pod))
      .flatMap((pod) =>
        pod.podIPs.map((ip): HostEndpoint => {
          const key = objectKey(pod);
          return pod.hostNetwork
            ? { kind: 'hostNetwork', ip, pod: key, node: pod.nodeName! }
            : { kind: 'pod', ip, pod: key };
        }),
      ),
    ...nodes.flatMap(({ name, addresses }) =>
      addresses.map((ip): HostEndpoint => ({ kind: 'node', ip, node: name })),
    ),
    ...externals.map(({ ip }): HostEndpoint => ({ kind: 'external', ip })),
  ];
}

/** A flow between two of the ends that the case has connections for; at least one end is mostly a pod. */
function drawFlow(world: World): Flow | undefined {
  const { random } = world.scene.draft;
  const { on, cluster } = world;
  const ends = hostEnds(cluster).filter(
    ({ kind }) => kind === 'pod' || (kind === 'external' ? on.outsideConnections : on.hostConnections),
  );
  const pods = ends.filter(({ kind }) => kind === 'pod');
  const sources = pods.length > 0 && !oneIn(random, 3) ? pods : ends;
  if (sources.length === 0) return undefined;
  const source = pick(random, sources);
  if (on.translatedConnections && oneIn(random, 3)) {
    const translated = drawTranslated(world, source);
    if (translated !== undefined) return translated;
  }
  if (on.hairpins && source.kind === 'pod' && oneIn(random, 8)) return directFlow(world, source, source);
  const family = familyOf(source.ip);
  const others = (source.kind === 'pod' ? ends : pods).filter(
    ({ ip }) => ip !== source.ip && familyOf(ip) === family,
  );
  return others.length === 0 ? undefined : directFlow(world, source, pick(random, others));
}

/** A flow from one end to the other, mostly to a port that the other declares. */
export function directFlow(world: World, source: HostEndpoint, destination: HostEndpoint): Flow {
  const { random, words } = world.scene.draft;
  if (world.on.pings && oneIn(random, 4)) return { source, destination, protocol: 'ICMP' };
  const pod = world.cluster.pods.find(
    (candidate) => 'pod' in destination && objectKey(candidate) === destination.pod,
  );
  // Mostly a port that the pod declares: policies name ports of pods.
  const declared = pod === undefined || pod.ports.length === 0 || oneIn(random, 3) ? undefined : pod.ports;
  if (declared === undefined) {
    return {
      source,
      destination,
      protocol: pick(random, words.protocols),
      port: pick(random, words.portNumbers),
    };
  }
  const { protocol, containerPort: port } = pick(random, declared);
  return { source, destination, protocol, port };
}

/** By way of a Service, node port or host port, to one of its backends; now and then to the source itself. */
function drawTranslated(world: World, source: HostEndpoint): Flow | undefined {
  const { random } = world.scene.draft;
  const family = familyOf(source.ip);
  const ways = translatedEnds(world.cluster).filter(
    ({ end }) =>
      familyOf(end.endpoint.ip) === family && (world.on.hairpins || end.backend.endpoint.ip !== source.ip),
  );
  if (ways.length === 0) return undefined;
  const { end, protocol, port } = pick(random, ways);
  return { source, destination: end.endpoint, protocol, port, backend: end.backend };
}
