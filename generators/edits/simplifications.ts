import type { Scenario } from '../../model/index.ts';
import { fewerExternals, oneFamily } from './cluster/families.ts';
import { fewerNamespaces, simplerNamespaces } from './cluster/namespaces.ts';
import { fewerNodes, simplerNodes } from './cluster/nodes.ts';
import { fewerPods, simplerPods } from './cluster/pods.ts';
import { fewerServices, simplerServices } from './cluster/services.ts';
import { complexityOf } from './complexity.ts';
import type { Edit } from './edit.ts';
import { mergedNamespaces } from './names/merged-namespaces.ts';
import { simplerNames } from './names/simpler-names.ts';
import { fewerPolicies, shorterPolicies, simplerPolicies } from './policies/policies.ts';
import { referencesOf } from './references.ts';
import { fewerExpectations } from './scenario/expectations.ts';
import { followingServices, withoutFollowing } from './scenario/following-slices.ts';
import { shorterHistory, simplerHistory } from './scenario/history.ts';
import { holdsTogether } from './scenario/holds-together.ts';
import { mended } from './scenario/mended.ts';
import { fewerFaults } from './scenario/simulation.ts';

/**
 * Every small step that makes a scenario simpler, the boldest first. Each lowers `complexityOf`, so following
 * them always ends. What comes out holds together: its objects are such as an API server stores, what its
 * flows mention is there, and what happens in its history can happen. Whether it still shows what mattered is for
 * the caller to ask.
 */
export function* simplifications(scenario: Scenario): Generator<Edit, void> {
  if (scenario.steps.length === 0) {
    yield* editsOf(scenario);
    return;
  }
  const most = complexityOf(scenario);
  const following = followingServices(scenario);
  const bare = withoutFollowing(scenario, following);
  // What a person wrote may break rules on purpose, and is not mended by them then.
  const isStrict = complexityOf(mended(bare, { following, isStrict: true })) >= most;
  const isSound = holdsTogether(scenario);
  for (const { describe, apply } of editsOf(bare)) {
    // In a history one thing hangs on another, so that an edit may take more with it, or be no edit at all.
    const after = mended(apply(), { following, isStrict });
    if (complexityOf(after) < most && (!isSound || holdsTogether(after))) {
      yield { describe, apply: () => after };
    }
  }
}

function* editsOf(scenario: Scenario): Generator<Edit, void> {
  const references = referencesOf(scenario);
  yield* shorterHistory(scenario);
  yield* fewerFaults(scenario);
  yield* fewerPolicies(scenario);
  yield* fewerNamespaces(scenario, references);
  yield* fewerPods(scenario, references);
  yield* fewerServices(scenario, references);
  yield* fewerNodes(scenario, references);
  yield* fewerExternals(scenario);
  yield* oneFamily(scenario, references);
  yield* fewerExpectations(scenario);
  yield* simplerHistory(scenario);
  yield* shorterPolicies(scenario);
  yield* mergedNamespaces(scenario);
  yield* simplerPolicies(scenario);
  yield* simplerPods(scenario, references);
  yield* simplerServices(scenario, references);
  yield* simplerNamespaces(scenario);
  yield* simplerNodes(scenario, references);
  yield* simplerNames(scenario);
}
