import type {
  Direction,
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
  const flow = directFlow(world, met.source, met.destination);
  // Every third connection comes while the nodes are at work on the change.
  if (oneIn(random, 3)) {
    const [changes, pauses] = [turn(world, met, opensUp), moment(world)];
    const [name, open] = openFlow(world, flow);
    return [...before, ...changes, ...pauses, open, ...moment(world), ...packets(world, name)];
  }
  const [name, open] = openFlow(world, flow);
  const sent = oneIn(random, 2) ? packets(world, name) : [];
  const changes = [...turn(world, met, opensUp), ...moment(world)];
  return [...before, open, ...sent, ...changes, ...packets(world, name)];
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

/** One or two packets, or the connection is closed and opened again on its tuple. */
function packets(world: World, name: string): ScenarioAction[] {
  const { random } = world.scene.draft;
  if (world.on.reusedTuples && oneIn(random, 3)) return reopenAs(world, name);
  return Array.from({ length: random.nextInt(1, 3) }, () => sendOn(world, name));
}

function moment({ scene, on }: World): ScenarioAction[] {
  if (!on.waits) return [];
  return [{ kind: 'wait', ticks: pick(scene.draft.random, MOMENTS) }];
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
