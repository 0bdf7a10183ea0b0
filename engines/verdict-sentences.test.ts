import { describe, expect, it } from 'vitest';
import type { Reasons, SideReason, Verdict } from '../model/index.ts';
import { verdictSentences } from './verdict-sentences.ts';

const INGRESS: SideReason = {
  direction: 'ingress',
  subject: 'x/a',
  action: 'deny',
  isolatedBy: ['x/p', 'x/q'],
  refusals: [],
  clauses: ['ISO-4'],
};

const EXEMPT = (kind: NonNullable<Reasons['exemption']>['kind']): Reasons => ({
  exemption: { kind, clauses: ['SELF-2'] },
  clauses: ['SELF-2'],
});

function sentences(reasons: Reasons, basis: Verdict['basis'] = { kind: 'mandated' }): string[] {
  return verdictSentences({ action: 'deny', basis, reasons });
}

describe('verdictSentences', () => {
  it.each<[string, SideReason, string]>([
    ['no isolation', { ...INGRESS, isolatedBy: [], action: 'allow' }, 'x/a is not isolated for ingress.'],
    ['no rule', INGRESS, 'There is no rule.'],
    [
      'a rule without items',
      { ...INGRESS, action: 'allow', allowedBy: { policy: 'x/p', rule: 1 } },
      'x/p spec.ingress[1] lets the flow pass.',
    ],
    [
      'a rule by its items',
      { ...INGRESS, action: 'allow', allowedBy: { policy: 'x/p', rule: 0, peer: 2, port: 1 } },
      'x/p spec.ingress[0] (from[2], ports[1]) lets the flow pass.',
    ],
    [
      'a rule of egress',
      { ...INGRESS, direction: 'egress', action: 'allow', allowedBy: { policy: 'x/p', rule: 0, peer: 0 } },
      'x/p spec.egress[0] (to[0]) lets the flow pass.',
    ],
    [
      'an exemption of the own node',
      { ...INGRESS, action: 'allow', clauses: ['NODE-1'] },
      'An exemption lets the flow pass (NODE-1).',
    ],
    [
      'a rule for other peers',
      { ...INGRESS, refusals: [{ policy: 'x/p', rule: 0, peers: 'failed', ports: 'matched' }] },
      'x/p spec.ingress[0] does not match the peer.',
    ],
    [
      'a rule for other ports',
      { ...INGRESS, refusals: [{ policy: 'x/p', rule: 0, peers: 'matched', ports: 'failed' }] },
      'x/p spec.ingress[0] does not match the port.',
    ],
    [
      'a rule for others altogether',
      { ...INGRESS, refusals: [{ policy: 'x/p', rule: 0, peers: 'failed', ports: 'failed' }] },
      'x/p spec.ingress[0] matches neither the peer nor the port.',
    ],
    [
      'halves that do not fit together',
      { ...INGRESS, refusals: [{ policy: 'x/p', rule: 0, peers: 'matched', ports: 'matched' }] },
      'x/p spec.ingress[0] matches the peer and the port, but not together.',
    ],
  ])('tells of %s', (_what, ingress, sentence) => {
    expect(sentences({ ingress, clauses: ingress.clauses })).toContain(sentence);
  });

  it.each([
    ['not-governed', 'Neither end is a pod that policies can select.'],
    ['own-node', 'The node of a pod is always let in.'],
    ['self', 'A pod reaches itself.'],
    ['loopback', 'Loopback never leaves the pod.'],
    ['not-enforced', 'Nothing enforces NetworkPolicies.'],
  ] as const)('tells of the exemption %s', (kind, sentence) => {
    expect(sentences(EXEMPT(kind))[0]).toBe(sentence);
  });

  it('tells where a translation leads, and whose choice it was', () => {
    const translation = { service: 'x/web', destination: 'x/a', port: 80, clauses: [] };
    const reasons: Reasons = { translation, ingress: INGRESS, clauses: ['SVC-1', 'ISO-4'] };
    expect(sentences(reasons, { kind: 'profile', options: ['selfViaService', 'endPort'] })).toEqual([
      'Service x/web leads to x/a, port 80.',
      'x/a is isolated for ingress by x/p, x/q.',
      'There is no rule.',
      'The clauses are SVC-1, ISO-4.',
      'Implementations may differ: selfViaService, endPort.',
    ]);
  });

  it('tells of a hostPort', () => {
    const translation = { destination: 'x/a', port: 80, clauses: [] };
    expect(sentences({ translation, clauses: ['PORT-21'] })[0]).toBe('The hostPort leads to x/a, port 80.');
  });
});
