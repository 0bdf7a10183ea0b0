import type { Direction, NetworkPolicyRule } from '../../../model/index.ts';
import { DIRECTIONS, peersOf, policyTypeOf, rulesOf, withPeers } from '../../../model/index.ts';
import { pick } from '../../random.ts';
import type { Mutation } from './mutation.ts';
import { freshName, inPolicy, inRule, policyNames, withRules } from './mutation.ts';

const OTHER: Readonly<Record<Direction, Direction>> = { ingress: 'egress', egress: 'ingress' };

/** A rule copied to the other direction of its policy, which then governs that as well or not (TYPE-4). */
export const copyToOtherDirection: Mutation = inPolicy((policy, random) => {
  const from = pick(random, DIRECTIONS);
  const rules = rulesOf(policy, from);
  if (rules.length === 0) return undefined;
  const rule = pick(random, rules);
  const to = OTHER[from];
  const { ports } = rule;
  const bare: NetworkPolicyRule = ports === undefined ? {} : { ports };
  const copied = withRules(policy, to, [...rulesOf(policy, to), withPeers(bare, to, peersOf(rule, from))]);
  const types = copied.spec.policyTypes;
  const type = policyTypeOf(to);
  if (types.includes(type) || random.nextInt(0, 3) === 0) return [copied];
  return [{ ...copied, spec: { ...copied.spec, policyTypes: [...types, type] } }];
});

/** A policy governs one direction more, or one less (TYPE-5). */
export const toggleType: Mutation = inPolicy((policy, random) => {
  const type = pick(random, ['Ingress', 'Egress'] as const);
  const { policyTypes } = policy.spec;
  const without = policyTypes.filter((each) => each !== type);
  const next = without.length < policyTypes.length ? without : [...policyTypes, type];
  return next.length === 0 ? undefined : [{ ...policy, spec: { ...policy.spec, policyTypes: next } }];
});

/** The rules of a policy parted between two of the same subjects: nothing changes for anybody (ISO-5). */
export const splitPolicy: Mutation = inPolicy((policy, random, scenario) => {
  const direction = pick(random, DIRECTIONS);
  const rules = rulesOf(policy, direction);
  if (rules.length === 0) return undefined;
  const at = random.nextInt(0, rules.length - 1);
  const name = freshName(policy, policyNames(scenario));
  const { uid: _uid, ...rest } = policy;
  return [
    withRules(policy, direction, rules.slice(0, at)),
    withRules({ ...rest, name }, direction, rules.slice(at)),
  ];
});

/** A rule parted in two: its peers with half of its ports each, or its ports with half of its peers. */
export const splitRule: Mutation = inRule((rule, direction, random) => {
  const { ports = [] } = rule;
  const peers = peersOf(rule, direction) ?? [];
  if (ports.length > 1) {
    const at = random.nextInt(1, ports.length - 1);
    return [
      { ...rule, ports: ports.slice(0, at) },
      { ...rule, ports: ports.slice(at) },
    ];
  }
  if (peers.length < 2) return undefined;
  const at = random.nextInt(1, peers.length - 1);
  return [withPeers(rule, direction, peers.slice(0, at)), withPeers(rule, direction, peers.slice(at))];
});

/** A policy once more in another namespace, under its name. */
export const twinElsewhere: Mutation = inPolicy((policy, random, { cluster }) => {
  const taken = new Set(
    cluster.policies.filter(({ name }) => name === policy.name).map(({ namespace }) => namespace),
  );
  const free = cluster.namespaces.filter(({ name }) => !taken.has(name));
  if (free.length === 0) return undefined;
  const { uid: _uid, ...rest } = policy;
  return [policy, { ...rest, namespace: pick(random, free).name }];
});
