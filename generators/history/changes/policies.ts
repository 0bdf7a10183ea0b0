import type { NetworkPolicy, NetworkPolicySpec, ScenarioAction } from '../../../model/index.ts';
import { objectKey } from '../../../model/index.ts';
import { drawSpec } from '../../policies/policies.ts';
import { oneIn, pick } from '../../random.ts';
import { happen, type World } from '../world.ts';
import { editedSpec } from './policy-edits.ts';

/** A policy comes, now and then with another about the same pods, so that both isolate them at once (ISO-5). */
export function createPolicy(world: World): readonly ScenarioAction[] {
  const { random } = world.scene.draft;
  const { namespace } = pick(random, world.scene.pods);
  const spec = drawSpec(world.scene, namespace);
  const comes = addPolicy(world, namespace, spec);
  if (!oneIn(random, 3)) return comes;
  const { podSelector, policyTypes } = spec;
  return [
    ...comes,
    ...addPolicy(world, namespace, { ...drawSpec(world.scene, namespace), podSelector, policyTypes }),
  ];
}

/** A policy with the spec comes, under a name that is free or one that is given; nothing where none is free. */
export function addPolicy(
  world: World,
  namespace: string,
  spec: NetworkPolicySpec,
  given?: string,
): readonly ScenarioAction[] {
  const taken = new Set(world.cluster.policies.map(objectKey));
  const { objectNames } = world.scene.draft.words;
  const name =
    given ?? objectNames.find((candidate) => !taken.has(objectKey({ namespace, name: candidate })));
  if (name === undefined) return [];
  return happen(world, [{ type: 'ADDED', object: { kind: 'NetworkPolicy', namespace, name, spec } }]);
}

/** One part of a policy changes. */
export function editPolicy(world: World): readonly ScenarioAction[] {
  const { scene, cluster } = world;
  if (cluster.policies.length === 0) return [];
  const policy = pick(scene.draft.random, cluster.policies);
  return changeSpec(world, policy, editedSpec(scene, policy.namespace, policy.spec));
}

/** A policy goes back to what it was at the start. */
export function returnPolicy(world: World): readonly ScenarioAction[] {
  const changed = world.initial.policies.flatMap((first) => {
    const now = world.cluster.policies.find((policy) => objectKey(policy) === objectKey(first));
    return now === undefined || now.spec === first.spec ? [] : [{ now, first }];
  });
  if (changed.length === 0) return [];
  const { now, first } = pick(world.scene.draft.random, changed);
  return changeSpec(world, now, first.spec);
}

/** The policy has another spec. */
export function changeSpec(
  world: World,
  policy: NetworkPolicy,
  spec: NetworkPolicySpec,
): readonly ScenarioAction[] {
  return happen(world, [{ type: 'MODIFIED', object: { ...policy, spec } }]);
}

/** A policy goes. */
export function deletePolicy(world: World): readonly ScenarioAction[] {
  const { policies } = world.cluster;
  if (policies.length === 0) return [];
  return removePolicies(world, [pick(world.scene.draft.random, policies)]);
}

/** The policies go, and are remembered. */
export function removePolicies(world: World, policies: readonly NetworkPolicy[]): readonly ScenarioAction[] {
  world.gonePolicies.push(...policies);
  return happen(
    world,
    policies.map((object) => ({ type: 'DELETED', object })),
  );
}

/** A policy that is gone, or goes now, comes again with another spec. */
export function recreatePolicy(world: World): readonly ScenarioAction[] {
  const { random } = world.scene.draft;
  const { namespaces, policies } = world.cluster;
  const known = new Set(namespaces.map(({ name }) => name));
  const taken = new Set(policies.map(objectKey));
  const gone = world.gonePolicies.filter(
    (policy) => known.has(policy.namespace) && !taken.has(objectKey(policy)),
  );
  if (gone.length > 0 && !oneIn(random, 3)) {
    const { namespace, name } = pick(random, gone);
    return addPolicy(world, namespace, drawSpec(world.scene, namespace), name);
  }
  if (policies.length === 0) return [];
  const object = pick(random, policies);
  const { namespace, name } = object;
  const goes = happen(world, [{ type: 'DELETED', object }]);
  return [...goes, ...addPolicy(world, namespace, drawSpec(world.scene, namespace), name)];
}
