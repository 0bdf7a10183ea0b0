import type { NetworkPolicyPeer, ScenarioAction } from '../../../model/index.ts';
import { objectKey, withPeers } from '../../../model/index.ts';
import { drawNestedBlocks } from '../../policies/blocks.ts';
import { drawPeer } from '../../policies/peers.ts';
import { oneIn, pick } from '../../random.ts';
import type { World } from '../world.ts';
import { pause } from './pod-twists.ts';
import { changeSpec } from './policies.ts';
import { editedSpec } from './policy-edits.ts';

/**
 * A policy gets a rule with a block inside another, and then loses the inner one, which changes nothing of what it
 * allows; something else of it changes at the same time (IPB-5, LIFE-7).
 */
export function dropNestedBlock(world: World): readonly ScenarioAction[] {
  const { scene, cluster } = world;
  const { random, on } = scene.draft;
  if (cluster.policies.length === 0 || !on.ipBlocks) return [];
  const policy = pick(random, cluster.policies);
  const { namespace, spec } = policy;
  const direction = pick(random, spec.policyTypes) === 'Ingress' ? 'ingress' : 'egress';
  const [outer, inner] = drawNestedBlocks(scene);
  const rules = spec[direction] ?? [];
  const withRule = (peers: readonly NetworkPolicyPeer[]): typeof spec => ({
    ...spec,
    // In front, the rule keeps its place whatever becomes of the others.
    [direction]: [withPeers({}, direction, peers), ...rules],
  });
  const comes = changeSpec(world, policy, withRule([{ ipBlock: outer }, { ipBlock: inner }]));
  const pauses = pause(world);
  const now = world.cluster.policies.find((candidate) => objectKey(candidate) === objectKey(policy))!;
  const left = withRule([{ ipBlock: outer }, drawPeer(scene, namespace)]);
  const next = oneIn(random, 2)
    ? { ...left, podSelector: editedSpec(scene, namespace, left).podSelector }
    : left;
  return [...comes, ...pauses, ...changeSpec(world, now, next)];
}
