import { describe, expect, it } from 'vitest';
import type { NetworkPolicy, PartialProfile, PolicyType } from '../../../../model/index.ts';
import { labelsFrom } from '../../../../model/index.ts';
import type { PodTraits } from '../policy-reading.ts';
import { contextOf, policyWith, traitsOf } from '../testing/fixture.ts';
import { isInForce, isolates, rulesOf, selectsSubject } from './policies.ts';

const UNREADABLE = { matchExpressions: [{ key: 'pod', operator: 'NotIn' as const, values: ['a b'] }] };
const A = { matchLabels: labelsFrom([['pod', 'a']]) };

describe('the subjects of a policy of namespace x', () => {
  it.each<[string, NetworkPolicy, Partial<PodTraits>, PartialProfile, boolean]>([
    ['ISO-2', policyWith({ podSelector: A }), {}, {}, true],
    ['ISO-9', policyWith({ podSelector: A }), { labels: labelsFrom([['pod', 'b']]) }, {}, false],
    ['ISO-7', policyWith(), { namespace: 'y' }, {}, false],
    ['ISO-7', policyWith({ podSelector: A }), { namespace: 'y' }, {}, false],
    ['ISO-8', policyWith(), { labels: labelsFrom([]) }, {}, true],
    ['SEL-14', policyWith({ podSelector: UNREADABLE }), {}, {}, false],
    ['SEL-14', policyWith({ podSelector: UNREADABLE }), {}, { invalidStoredSelector: 'deny-only' }, true],
    [
      'SEL-14',
      policyWith({ podSelector: UNREADABLE }),
      { namespace: 'y' },
      { invalidStoredSelector: 'deny-only' },
      false,
    ],
  ])('%s: %o selects %o under %o: %s', (_clause, policy, pod, profile, expected) => {
    expect(selectsSubject(policy, traitsOf(pod), contextOf(profile))).toBe(expected);
  });
});

it.each<[string, readonly PolicyType[], boolean, boolean]>([
  ['ISO-3', ['Ingress'], true, false],
  ['TYPE-4', ['Egress'], false, true],
  ['TYPE-7', ['Egress', 'Ingress'], true, true],
  ['TYPE-7', ['Ingress', 'Ingress'], true, false],
])('%s: %j isolates ingress: %s, egress: %s', (_clause, policyTypes, ingress, egress) => {
  // TYPE-8: the rules that a policy carries say nothing about its types.
  const policy = policyWith({ policyTypes, ingress: [{}], egress: [{}] });
  expect([isolates(policy, 'ingress'), isolates(policy, 'egress')]).toEqual([ingress, egress]);
});

it.each([
  ['RULE-4: none', policyWith(), 0],
  ['RULE-4: an empty list', policyWith({ ingress: [] }), 0],
  ['RULE-3: an empty rule', policyWith({ ingress: [{}] }), 1],
  ['SEL-14: an unreadable subject', policyWith({ podSelector: UNREADABLE, ingress: [{}] }), 0],
])('%s', (_title, policy, rules) => {
  expect(rulesOf(policy, 'ingress', contextOf())).toHaveLength(rules);
});

it('PLUG-1: without a plugin no policy is in force', () => {
  expect(isInForce(policyWith(), contextOf())).toBe(true);
  expect(isInForce(policyWith(), contextOf({ npSupport: 'none' }))).toBe(false);
});
