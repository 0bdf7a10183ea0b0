import type { NetworkPolicy, ScenarioAction } from '../../../model/index.ts';
import { DIRECTIONS, rulesOf } from '../../../model/index.ts';
import { drawPod } from '../../cluster/pods.ts';
import { drawDirections, drawSubject, drawTypes } from '../../policies/policies.ts';
import { oneIn, pick } from '../../random.ts';
import { subjectsOf } from '../concern.ts';
import { happen, type World } from '../world.ts';
import { pause } from './pod-twists.ts';
import { removePod } from './pods.ts';
import { addPolicy, removePolicies } from './policies.ts';

/** A policy without rules goes; where there is none, one comes and goes (RULE-4). */
export function deleteRuleless(world: World): readonly ScenarioAction[] {
  const { draft } = world.scene;
  const { random } = draft;
  const bare = world.cluster.policies.filter(isRuleless);
  if (bare.length > 0) return removePolicies(world, [pick(random, bare)]);
  const { namespace } = pick(random, world.scene.pods);
  const comes = addPolicy(world, namespace, {
    podSelector: drawSubject(world.scene, namespace),
    policyTypes: drawTypes(draft, drawDirections(draft)),
  });
  const added = world.cluster.policies.at(-1);
  if (comes.length === 0 || added === undefined) return [];
  return [...comes, ...pause(world), ...removePolicies(world, [added])];
}

function isRuleless(policy: NetworkPolicy): boolean {
  return DIRECTIONS.every((direction) => rulesOf(policy, direction).length === 0);
}

/** All policies that isolate a pod go, or all there are: what they had isolated is free. */
export function clearPolicies(world: World): readonly ScenarioAction[] {
  const { policies } = world.cluster;
  if (policies.length === 0) return [];
  const { random } = world.scene.draft;
  if (oneIn(random, 2)) return removePolicies(world, policies);
  const [pod] = subjectsOf(world, pick(random, policies));
  if (pod === undefined) return removePolicies(world, policies);
  return removePolicies(
    world,
    policies.filter((policy) => subjectsOf(world, policy).includes(pod)),
  );
}

/** All pods that a policy isolates go, then the policy; and a pod like them comes. */
export function orphanPolicy(world: World): readonly ScenarioAction[] {
  const { draft, registry } = world.scene;
  const few = world.cluster.policies.filter((policy) => {
    const own = world.cluster.pods.filter(({ namespace }) => namespace === policy.namespace);
    const subjects = subjectsOf(world, policy).length;
    return subjects > 0 && world.cluster.pods.length - subjects >= Math.min(2, own.length + 1);
  });
  if (few.length === 0) return [];
  const policy = pick(draft.random, few);
  const subjects = subjectsOf(world, policy);
  const labels = pick(draft.random, subjects).labels;
  const pods = subjects.flatMap((pod) => removePod(world, pod));
  const goes = removePolicies(world, [policy]);
  const state = { hostNetwork: false, pending: false, finished: false, scheduled: true };
  const object = { ...drawPod(draft, policy.namespace, registry, { state }), labels };
  return [...pods, ...pause(world), ...goes, ...happen(world, [{ type: 'ADDED', object }])];
}
