import type { Random } from 'fast-check';
import type { Direction, NetworkPolicy, NetworkPolicyRule, Scenario } from '../../../model/index.ts';
import { DIRECTIONS, rulesOf } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import { withField } from '../edit.ts';

/** A scenario with one thing otherwise, not simpler; `undefined` where there is nothing of the kind. */
export type Mutation = (scenario: Scenario, random: Random) => Scenario | undefined;

/** What may become of one policy: some policies instead, the first under its name. */
export type PolicyChange = (
  policy: NetworkPolicy,
  random: Random,
  scenario: Scenario,
) => readonly NetworkPolicy[] | undefined;

/** What may become of one rule. */
export type RuleChange = (
  rule: NetworkPolicyRule,
  direction: Direction,
  random: Random,
  scenario: Scenario,
) => readonly NetworkPolicyRule[] | undefined;

/** Changes one of the policies that are there from the start. */
export function inPolicy(change: PolicyChange): Mutation {
  return (scenario, random) => {
    const { policies } = scenario.cluster;
    if (policies.length === 0) return undefined;
    const index = random.nextInt(0, policies.length - 1);
    const instead = change(policies[index]!, random, scenario);
    if (instead === undefined) return undefined;
    return {
      ...scenario,
      cluster: { ...scenario.cluster, policies: policies.toSpliced(index, 1, ...instead) },
    };
  };
}

/** Changes one rule of a policy. */
export function inRule(change: RuleChange): Mutation {
  return inPolicy((policy, random, scenario) => {
    const directions = DIRECTIONS.filter((direction) => rulesOf(policy, direction).length > 0);
    if (directions.length === 0) return undefined;
    const direction = pick(random, directions);
    const rules = rulesOf(policy, direction);
    const index = random.nextInt(0, rules.length - 1);
    const instead = change(rules[index]!, direction, random, scenario);
    if (instead === undefined) return undefined;
    return [withRules(policy, direction, rules.toSpliced(index, 1, ...instead))];
  });
}

/** The policy with other rules in a direction. */
export function withRules(
  policy: NetworkPolicy,
  direction: Direction,
  rules: readonly NetworkPolicyRule[],
): NetworkPolicy {
  return { ...policy, spec: withField(policy.spec, direction, rules as never) };
}

/** A name that no policy of the scenario has had in the namespace of another. */
export function freshName({ name }: NetworkPolicy, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const candidate = `${name.slice(0, 200)}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Names of all policies, whatever their namespace and whenever they are there. */
export function policyNames({ cluster, steps }: Scenario): Set<string> {
  const names = new Set(cluster.policies.map(({ name }) => name));
  for (const { actions } of steps) {
    for (const action of actions) if (action.kind === 'apply') names.add(action.event.object.name);
  }
  return names;
}
