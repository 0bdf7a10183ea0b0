import type { Scenario } from '../../model/index.ts';
import { fewerExternals, oneFamily } from './cluster/families.ts';
import { fewerNamespaces, simplerNamespaces } from './cluster/namespaces.ts';
import { fewerNodes, simplerNodes } from './cluster/nodes.ts';
import { fewerPods, simplerPods } from './cluster/pods.ts';
import { fewerServices, simplerServices } from './cluster/services.ts';
import type { Edit } from './edit.ts';
import { mergedNamespaces } from './names/merged-namespaces.ts';
import { simplerNames } from './names/simpler-names.ts';
import { fewerPolicies, shorterPolicies, simplerPolicies } from './policies/policies.ts';
import { referencesOf } from './references.ts';
import { fewerExpectations } from './scenario/expectations.ts';
import { shorterHistory } from './scenario/history.ts';

/**
 * Every small step that makes a scenario simpler, the boldest first. Each lowers `complexityOf`, so following
 * them always ends. What comes out holds together: its objects are such as an API server stores, and what its
 * flows mention is there. Whether it still shows what mattered is for the caller to ask.
 */
export function* simplifications(scenario: Scenario): Generator<Edit, void> {
  const references = referencesOf(scenario);
  yield* shorterHistory(scenario);
  yield* fewerPolicies(scenario);
  yield* fewerNamespaces(scenario, references);
  yield* fewerPods(scenario, references);
  yield* fewerServices(scenario, references);
  yield* fewerNodes(scenario, references);
  yield* fewerExternals(scenario);
  yield* oneFamily(scenario, references);
  yield* fewerExpectations(scenario);
  yield* shorterPolicies(scenario);
  yield* mergedNamespaces(scenario);
  yield* simplerPolicies(scenario);
  yield* simplerPods(scenario, references);
  yield* simplerServices(scenario, references);
  yield* simplerNamespaces(scenario);
  yield* simplerNodes(scenario, references);
  yield* simplerNames(scenario);
}
