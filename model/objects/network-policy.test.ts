import { describe, expect, it } from 'vitest';
import type { NetworkPolicy, NetworkPolicyRule } from './network-policy.ts';
import { peersOf, policyTypeOf, rulesOf, withPeers } from './network-policy.ts';

const peer = { podSelector: {} };
const ports = [{ protocol: 'TCP', port: 80 }] as const;

function policyWith(spec: Partial<NetworkPolicy['spec']>): NetworkPolicy {
  return {
    kind: 'NetworkPolicy',
    namespace: 'x',
    name: 'p',
    spec: { podSelector: {}, policyTypes: ['Ingress'], ...spec },
  };
}

describe('rulesOf', () => {
  it('an absent list and an empty one are alike (RULE-4)', () => {
    expect(rulesOf(policyWith({}), 'ingress')).toEqual([]);
    expect(rulesOf(policyWith({ ingress: [] }), 'ingress')).toEqual([]);
  });

  it('keeps the directions apart (ISO-3)', () => {
    const policy = policyWith({ ingress: [{ from: [peer] }], egress: [{ to: [peer] }, {}] });
    expect(rulesOf(policy, 'ingress')).toEqual([{ from: [peer] }]);
    expect(rulesOf(policy, 'egress')).toEqual([{ to: [peer] }, {}]);
    expect([policyTypeOf('ingress'), policyTypeOf('egress')]).toEqual(['Ingress', 'Egress']);
  });
});

describe('peers of a rule', () => {
  it.each([
    ['ingress', { from: [peer], ports }, { from: [], ports }],
    ['egress', { to: [peer], ports }, { to: [], ports }],
  ] as const)('%s: read, replaced, removed', (direction, rule: NetworkPolicyRule, emptied) => {
    expect(peersOf(rule, direction)).toEqual([peer]);
    expect(peersOf({}, direction)).toBeUndefined();
    expect(withPeers(rule, direction, [])).toEqual(emptied);
    expect(withPeers(rule, direction, undefined)).toEqual({ ports });
    expect(withPeers({}, direction, undefined)).toEqual({});
  });
});
