import type {
  Direction,
  NetworkPolicy,
  NetworkPolicyRule,
  NetworkPolicySpec,
  Scenario,
} from '../../../model/index.ts';
import { DIRECTIONS, objectKey } from '../../../model/index.ts';
import type { Cut, Edit } from '../edit.ts';
import { shorterLists, simplerElements, simplerField, within, withoutField } from '../edit.ts';
import { mapObjects, simplerObjects } from '../objects.ts';
import { shorterRules, simplerRules } from './rules.ts';
import { simplerSelectors } from './selectors.ts';

/** The scenario without some of its policies and all that happens to them. */
export function* fewerPolicies(scenario: Scenario): Generator<Edit> {
  const keys = scenario.cluster.policies.map(objectKey);
  for (const { describe, to } of shorterLists(keys, (dropped) => `policy ${dropped.join(', ')}`)) {
    const kept = new Set(to);
    const gone = new Set(keys.filter((key) => !kept.has(key)));
    yield {
      describe,
      apply: () =>
        mapObjects(scenario, (object) =>
          object.kind === 'NetworkPolicy' && gone.has(objectKey(object)) ? undefined : object,
        ),
    };
  }
}

/** Policies with fewer types, rules, peers and port items. */
export function shorterPolicies(scenario: Scenario): Generator<Edit> {
  return simplerObjects(scenario, 'NetworkPolicy', shorterPolicy);
}

/** Policies with simpler selectors, blocks and ports. */
export function simplerPolicies(scenario: Scenario): Generator<Edit> {
  return simplerObjects(scenario, 'NetworkPolicy', simplerPolicy);
}

function* shorterPolicy(policy: NetworkPolicy): Generator<Cut<NetworkPolicy>> {
  for (const key of ['labels', 'uid', 'generation'] as const) {
    if (policy[key] !== undefined) yield { describe: `drop ${key}`, to: withoutField(policy, key) };
  }
  yield* simplerField(policy, 'spec', shorterSpec);
}

function* shorterSpec(spec: NetworkPolicySpec): Generator<Cut<NetworkPolicySpec>> {
  for (const { describe, to } of shorterLists(
    spec.policyTypes,
    (dropped) => `policyType ${dropped.join(', ')}`,
  )) {
    // A stored policy always has types: an empty list would be defaulted to others (VAL-21).
    if (to.length > 0) yield { describe, to: { ...spec, policyTypes: to } };
  }
  for (const direction of DIRECTIONS) {
    yield* within(
      direction,
      rulesField(spec, direction, (rules) => shorterLists(rules, (dropped) => `${dropped.length} rules`)),
    );
  }
  for (const direction of DIRECTIONS) {
    yield* within(
      direction,
      rulesField(spec, direction, (rules) => simplerElements(rules, (rule) => shorterRules(rule, direction))),
    );
  }
}

function* simplerPolicy(policy: NetworkPolicy): Generator<Cut<NetworkPolicy>> {
  yield* simplerField(policy, 'spec', simplerSpec);
}

function* simplerSpec(spec: NetworkPolicySpec): Generator<Cut<NetworkPolicySpec>> {
  yield* simplerField(spec, 'podSelector', simplerSelectors);
  for (const direction of DIRECTIONS) {
    yield* within(
      direction,
      rulesField(spec, direction, (rules) => simplerElements(rules, (rule) => simplerRules(rule, direction))),
    );
  }
}

type Rules = readonly NetworkPolicyRule[];

/** The two lists of rules differ in type only. */
function rulesField(
  spec: NetworkPolicySpec,
  direction: Direction,
  simplify: (rules: Rules) => Iterable<Cut<Rules>>,
): Generator<Cut<NetworkPolicySpec>> {
  return simplerField(
    spec as Omit<NetworkPolicySpec, Direction> & { readonly [D in Direction]?: Rules },
    direction,
    simplify,
  ) as Generator<Cut<NetworkPolicySpec>>;
}
