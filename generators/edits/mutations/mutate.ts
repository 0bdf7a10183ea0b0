import type { Random } from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { NetworkPolicy, Scenario } from '../../../model/index.ts';
import { admission, objectToManifest } from '../../../admission/index.ts';
import { pick } from '../../random.ts';
import type { Edit } from '../edit.ts';
import { holdsTogether } from '../scenario/holds-together.ts';
import { mended } from '../scenario/mended.ts';
import { followingServices, withoutFollowing } from '../scenario/following-slices.ts';
import { addExcept } from './blocks.ts';
import { insertAction, swapActions } from './history.ts';
import { relabelNamespace, relabelPod } from './labels.ts';
import type { Mutation } from './mutation.ts';
import { alterPeer, duplicatePeer, togglePeers } from './peers.ts';
import { copyToOtherDirection, splitPolicy, splitRule, toggleType, twinElsewhere } from './policies.ts';
import { alterPort, duplicatePort, togglePorts } from './ports.ts';
import { otherSubject } from './selectors.ts';

/** All mutations, by what they do. */
export const MUTATIONS: readonly (readonly [describe: string, mutation: Mutation])[] = [
  ['alter a peer', alterPeer],
  ['duplicate and alter a peer', duplicatePeer],
  ['peers for everybody, or everybody for peers', togglePeers],
  ['add an except at a boundary', addExcept],
  ['alter a port item', alterPort],
  ['duplicate and alter a port item', duplicatePort],
  ['ports for all, or all for ports', togglePorts],
  ['copy a rule to the other direction', copyToOtherDirection],
  ['govern a direction more or less', toggleType],
  ['split a policy', splitPolicy],
  ['split a rule', splitRule],
  ['repeat a policy in another namespace', twinElsewhere],
  ['choose other subjects', otherSubject],
  ['relabel a pod', relabelPod],
  ['relabel a namespace', relabelNamespace],
  ['insert an action', insertAction],
  ['swap two actions', swapActions],
];

/** Mutations that may be of no use before it is given up. */
const ATTEMPTS = 4;

/**
 * A small step to a scenario that is no simpler. What comes out holds together, and an API server would store it.
 *
 * @returns `undefined` where nothing that was tried led to such a scenario
 */
export function mutation(scenario: Scenario, random: Random): Edit | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [describe, mutate] = pick(random, MUTATIONS);
    const after = applied(scenario, mutate, random);
    if (after !== undefined) return { describe, apply: () => after };
  }
  return undefined;
}

/** The scenario after a mutation, if that is one which can be. */
export function applied(scenario: Scenario, mutate: Mutation, random: Random): Scenario | undefined {
  const mutated = mutate(scenario, random);
  if (mutated === undefined) return undefined;
  const known = new Set<unknown>(scenario.cluster.policies);
  const fresh = mutated.cluster.policies.filter((policy) => !known.has(policy));
  if (!fresh.every(isStored)) return undefined;
  const after = mutated.steps.length === 0 ? mutated : mendedHistory(mutated);
  if (isDeepStrictEqual(after.cluster, scenario.cluster) && isDeepStrictEqual(after.steps, scenario.steps)) {
    return undefined;
  }
  return holdsTogether(after) ? after : undefined;
}

/** What happens in the history can happen in this cluster, too. */
function mendedHistory(scenario: Scenario): Scenario {
  const following = followingServices(scenario);
  return mended(withoutFollowing(scenario, following), { following, isStrict: true });
}

/** Whether an API server takes the policy and stores it as it is. */
function isStored(policy: NetworkPolicy): boolean {
  const manifest = objectToManifest(policy);
  const admitted = admission.admit(manifest);
  return admitted.ok && isDeepStrictEqual(plain(admitted.stored['spec']), plain(manifest['spec']));
}

/** Without prototypes, which deep equality would compare. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
