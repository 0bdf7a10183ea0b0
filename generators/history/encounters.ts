import type {
  Direction,
  Flow,
  HostEndpoint,
  NetworkPolicy,
  NetworkPolicySpec,
  Pod,
  ScenarioAction,
} from '../../model/index.ts';
import { DIRECTIONS, familyOf, objectKey, policyTypeOf } from '../../model/index.ts';
import { oneIn, pick } from '../random.ts';
import { subjectsOf } from './concern.ts';
import { changeSpec } from './changes/policies.ts';
import { directFlow, openFlow, reopenAs, sendOn } from './traffic.ts';
import type { World } from './world.ts';

/** Milliseconds in which agents may have begun, and not finished, what a change asks of them; or have finished. */
const MOMENTS: readonly number[] = [1, 5, 20, 100, 1000];
/** Those in which they have most likely begun. */
const BRIEF: readonly number[] = [1, 5, 20];

/** A policy and a connection that it has a say in. */
interface Encounter {
  readonly policy: NetworkPolicy;
  readonly direction: Direction;
  readonly source: HostEndpoint;
  readonly destination: HostEndpoint;
}

/**
 * A connection to or from a pod that a policy isolates, and the policy allows nothing, or everything, before and the
 * other way round after it is opened; then packets of every kind are sent on it (CONN-1, CONN-3, CONN-4).
 */
export function challengeConnection(world: World): readonly ScenarioAction[] {
  const met = world.on.connections ? drawEncounter(world) : undefined;
  if (met === undefined) return [];
  const { random } = world.scene.draft;
  const opensUp = oneIn(random, 2);
  const before = oneIn(random, 3) ? [] : [...turn(world, met, !opensUp), ...moment(world)];
  const flow = drawChallenged(world, met);
  // Every second connection comes while the nodes are at work on the change.
  if (oneIn(random, 2)) {
    const changes = [...turn(world, met, opensUp), ...moment(world, BRIEF)];
    const [name, open] = openFlow(world, flow);
    return [...before, ...changes, open, ...aftermath(world, name)];
  }
  const [name, open] = openFlow(world, flow);
  const sent = oneIn(random, 2) ? packets(world, name) : [];
  return [...before, open, ...sent, ...turn(world, met, opensUp), ...aftermath(world, name)];
}

/** Packets when nodes may still be at work on a change, and later, when they have most likely finished. */
function aftermath(world: World, name: string): ScenarioAction[] {
  return [
    ...moment(world),
    ...packets(world, name),
    ...moment(world, MOMENTS.slice(-2)),
    ...packets(world, name),
  ];
}

/** Mostly TCP: of all that is sent it has the most to be remembered of, and rules for everything do not ask. */
function drawChallenged(world: World, { source, destination }: Encounter): Flow {
  const { random, words } = world.scene.draft;
  if (oneIn(random, 2)) return directFlow(world, source, destination);
  return { source, destination, protocol: 'TCP', port: pick(random, words.portNumbers) };
}

/** A pod that may send to all opens an IPv6 connection to one whose link address its node does not know (PROTO-2). */
export function openColdly(world: World): readonly ScenarioAction[] {
  if (!world.on.coldNeighbours || !world.on.connections) return [];
  const met = drawEncounter(world, 'egress');
  if (met === undefined) return [];
  const opensUp = [...turn(world, met, true), ...moment(world)];
  const [, open] = openFlow(world, directFlow(world, met.source, met.destination));
  return [...opensUp, open];
}

/** One or two packets, which often begin with one that opens the connection anew on its tuple. */
function packets(world: World, name: string): ScenarioAction[] {
  const { scene, on } = world;
  const { random } = scene.draft;
  const opened: ScenarioAction[] = [];
  if (on.reusedTuples && oneIn(random, 4)) opened.push(...reopenAs(world, name));
  else if (on.retransmissions && oneIn(random, 3)) {
    opened.push({ kind: 'send', connection: name, packet: 'open' });
  }
  return [...opened, ...Array.from({ length: random.nextInt(1, 2) }, () => sendOn(world, name))];
}

function moment({ scene, on }: World, ticks: readonly number[] = MOMENTS): ScenarioAction[] {
  if (!on.waits) return [];
  return [{ kind: 'wait', ticks: pick(scene.draft.random, ticks) }];
}

/** The policy allows everything in the direction of the connection, or nothing. */
function turn(world: World, { policy, direction }: Encounter, opensUp: boolean): readonly ScenarioAction[] {
  const now = world.cluster.policies.find((candidate) => objectKey(candidate) === objectKey(policy));
  if (now === undefined) return [];
  const { podSelector, policyTypes } = now.spec;
  const closed: NetworkPolicySpec = { podSelector, policyTypes };
  return changeSpec(world, now, opensUp ? { ...closed, [direction]: [{}] } : closed);
}

/** A policy with a subject, and somebody for it to meet; only over IPv6 where the direction is given. */
function drawEncounter(world: World, only?: 'egress'): Encounter | undefined {
  const { random } = world.scene.draft;
  const candidates = world.cluster.policies.flatMap((policy) =>
    DIRECTIONS.filter((direction) => policy.spec.policyTypes.includes(policyTypeOf(direction)))
      .filter((direction) => only === undefined || direction === only)
      .map((direction) => ({ policy, direction })),
  );
  if (candidates.length === 0) return undefined;
  const { policy, direction } = pick(random, candidates);
  const isUsable = (end: HostEndpoint): boolean => only === undefined || familyOf(end.ip) === 'IPv6';
  const subjects = subjectsOf(world, policy)
    .filter(({ phase }) => phase === 'Running')
    .flatMap(endsOf)
    .filter(isUsable);
  if (subjects.length === 0) return undefined;
  const subject = pick(random, subjects);
  const others = world.cluster.pods
    .filter((pod) => pod.phase === 'Running' && !pod.hostNetwork)
    .flatMap(endsOf)
    .filter((end) => end.ip !== subject.ip && familyOf(end.ip) === familyOf(subject.ip));
  if (others.length === 0) return undefined;
  const other = pick(random, others);
  const [source, destination] = direction === 'ingress' ? [other, subject] : [subject, other];
  return { policy, direction, source, destination };
}

function endsOf(pod: Pod): HostEndpoint[] {
  return pod.podIPs.map((ip) => ({ kind: 'pod', ip, pod: objectKey(pod) }));
}
